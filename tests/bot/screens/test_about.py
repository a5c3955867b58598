from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui

from bot.screens.about import MOST_LISTS, render_about
from bot.screens.screen import Screen
from bot.texts import Words
from storage.lists import ListInfo, Pack
from storage.sources import Health

Read = Callable[[Screen], str]
Buttons = Callable[[Screen], dict[str, ui.Button[Any]]]

AWESOME = ListInfo(
    name="awesome",
    title="Awesome *LLM*",
    url="https://github.com/x/awesome",
    licence="GPL-3.0",
    citation="@misc{awesome,\n  title={Awesome}\n}",
    packs=(Pack("All papers [PDF]", "https://github.com/x/awesome/a(1).pdf"), Pack("Odd", "ftp://a.example/")),
    rows=363,
    papers=330,
    created_at=datetime(2026, 1, 2, tzinfo=UTC),
    updated_at=datetime(2026, 1, 2, tzinfo=UTC),
)


def test_a_list_is_told_with_all_that_it_states(english: Words, read: Read, buttons: Buttons) -> None:
    screen = render_about([AWESOME], {}, 330, "1.2.3", english)
    assert read(screen).splitlines() == [
        "## About Paperboy",
        "I answer from curated lists of papers: 330 papers from 1 list.",
        (
            "A paper is missing, or something is wrong? Propose it where the list is kept: what its curators accept, "
            "I can show."
        ),
        "-# Version 1.2.3",
        r"### Awesome \*LLM\*",
        "330 papers · licence: GPL-3.0 · last changed <t:1767312000:D>",
        r"- Download: [All papers \[PDF\]](<https://github.com/x/awesome/a%281%29.pdf>)",
        "- Download: Odd",
        "To cite it:",
        "```bibtex",
        "@misc{awesome,",
        "  title={Awesome}",
        "}",
        "```",
    ]
    assert {label: button.url for label, button in buttons(screen).items()} == {"Open Awesome *LLM*": AWESOME.url}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"licence": ""}, "330 papers · states no licence · "),
        ({"title": ""}, "### awesome\n"),
        ({"url": "x"}, "### Awesome"),
    ],
)
def test_what_a_list_does_not_state(change: dict[str, str], line: str, english: Words, read: Read) -> None:
    changed = replace(AWESOME, **change)  # type: ignore[arg-type]
    assert line in read(render_about([changed], {}, 330, "1.2.3", english))


def test_a_list_without_an_address_has_no_button(english: Words, buttons: Buttons) -> None:
    assert buttons(render_about([replace(AWESOME, url="")], {}, 330, "1.2.3", english)) == {}


def test_more_lists_than_have_room_are_counted(english: Words, read: Read) -> None:
    assert read(render_about([AWESOME] * (MOST_LISTS + 2), {}, 330, "1.2.3", english)).endswith("and 2 more lists")


def test_it_is_told_in_chinese(chinese: Words, read: Read) -> None:
    lines = read(render_about([AWESOME], {}, 330, "1.2.3", chinese)).splitlines()
    assert lines[1] == "我根据人工整理的论文列表回答：1 个列表，共 330 篇论文。"
    assert lines[5] == "330 篇论文 · 许可证：GPL-3.0 · 最近更新于 <t:1767312000:D>"


def test_without_lists_it_still_says_what_it_is(english: Words, read: Read) -> None:
    assert "0 papers from 0 lists" in read(render_about([], {}, 0, "1.2.3", english))


LONG_AGO, TODAY = datetime(2026, 10, 29, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("health", "line"),
    [
        (Health(TODAY, TODAY, LONG_AGO, None, "", None, ""), f"Last read <t:{int(TODAY.timestamp())}:D>"),
        (
            Health(TODAY, LONG_AGO, LONG_AGO, LONG_AGO, "status 404", None, ""),
            f"Reading it has failed since <t:{int(LONG_AGO.timestamp())}:D>: HTTP 404",
        ),
        (Health(TODAY, None, None, LONG_AGO, "timeout", None, ""), "it cannot be reached"),
        (Health(TODAY, TODAY, None, None, "", LONG_AGO, "drop"), "A new version waits for review since"),
    ],
)
def test_a_list_that_fails_is_told_from_one_that_is_quiet(
    health: Health, line: str, read: Read, english: Words
) -> None:
    assert line in read(render_about([AWESOME], {AWESOME.name: health}, 330, "1.2.3", english))


def test_a_list_that_was_never_read_says_nothing_of_it(read: Read, english: Words) -> None:
    never = Health(None, None, None, None, "", None, "")
    assert read(render_about([AWESOME], {AWESOME.name: never}, 330, "1.2.3", english)) == read(
        render_about([AWESOME], {}, 330, "1.2.3", english)
    )
