"""The card on which moderators decide: what is proposed, what is like it, what a curator would mend, and buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discord import SelectOption, ui

from bot.screens.custom_ids import choose_for_review, open_paper, review
from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import plain
from bot.screens.phrases import list_some, name_category, show_day
from bot.screens.screen import Screen, press
from bot.screens.submission import (
    name_submission,
    name_title_of,
    tell_decision,
    tell_duplicates,
    tell_facts,
    tell_questions,
    tell_reason,
)
from bot.texts import Words
from data.categories import Category
from storage.submissions.submission import Duplicates, Kind, Question, State, Submission

_MENDED = 300
_NONE_ALIKE = Duplicates()


@dataclass(frozen=True, slots=True)
class Review:
    """What a card shows. `problems` are sentences about what a curator would mend; `undo_until` is None where nothing
    can be undone; `guild_name` is where it was submitted, "" where the card is shown there itself."""

    submission: Submission
    duplicates: Duplicates = _NONE_ALIKE
    questions: tuple[Question, ...] = ()
    problems: tuple[str, ...] = ()
    undo_until: datetime | None = None
    guild_name: str = ""


def render_review(
    shown: Review, categories: Sequence[Category], words: Words, note: str = "", *, queue: str = "queue:"
) -> Screen:
    """The card. `categories` are what there is to choose from; `note` is a sentence above it, safe Markdown; `queue` is
    the custom id of the button for all that waits."""
    submission = shown.submission
    box: ui.Container[Screen] = ui.Container()
    if note:
        box.add_item(ui.TextDisplay(f"-# {note}"))
    box.add_item(ui.TextDisplay(_heading(shown, words)))
    if facts := tell_facts(submission, categories, words):
        box.add_item(ui.TextDisplay(facts))
    if open_questions := tell_questions(shown.questions, words):
        box.add_item(ui.TextDisplay(open_questions))
    if submission.is_open and (hints := _hints(shown, words)):
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(hints))
    if decided := tell_decision(submission, words):
        box.add_item(ui.Separator())
        why = tell_reason(submission.reason, submission.comment, words) if _has_reason(submission) else ""
        box.add_item(ui.TextDisplay("\n".join(filter(None, (decided, why)))))
    screen = Screen()
    screen.add_item(box)
    if submission.is_open:
        _add_ways_to_decide(screen, submission, categories, words, queue)
    else:
        _add_ways_back(screen, shown, words)
    return screen


def _heading(shown: Review, words: Words) -> str:
    submission = shown.submission
    what = words.say("{what}, submission {number}", what=name_submission(submission, words), number=submission.id)
    from_whom = words.say("From {who}, {day}", who=f"<@{submission.submitter_id}>", day=show_day(submission.created_at))
    lines = [f"### {what}", f"**{name_title_of(submission.facts, words)}**", from_whom]
    if shown.guild_name:
        lines.append(words.say("Submitted in {guild}", guild=shown.guild_name))
    if submission.taken_by and submission.is_open:
        lines.append(words.say("{who} is on it", who=f"<@{submission.taken_by}>"))
    return "\n".join(lines)


def _hints(shown: Review, words: Words) -> str:
    """What a moderator should look at before deciding."""
    blocks = []
    if near := tell_duplicates(shown.duplicates, words):
        blocks.append(f"**{words.say('Like it')}**\n{near}")
    if shown.problems:
        mend = list_some((f"- {problem}" for problem in shown.problems), _MENDED, lambda left: f"- +{left}")
        blocks.append(f"**{words.say('To be mended')}**\n{mend}")
    return "\n".join(blocks)


def _has_reason(submission: Submission) -> bool:
    return submission.state is State.REJECTED or bool(submission.comment)


def _add_ways_to_decide(
    screen: Screen, submission: Submission, categories: Sequence[Category], words: Words, queue: str
) -> None:
    def way(label: str, verb: str, *, primary: bool = False) -> ui.Button[Any]:
        return press(label, review(verb, submission.id, submission.version), primary=primary)

    screen.add_item(
        ui.ActionRow(
            way(words.say("Approve"), "approve", primary=True),
            way(words.say("Decline"), "decline"),
            way(words.say("Edit"), "edit"),
            way(words.say("Duplicate of"), "duplicate"),
        )
    )
    more = [
        way(words.say("Ask the submitter"), "ask"),
        way(words.say("I’m on it"), "take"),
        press(words.say("All that waits"), queue),
    ]
    if submission.paper_id is not None:
        more.append(press(words.say("Open the paper"), open_paper(submission.paper_id)))
    screen.add_item(ui.ActionRow(*more))
    offered = categories[:SELECT_OPTIONS]
    if submission.kind is Kind.PAPER and offered:
        options = [_option(category, submission.facts.category, words) for category in offered]
        menu: ui.Select[Any] = ui.Select(
            custom_id=choose_for_review("category", submission.id, submission.version),
            placeholder=words.say("Category"),
            options=options,
        )
        screen.add_item(ui.ActionRow(menu))


def _add_ways_back(screen: Screen, shown: Review, words: Words) -> None:
    submission = shown.submission
    ways = []
    if shown.undo_until is not None:
        ways.append(press(words.say("Undo"), review("undo", submission.id, submission.version)))
    if submission.paper_id is not None and submission.state in {State.APPROVED, State.MERGED_UPSTREAM}:
        ways.append(press(words.say("Open the paper"), open_paper(submission.paper_id)))
    if submission.duplicate_paper_id is not None:
        ways.append(press(words.say("Open the paper"), open_paper(submission.duplicate_paper_id)))
    ways.append(press(words.say("History"), review("history", submission.id, submission.version)))
    screen.add_item(ui.ActionRow(*ways))


def _option(category: Category, chosen: str, words: Words) -> SelectOption:
    label = plain(name_category(category, words.locale), OPTION_TEXT) or category.slug
    return SelectOption(label=label, value=category.slug, default=category.slug == chosen)
