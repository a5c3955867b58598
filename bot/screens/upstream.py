"""What is approved and not yet on its list, as patches to hand to its curators."""

from discord import ui

from bot.screens.markdown import escape
from bot.screens.phrases import list_some
from bot.screens.screen import Screen
from bot.texts import Words
from data.writers.rows.proposals import Refusal
from storage.submissions.exporting import Left, LeftOut, PendingUpstream

_MOST_FILES, _ROOM = 8, 2_000


def render_upstream(pending: PendingUpstream, words: Words) -> Screen:
    """A patch and the words for a pull request for each list, and what could not be placed and why."""
    screen = Screen()
    box: ui.Container[Screen] = ui.Container()
    if not pending.lists and not pending.left_out:
        box.add_item(ui.TextDisplay(words.say("Nothing that is approved waits for a list.")))
    for one in pending.lists[: _MOST_FILES // 2]:
        rows = words.say_count("{count} row", "{count} rows", len(one.written))
        box.add_item(ui.TextDisplay(f"**{escape(one.list_name, 64)}**: {escape(one.title, 200)} ({rows})"))
        patch = screen.attach(f"{one.list_name}.patch", one.patch.encode("utf-8", "surrogatepass"))
        body = screen.attach(f"{one.list_name}.md", f"{one.title}\n\n{one.body}".encode("utf-8", "surrogatepass"))
        box.add_item(ui.File(patch))
        box.add_item(ui.File(body))
    if pending.lists:
        hint = words.say("The patch is for `git apply` in a clone of the list; the other file is for the pull request.")
        box.add_item(ui.TextDisplay(f"-# {hint}"))
    if pending.left_out:
        lines = [_tell_left(left, words) for left in pending.left_out]
        heading = words.say("**Not placed**")
        told = list_some(
            [heading, *lines], _ROOM, lambda left: words.say_count("- and {count} more", "- and {count} more", left)
        )
        box.add_item(ui.TextDisplay(told))
    screen.add_item(box)
    return screen


def _tell_left(left: LeftOut, words: Words) -> str:
    title = escape(left.title, 100) or words.say("(untitled)")
    why = _explain(left.reason, words)
    return words.say("- {number}, {title}: {reason}", number=left.submission_id, title=title, reason=why)


def _explain(reason: Left | Refusal, words: Words) -> str:
    return {
        Left.NO_LIST: words.say("no list that is followed was meant"),
        Left.NOT_READ: words.say("its list has not been read yet"),
        Left.UNREADABLE: words.say("its list can no longer be read"),
        Left.NOT_ON_LIST: words.say("what it changes stands on no list that is followed"),
        Left.BY_HAND: words.say("two rows that are one paper are for the curators to mend by hand"),
        Refusal.FORMAT: words.say("its list is no Markdown"),
        Refusal.HTML_TABLE: words.say("its section is a table in HTML, which is to be edited by hand"),
        Refusal.NO_TITLE: words.say("it has no title"),
        Refusal.NO_LINK: words.say("it has no link that the list has a place for"),
        Refusal.TITLE_TOO_LONG: words.say("its title is too long"),
        Refusal.ALREADY_LISTED: words.say("the list shows it already; the next sync will notice"),
        Refusal.ROW_NOT_FOUND: words.say("the row that it changes is not there any more"),
        Refusal.NOTHING_CHANGES: words.say("the list says so already, or has no place for it"),
        Refusal.UNKNOWN_FORM: words.say("its row is written in a way that is to be edited by hand"),
        Refusal.NOT_PROVEN: words.say("the list would read as something else with it; edit it by hand"),
    }[reason]
