import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cli.printing import printable, say


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 推理", "plain 推理"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\tc", "a b c"),
        ("\u202e", "\\u202e"),
        ("\ud800", "\\ud800"),
    ],
)
def test_a_terminal_is_sent_nothing_that_it_obeys(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_any_text_becomes_printable(text: str) -> None:
    assert printable(text).isprintable()


def test_what_a_person_is_told_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x07b")
    assert capsys.readouterr() == ("", "a\\x07b\n")
