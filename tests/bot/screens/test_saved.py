"""A library on screens: within the limits for any paper and any note, and harmless."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.saved import Entry
from bot.screens.custom_ids import LONGEST_LIBRARY_QUERY, LibraryState, parse_library_state, turn_library
from bot.screens.limits import CUSTOM_ID, find_violations
from bot.screens.saved import count_library_pages, render_dropped, render_entry, render_export, render_library
from bot.screens.screen import Screen
from bot.texts import Words
from data.paper import Paper
from storage.members.library import LONGEST_JOINED_NOTE, Saved

Read = Callable[[Screen], str]
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def make_entry(make_paper: Callable[..., Paper]) -> Callable[..., Entry]:
    def make(note: str = "", read_at: datetime | None = None, *, is_listed: bool = True, **facts: Any) -> Entry:
        paper = make_paper(**facts)
        return Entry(Saved(paper.id, (paper.title,), note, NOW, read_at), paper, is_listed)

    return make


def test_a_page_says_what_is_read_noted_and_gone(make_entry: Callable[..., Entry], english: Words, read: Read) -> None:
    found = [make_entry("a *note*", NOW, id=1), make_entry(is_listed=False, id=2)]
    text = read(render_library(found, 9, 1, LibraryState("x", unread_alone=True), english))
    assert "**2 papers** · 1 not read · for “x” · only unread ones" in text
    assert "-# read <t:" in text
    assert "-# Note: a \\*note\\*" in text
    assert "-# not read yet · September 2023 · on no list any more" in text


def test_a_page_that_is_not_there_is_the_nearest(make_entry: Callable[..., Entry], english: Words, read: Read) -> None:
    found = [make_entry(id=number) for number in range(1, 7)]
    assert count_library_pages(6) == 2
    assert "**6. " in read(render_library(found, 6, 99, LibraryState(), english))
    assert "**1. " in read(render_library(found, 6, 0, LibraryState(), english))


@pytest.mark.parametrize("piece", ["注", "*", "𝔸", "a\n", "\n", "> # @everyone\n", "👨‍👩‍👧‍👦", "\u202e"])
def test_the_longest_of_everything_fits(piece: str, make_entry: Callable[..., Entry], chinese: Words) -> None:
    note = (piece * LONGEST_JOINED_NOTE)[:LONGEST_JOINED_NOTE]
    found = [make_entry(note, NOW, is_listed=False, id=number, title=piece * 300) for number in range(1, 8)]
    state = LibraryState((piece * 80)[:LONGEST_LIBRARY_QUERY].replace("\n", " "), unread_alone=True)
    for screen in (
        render_library(found, 2_000, 1, state, chinese),
        render_entry(found[0], chinese, note="x" * 100),
        render_dropped(found[0], chinese),
        render_export(found, "ris", b"x", chinese),
    ):
        assert find_violations(screen) == []


def test_the_state_of_a_page_comes_back_from_its_custom_id() -> None:
    for state in (LibraryState(), LibraryState("a~b:c " * 13, unread_alone=True)):
        custom_id = turn_library(99_999, state)
        assert len(custom_id) <= CUSTOM_ID
        assert parse_library_state(custom_id.split(":", 2)[2]) == state
