"""A page of the feed: what happened to papers on the lists, the newest first."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.screens.custom_ids import ChangesState, open_paper, turn_changes
from bot.screens.markdown import escape
from bot.screens.phrases import BETWEEN, show_day
from bot.screens.screen import Screen, press
from bot.texts import Words
from storage.feed import ChangeKind, FeedEntry

CHANGES_PER_PAGE = 6


def count_change_pages(changes: int) -> int:
    """How many pages so many changes take; at least one."""
    return max(1, -(-changes // CHANGES_PER_PAGE))


def render_changes(
    entries: Sequence[FeedEntry],
    total: int,
    page: int,
    state: ChangesState,
    titles: Mapping[str, str],
    words: Words,
) -> Screen:
    """A page of changes, counted from 1, of `total` in all. `state` is what was asked for and what the buttons carry;
    `titles` maps the names of lists to their titles."""
    pages = count_change_pages(total)
    counted = words.say_count("{count} change", "{count} changes", total)
    heading = f"## {words.say('What changed on the lists')}\n"
    heading += f"**{counted}**" if total else words.say("No change has been seen in this time.")
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(heading))
    for number, entry in enumerate(entries, (page - 1) * CHANGES_PER_PAGE + 1):
        box.add_item(ui.Separator())
        custom_id = f"{open_paper(entry.paper_id)}~{entry.seq}"  # one paper may stand on a page twice
        button = press(words.say("Open {number}", number=words.number(number)), custom_id)
        box.add_item(ui.Section(_describe(entry, number, titles, words), accessory=button))
    screen = Screen(turn_changes(page, state) if entries else "")
    screen.add_item(box)
    if pages > 1:
        position = words.say("Page {page} of {pages}", page=words.number(page), pages=words.number(pages))
        screen.add_item(
            ui.ActionRow(
                press(words.say("Previous"), turn_changes(page - 1, state), disabled=page == 1),
                press(position, turn_changes(page, state), disabled=True),
                press(words.say("Next"), turn_changes(page + 1, state), primary=page < pages, disabled=page == pages),
            )
        )
    return screen


def name_kind(kind: ChangeKind, words: Words) -> str:
    """A kind of change in words."""
    return {
        ChangeKind.ADDED: words.say("added"),
        ChangeKind.CODE_RELEASED: words.say("code released"),
        ChangeKind.LINK_CHANGED: words.say("link changed"),
        ChangeKind.MOVED: words.say("moved"),
        ChangeKind.RETITLED: words.say("retitled"),
        ChangeKind.RATED: words.say("rated anew"),
        ChangeKind.REMOVED: words.say("removed"),
        ChangeKind.RESTORED: words.say("back on the list"),
        ChangeKind.MERGED: words.say("merged"),
    }[kind]


def _describe(entry: FeedEntry, number: int, titles: Mapping[str, str], words: Words) -> str:
    title = escape(entry.title, 220) or words.say("(untitled)")
    facts = [
        show_day(entry.at),
        escape(titles.get(entry.list_name, entry.list_name), 80),
        escape(entry.section, 80),
    ]
    return f"**{number}. {name_kind(entry.kind, words)}**: {title}\n-# {BETWEEN.join(filter(None, facts))}"
