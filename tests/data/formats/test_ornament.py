import pytest

from data.formats.ornament import count_words, strip_ornament, trim, trim_end
from data.months import Month


@pytest.mark.parametrize(
    ("text", "rest", "published"),
    [
        ("[x] A title", "A title", None),
        ("12. A title", "A title", None),
        ("21.A title", "21.A title", None),
        ("21.Another title", "Another title", None),
        ("9、A title", "A title", None),
        ("[2024/05] [ICLR 24] A title", "A title", Month(2024, 5)),
        ("CVPR 2023 | A title", "A title", None),
        (":fire: (2019) A title", "A title", None),
        ("[GPT 13] A title", "[GPT 13] A title", None),
    ],
)
def test_what_stands_before_a_title_is_cut_off(text: str, rest: str, published: Month | None) -> None:
    assert strip_ornament(text) == (rest, published)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("A title, [", "A title"), ("A title (x)", "A title (x)"), ('"A title"', "A title"), (") A", "A")],
)
def test_punctuation_around_a_title_goes_and_its_own_brackets_stay(text: str, kept: str) -> None:
    assert trim(text) == kept


def test_what_ends_in_a_stop_of_its_own_keeps_it() -> None:
    assert [trim_end(text) for text in ("A title.", "A title etc.", "A title ...")] == [
        "A title",
        "A title etc.",
        "A title ...",
    ]


def test_words_are_counted_in_any_script() -> None:
    assert [count_words(text) for text in ("", "a b-c", "论文 标题")] == [0, 3, 2]
