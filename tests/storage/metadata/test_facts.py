import pytest

from storage.metadata.facts import Metadata, find_code, plain


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("  A title\n  in two lines ", 300, "A title in two lines"),
        ("Fast &amp; slow", 300, "Fast & slow"),
        ("a\x00b\u202ec", 300, "a b c"),
        ("x" * 5000, 300, "x" * 300),
        ("量化 综述", 300, "量化 综述"),
        (None, 300, ""),
        (["a"], 300, ""),
    ],
)
def test_what_a_source_says_is_one_bounded_line_of_plain_text(text: object, longest: int, expected: str) -> None:
    assert plain(text, longest) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Code: https://github.com/a/b.", ""), "https://github.com/a/b"),
        (("https://github.com/a/b.git",), "https://github.com/a/b"),
        ((None, "see http://gitlab.com/x/y-z/tree/main"), "http://gitlab.com/x/y-z"),
        (("https://example.org/a/b", "https://github.com/a"), ""),
        (("javascript:https//github.com/a/b",), ""),
    ],
)
def test_the_first_repository_that_is_named_is_found(texts: tuple[object, ...], expected: str) -> None:
    assert find_code(*texts) == expected


def test_nothing_is_known_without_a_title() -> None:
    assert Metadata(code_url="https://github.com/a/b").is_empty
    assert not Metadata(title="A").is_empty
