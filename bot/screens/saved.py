"""A member's library on screens: a page of it, one paper of it, its export."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.saved import Entry
from bot.screens.custom_ids import (
    LibraryState,
    act_on_saved,
    export_library,
    open_paper,
    open_saved,
    save_paper,
    turn_library,
)
from bot.screens.limits import length
from bot.screens.markdown import escape
from bot.screens.phrases import BETWEEN, name_title, show_day
from bot.screens.screen import Screen, press
from bot.texts import Words

ENTRIES_PER_PAGE = 5
STYLES = {"bibtex": ("BibTeX", "bib"), "ris": ("RIS", "ris")}
"""What a library can be exported as: the name that everybody calls it by, and the ending of the file."""
_NOTE, _SNIPPET = 1_500, 120


def render_entry(entry: Entry, words: Words, *, note: str = "") -> Screen:
    """One paper of a library, and what may be done with it. `note` is a sentence above it, safe Markdown."""
    paper_id, saved = entry.paper.id, entry.saved
    facts = [f"## {name_title(entry.paper, 400, words)}"]
    facts.append(BETWEEN.join([words.say("saved {day}", day=show_day(saved.saved_at)), _tell_reading(entry, words)]))
    if not entry.is_listed:
        facts.append(words.say("No list shows this paper any more; it stays in your library."))
    box: ui.Container[Screen] = ui.Container()
    if note:
        box.add_item(ui.TextDisplay(f"-# {note}"))
    box.add_item(ui.TextDisplay("\n".join(facts)))
    if saved.note:
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(f"**{words.say('Your note')}**\n{_show_note(saved.note, words)}"))
    screen = Screen()
    screen.add_item(box)
    reading = (
        press(words.say("Mark as not read"), act_on_saved("unread", paper_id))
        if saved.read_at
        else press(words.say("Mark as read"), act_on_saved("read", paper_id), primary=True)
    )
    writing = words.say("Edit the note") if saved.note else words.say("Add a note")
    row: list[ui.Button[Any]] = [reading, press(writing, act_on_saved("note", paper_id))]
    if entry.is_listed:
        row.append(press(words.say("Open the card"), open_paper(paper_id)))
    row.append(press(words.say("Remove from the library"), act_on_saved("drop", paper_id)))
    screen.add_item(ui.ActionRow(*row))
    return screen


def render_dropped(entry: Entry, words: Words) -> Screen:
    """A paper that was taken out of a library, with its note, as that is gone with it."""
    title = name_title(entry.paper, 300, words)
    lines = [words.say("**{title}** is not in your library any more.", title=title)]
    if entry.saved.note:
        lines += [words.say("Your note was:"), _show_note(entry.saved.note, words)]
    screen = Screen()
    screen.add_item(ui.TextDisplay("\n".join(lines)))
    if entry.is_listed:
        screen.add_item(ui.ActionRow(press(words.say("Save again"), save_paper(entry.paper.id))))
    return screen


def count_library_pages(entries: int) -> int:
    """How many pages so many entries take; at least one."""
    return max(1, -(-entries // ENTRIES_PER_PAGE))


def render_library(found: Sequence[Entry], saved: int, page: int, state: LibraryState, words: Words) -> Screen:
    """A page, counted from 1, of what was found in a library that holds `saved` papers; a page that is not there is the
    nearest that is."""
    pages = count_library_pages(len(found))
    page = min(max(page, 1), pages)
    first = (page - 1) * ENTRIES_PER_PAGE
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(_heading(found, saved, state, words)))
    for number, entry in enumerate(found[first : first + ENTRIES_PER_PAGE], first + 1):
        box.add_item(ui.Separator())
        button = press(words.say("Open {number}", number=words.number(number)), open_saved(entry.paper.id))
        box.add_item(ui.Section(_tell(entry, number, words), accessory=button))
    screen = Screen()
    screen.add_item(box)
    if pages > 1:
        position = words.say("Page {page} of {pages}", page=words.number(page), pages=words.number(pages))
        screen.add_item(
            ui.ActionRow(
                press(words.say("Previous"), turn_library(page - 1, state), disabled=page == 1),
                press(position, "library-here", disabled=True),
                press(words.say("Next"), turn_library(page + 1, state), primary=page < pages, disabled=page == pages),
            )
        )
    if saved:
        screen.add_item(ui.ActionRow(*_others(found, state, words)))
    return screen


def render_export(found: Sequence[Entry], style: str, content: bytes, words: Words) -> Screen:
    """A library as a file."""
    name, ending = STYLES[style]
    told = words.say_count("{count} paper as {style}", "{count} papers as {style}", len(found), style=name)
    screen = Screen()
    screen.add_item(ui.TextDisplay(told))
    screen.add_item(ui.File(screen.attach(f"paperboy-library.{ending}", content)))
    return screen


def _others(found: Sequence[Entry], state: LibraryState, words: Words) -> list[ui.Button[Any]]:
    """Ways to see more or less of the library, and to take it along."""
    other = state._replace(unread_alone=not state.unread_alone)
    label = words.say("Show all") if state.unread_alone else words.say("Only unread")
    row = [press(label, turn_library(1, other))]
    if found:
        row += [
            press(words.say("Export as {style}", style=name), export_library(style, state))
            for style, (name, _) in STYLES.items()
        ]
    return row


def _heading(found: Sequence[Entry], saved: int, state: LibraryState, words: Words) -> str:
    lines = [f"## {words.say('Your library')}"]
    if not saved:
        return "\n".join([*lines, words.say("It is empty. Press Save on the card of a paper, and it comes here.")])
    unread = sum(entry.saved.read_at is None for entry in found)
    counted = words.say_count("{count} paper", "{count} papers", len(found))
    facts = [f"**{counted}**", words.say("{count} not read", count=words.number(unread))]
    facts += [words.say("for “{text}”", text=escape(state.text, 160))] if state.text else []
    facts += [words.say("only unread ones")] if state.unread_alone else []
    lines.append(BETWEEN.join(facts))
    if not found:
        lines.append(words.say("Nothing in your library fits. Try fewer or other words."))
    return "\n".join(lines)


def _tell(entry: Entry, number: int, words: Words) -> str:
    facts = [_tell_reading(entry, words)]
    if entry.paper.published:
        facts.append(words.month(entry.paper.published))
    if not entry.is_listed:
        facts.append(words.say("on no list any more"))
    lines = [f"**{number}. {name_title(entry.paper, 200, words)}**", f"-# {BETWEEN.join(facts)}"]
    snippet = escape(entry.saved.note, _SNIPPET)
    return "\n".join([*lines, f"-# {words.say('Note: {text}', text=snippet)}"] if snippet else lines)


def _tell_reading(entry: Entry, words: Words) -> str:
    if entry.saved.read_at is None:
        return words.say("not read yet")
    return words.say("read {day}", day=show_day(entry.saved.read_at))


def _show_note(note: str, words: Words) -> str:
    """A note with its lines, as much as there is room for."""
    shown: list[str] = []
    room = _NOTE
    for line in note.splitlines():
        text = escape(line, max(room, 3))
        if length(text) + 1 > room:
            break
        room -= length(text) + 1
        shown.append(text)
    return "\n".join(f"- {line}" for line in shown if line) or words.say("(untitled)")
