from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui

from bot.screens.history import count_history_pages, render_history
from bot.screens.screen import Screen
from bot.texts import Words
from data.paper import Paper
from storage.feed import ChangeKind, FeedEntry

Make = Callable[..., Paper]
Read = Callable[[Screen], str]
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = f"<t:{int(NOON.timestamp())}:D>"
TITLES = {"awesome": "Awesome *LLM*"}


def entry(kind: ChangeKind, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None) -> FeedEntry:
    return FeedEntry(9, kind, 7, "A title", "awesome", "KV _Cache_", before or {}, after or {}, NOON)


def links(*urls: str) -> dict[str, Any]:
    return {"links": [{"kind": "code", "label": "x", "url": url} for url in urls]}


@pytest.mark.parametrize(
    ("kind", "before", "after", "told"),
    [
        (ChangeKind.ADDED, {}, {"sections": ["KV _Cache_"]}, r"**added** · KV \_Cache\_"),
        (ChangeKind.REMOVED, {"sections": ["KV _Cache_"]}, {}, r"**removed** · KV \_Cache\_"),
        (ChangeKind.MOVED, {"sections": ["A"]}, {"sections": ["B", "C"]}, "**moved** · from A to B, C"),
        (ChangeKind.RETITLED, {"title": "Old @here"}, {"title": "New"}, r"**retitled** · formerly “Old \@here”"),
        (ChangeKind.RETITLED, {"title": "T", "aliases": []}, {"title": "T", "aliases": ["AWQ"]},
         "**retitled** · now known as AWQ"),
        (ChangeKind.RATED, {"stars": 1, "heat": 0}, {"stars": 3, "heat": 2},
         "**rated anew** · stars of 3: from 1 to 3, heat of 3: from 0 to 2"),
        (ChangeKind.CODE_RELEASED, links(), links("https://github.com/a/b"),
         "**code released** · now <https://github.com/a/b>"),
        (ChangeKind.LINK_CHANGED, links("https://a.example/x"), links("https://a.example/x", "https://b.example/y"),
         "**link changed** · now <https://b.example/y>"),
        (ChangeKind.LINK_CHANGED, links("https://a.example/x"), links(), "**link changed** · without <https://a.example/x>"),
        (ChangeKind.LINK_CHANGED, links("javascript:x"), links(), "**link changed**"),
        (ChangeKind.MERGED, {"titles": ["One", "Two"]}, {}, "**merged** · One, Two"),
    ],
)  # fmt: skip
def test_each_change_is_told_with_what_differs(
    kind: ChangeKind,
    before: dict[str, Any],
    after: dict[str, Any],
    told: str,
    make_paper: Make,
    english: Words,
    read: Read,
) -> None:
    screen = render_history(make_paper(), [entry(kind, before, after)], 1, 1, TITLES, english)
    assert read(screen).splitlines() == [
        "## History of “Efficient Memory Management with PagedAttention”",
        "First seen <t:1767312000:D>, 1 change since",
        rf"- {DAY} · {told} · Awesome \*LLM\*",
    ]


def test_a_paper_to_which_nothing_happened_says_so(make_paper: Make, chinese: Words, read: Read) -> None:
    screen = render_history(make_paper(), [], 0, 1, TITLES, chinese)
    assert read(screen).splitlines()[1] == "首次收录于 <t:1767312000:D>、此后没有变更"


def test_pages_are_turned_by_buttons_that_name_the_paper(
    make_paper: Make, english: Words, buttons: Callable[[Screen], dict[str, ui.Button[Any]]]
) -> None:
    screen = render_history(make_paper(), [entry(ChangeKind.ADDED)] * 6, 13, 2, TITLES, english)
    assert count_history_pages(13) == 3
    assert {label: button.custom_id for label, button in buttons(screen).items()} == {
        "Previous": "history-page:1:7",
        "Page 2 of 3": "history-page:2:7",
        "Next": "history-page:3:7",
    }
