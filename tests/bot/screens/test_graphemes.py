import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.graphemes import shorten, split_graphemes


@pytest.mark.parametrize(
    "text",
    ["e\u0301", "👨‍👩‍👧‍👦", "🇩🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👍🏽", "⭐️", "\u1100\u1161\u11a8", "नि"],
    ids=["accent", "family", "flag", "flag of Scotland", "skin", "star", "Hangul in parts", "Devanagari"],
)
def test_what_a_reader_sees_as_one_stays_one(text: str) -> None:
    assert list(split_graphemes(f"a{text}b")) == ["a", text, "b"]


def test_flags_are_parted_in_pairs() -> None:
    assert list(split_graphemes("🇩🇪🇫🇷🇨🇳")) == ["🇩🇪", "🇫🇷", "🇨🇳"]


def test_a_tower_of_accents_is_cut_like_any_text() -> None:
    pieces = list(split_graphemes("a" + "\u0301" * 5000))
    assert max(map(len, pieces)) <= 16


@given(st.text())
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(split_graphemes(text)) == text


@given(st.text(), st.integers(1, 30))
def test_a_shortened_text_fits_and_begins_as_the_text(text: str, room: int) -> None:
    short = shorten(text, lambda part: len(part) <= room)
    assert len(short) <= room
    assert short == text if len(text) <= room else text.startswith(short.removesuffix("…"))


def test_as_much_as_fits_is_kept() -> None:
    assert shorten("abcdef", lambda part: len(part) <= 5) == "abcd…"
    assert shorten("ab cdef", lambda part: len(part) <= 4) == "ab…"
    assert shorten("👨‍👩‍👧‍👦" * 3, lambda part: len(part) <= 12) == "👨‍👩‍👧‍👦…"
