"""What happened to a submission, line by line."""

from collections.abc import Sequence

from discord import ui

from bot.screens.markdown import escape
from bot.screens.phrases import list_some, show_day
from bot.screens.screen import Screen
from bot.texts import Words
from storage.submissions.audit import Audited
from storage.submissions.submission import Submission

_TITLE, _ROOM = 200, 3_000


def render_history(submission: Submission, lines: Sequence[Audited], words: Words) -> Screen:
    """The lines of the audit log about a submission, the newest first."""
    title = escape(submission.facts.title, _TITLE) or words.say("(untitled)")
    heading = words.say("History of submission {number}", number=submission.id)
    told = [_tell(line, words) for line in reversed(lines)] or [words.say("Nothing is known.")]
    listed = list_some(told, _ROOM, lambda left: words.say_count("- and {count} more", "- and {count} more", left))
    screen = Screen()
    screen.add_item(ui.Container(ui.TextDisplay(f"### {heading}\n**{title}**\n{listed}")))
    return screen


def name_action(action: str, words: Words) -> str:
    """What somebody did; the action itself for one that has no words yet."""
    return {
        "submitted": words.say("submitted"),
        "edited": words.say("edited"),
        "taken": words.say("taken on"),
        "given_back": words.say("given back"),
        "asked": words.say("asked the submitter"),
        "answered": words.say("answered"),
        "approved": words.say("approved"),
        "rejected": words.say("declined"),
        "withdrawn": words.say("withdrawn"),
        "duplicate": words.say("called a duplicate"),
        "merged_upstream": words.say("found on the list"),
        "undone": words.say("decision taken back"),
    }.get(action, action)


def _tell(line: Audited, words: Words) -> str:
    who = f"<@{line.actor_id}>" if line.actor_id else words.say("a sync of the list")
    action = name_action(line.action, words)
    said = words.say("- {day}: {action} by {who}", day=show_day(line.at), action=action, who=who)
    texts = (line.facts.get(name) for name in ("comment", "question", "answer"))
    comment = escape(str(next(filter(None, texts), "")), 150)
    return f"{said}: {comment}" if comment else said
