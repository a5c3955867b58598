"""What waits for the reviewers of a guild, a page at a time, and deciding several at once."""

from collections.abc import Sequence

from discord import SelectOption, ui

from bot.screens.custom_ids import CHOOSE_SEVERAL, decide_several, show_submission, turn_queue
from bot.screens.limits import OPTION_TEXT
from bot.screens.markdown import escape, plain
from bot.screens.phrases import show_day
from bot.screens.screen import Screen, press
from bot.screens.submission import name_submission
from bot.texts import Words
from storage.submissions.submission import Submission

PER_PAGE = 7
_TITLE = 140


def render_queue(waiting: Sequence[Submission], total: int, page: int, words: Words, note: str = "") -> Screen:
    """A page of what waits, counted from 1, of `total` in all. `note` is a sentence about what was done last."""
    pages = max(1, -(-total // PER_PAGE))
    counted = words.say_count("{count} submission waits", "{count} submissions wait", total)
    heading = f"## {counted}" if total else f"## {words.say('Nothing waits for a decision')}"
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay("\n".join(filter(None, (heading, note)))))
    for submission in waiting:
        box.add_item(ui.Separator())
        button = press(words.say("Show {number}", number=submission.id), show_submission(submission.id))
        box.add_item(ui.Section(_line(submission, words), accessory=button))
    screen = Screen()
    screen.add_item(box)
    if len(waiting) > 1:
        options = [_option(submission, words) for submission in waiting]
        placeholder = words.say("Choose several to decide at once")
        menu: ui.Select[Screen] = ui.Select(
            custom_id=CHOOSE_SEVERAL, placeholder=placeholder, options=options, max_values=len(options)
        )
        screen.add_item(ui.ActionRow(menu))
    if pages > 1:
        position = words.say("Page {page} of {pages}", page=words.number(page), pages=words.number(pages))
        screen.add_item(
            ui.ActionRow(
                press(words.say("Previous"), turn_queue(page - 1), disabled=page == 1),
                press(position, turn_queue(page), disabled=True),
                press(words.say("Next"), turn_queue(page + 1), disabled=page == pages),
            )
        )
    return screen


def render_several(chosen: Sequence[Submission], words: Words) -> Screen:
    """What was chosen from the queue, and the ways to decide all of it."""
    numbers = [(submission.id, submission.version) for submission in chosen]
    count = len(chosen)
    heading = words.say_count("{count} submission chosen", "{count} submissions chosen", count)
    lines = "\n".join(_line(submission, words) for submission in chosen)
    screen = Screen()
    screen.add_item(ui.Container(ui.TextDisplay(f"## {heading}\n{lines}")))
    screen.add_item(
        ui.ActionRow(
            press(words.say("Approve all of them"), decide_several("approve", numbers), primary=True),
            press(words.say("Decline all of them"), decide_several("decline", numbers)),
        )
    )
    return screen


def _line(submission: Submission, words: Words) -> str:
    title = escape(submission.facts.title, _TITLE) or words.say("(untitled)")
    what = words.say("{what}, submission {number}", what=name_submission(submission, words), number=submission.id)
    from_whom = words.say("From {who}, {day}", who=f"<@{submission.submitter_id}>", day=show_day(submission.created_at))
    return f"**{title}**\n-# {what}. {from_whom}"


def _option(submission: Submission, words: Words) -> SelectOption:
    label = plain(f"{submission.id}. {submission.facts.title}", OPTION_TEXT) or words.say("(untitled)")
    return SelectOption(label=label, value=f"{submission.id}.{submission.version}")
