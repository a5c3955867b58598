"""The card of a submission as it stands: read from the database, and put into words for those who review it."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.screens.markdown import escape
from bot.screens.problems import tell_problem
from bot.screens.review import Review, render_review
from bot.screens.screen import Screen
from bot.submissions.reviewers import rules_of
from bot.texts import Words
from data.months import Month
from storage.database import Session
from storage.submissions.duplicates import find_duplicates
from storage.submissions.facts import lint_facts
from storage.submissions.loading import get_submission, load_history
from storage.submissions.submission import Duplicates, Kind, State, Submission

if TYPE_CHECKING:
    from bot.app import Paperboy

_UNDOABLE = frozenset({State.APPROVED, State.REJECTED, State.DUPLICATE})


async def show_review(
    bot: "Paperboy", session: Session, submission_id: int, words: Words, guild_id: int | None
) -> tuple[Submission, Screen]:
    """A submission as it is in this transaction, and its card as it is shown in a guild. Raises
    `SubmissionNotFound`."""
    submission = await get_submission(session, submission_id)
    return submission, await draw_review(bot, session, submission, words, guild_id)


async def draw_review(
    bot: "Paperboy",
    session: Session,
    submission: Submission,
    words: Words,
    guild_id: int | None,
    *,
    queue: str = "queue:",
) -> Screen:
    """The card of a submission as it is shown in a guild. `queue` is the custom id of the button for what waits."""
    duplicates, problems = Duplicates(), tuple[str, ...]()
    if submission.is_open:
        kind, fault, paper_id = submission.kind, submission.fault, submission.paper_id
        duplicates = await find_duplicates(
            session, submission.facts, kind=kind, fault=fault, paper_id=paper_id, without=submission.id
        )
        problems = _lint(submission, bot.now(), words)
    history = await load_history(session, submission.id)
    shown = Review(
        submission,
        duplicates,
        history.questions,
        problems,
        _undo_until(bot, submission),
        _name_guild(bot, submission, guild_id, words),
    )
    shelf = await bot.library.open(guild_id, may_be_empty=True)
    categories = [category for category, _ in shelf.count_categories()]
    return render_review(shown, categories, words, queue=queue)


def _lint(submission: Submission, now: datetime, words: Words) -> tuple[str, ...]:
    if submission.kind is not Kind.PAPER:
        return ()
    found = lint_facts(submission.facts, Month(now.year, now.month))
    return tuple(dict.fromkeys(tell_problem(problem, words) for problem in found))


def _undo_until(bot: "Paperboy", submission: Submission) -> datetime | None:
    if submission.state not in _UNDOABLE or submission.decided_at is None:
        return None
    until = submission.decided_at + rules_of(bot).undo_within
    return until if bot.now() <= until else None


def _name_guild(bot: "Paperboy", submission: Submission, guild_id: int | None, words: Words) -> str:
    if submission.guild_id == guild_id:
        return ""
    if submission.guild_id is None:
        return words.say("direct messages")
    guild = bot.get_guild(submission.guild_id)
    return escape(guild.name, 80) if guild else str(submission.guild_id)
