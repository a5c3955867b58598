"""What is posted about submissions without anybody having asked: cards, outcomes, questions, reminders, corrections."""

from collections.abc import Sequence
from typing import Any

from bot.digests.composing import message_body
from bot.digests.marks import mine_id, queue_id
from bot.screens.custom_ids import answer_question
from bot.screens.markdown import escape
from bot.screens.notice import render_notice
from bot.screens.phrases import list_some, show_day
from bot.screens.screen import Screen, press
from bot.screens.submission import name_submission, tell_reason
from bot.texts import Words
from storage.submissions.outcomes import Outcome
from storage.submissions.submission import Question, Submission, Verdict

_TITLE, _ROOM = 200, 1_500


def outcome_payload(outcome: Outcome, database: str, mark: str, words: Words) -> dict[str, Any]:
    """Tells a submitter, or the guild in which it was submitted, what has become of a submission."""
    submission = outcome.submission
    title = f"**{escape(submission.facts.title, _TITLE) or words.say('(untitled)')}**"
    what = words.say("{title} (submission {number})", title=title, number=submission.id)
    said = _tell_verdict(outcome, what, words)
    is_mention = not outcome.to_guild and submission.mentions and submission.channel_id is not None
    if is_mention:
        said = f"<@{submission.submitter_id}> {said}"
    screen = render_notice(said, press(words.say("My submissions"), mine_id(database, mark)))
    return _payload(screen, submission.submitter_id if is_mention else None)


def question_payload(
    question: Question, submission: Submission, database: str, mark: str, words: Words
) -> dict[str, Any]:
    """Asks a submitter what a moderator wants to know."""
    title = f"**{escape(submission.facts.title, _TITLE) or words.say('(untitled)')}**"
    sentence = words.say(
        "A moderator asks about your submission {number}, {title}: {question}",
        number=submission.id,
        title=title,
        question=escape(question.question, 1_200),
    )
    ways = (
        press(words.say("Answer"), answer_question(question.id), primary=True),
        press(words.say("My submissions"), mine_id(database, mark)),
    )
    return _payload(render_notice(sentence, *ways))


def reminder_payload(waiting: Sequence[Submission], database: str, mark: str, words: Words) -> dict[str, Any]:
    """Reminds reviewers of what has been waiting long."""
    count = len(waiting)
    heading = words.say_count(
        "{count} submission has been waiting for a while:", "{count} submissions have been waiting for a while:", count
    )
    lines = [
        words.say(
            "- {number}: {what}, {title}, since {day}",
            number=submission.id,
            what=name_submission(submission, words),
            title=escape(submission.facts.title, 100) or words.say("(untitled)"),
            day=show_day(submission.created_at),
        )
        for submission in waiting
    ]
    more = list_some(
        [heading, *lines], _ROOM, lambda left: words.say_count("- and {count} more", "- and {count} more", left)
    )
    return _payload(render_notice(more, press(words.say("All that waits"), queue_id(database, mark))))


def correction_payload(title: str, database: str, mark: str, words: Words) -> dict[str, Any]:
    """Corrects a digest that told of a paper whose approval was undone."""
    sentence = words.say(
        "A correction: {title} was announced here and has been taken back by the moderators.",
        title=f"**{escape(title, _TITLE) or words.say('(untitled)')}**",
    )
    return _payload(render_notice(sentence, press(words.say("My submissions"), mine_id(database, mark))))


def card_payload(screen: Screen) -> dict[str, Any]:
    """A card that is ready to be posted."""
    return _payload(screen)


def _tell_verdict(outcome: Outcome, what: str, words: Words) -> str:
    decision = outcome.decision
    reason = tell_reason(decision.reason, decision.comment, words)
    match decision.verdict:
        case Verdict.APPROVED:
            return words.say("{what} was approved. It is listed now, and in the next digest. Thank you.", what=what)
        case Verdict.REJECTED:
            return words.say("{what} was declined: {reason}.", what=what, reason=reason)
        case Verdict.DUPLICATE:
            said = words.say("{what} is there already, or was submitted before.", what=what)
            return f"{said} {escape(decision.comment, 300)}".rstrip()
        case Verdict.MERGED_UPSTREAM:
            return words.say("{what} is on the list by now. Thank you.", what=what)
        case Verdict.WITHDRAWN:
            return words.say("{what} was withdrawn.", what=what)
        case Verdict.UNDONE:
            return words.say("The decision about {what} was taken back. It waits for a new one.", what=what)


def _payload(screen: Screen, mention_user_id: int | None = None) -> dict[str, Any]:
    return {"message": message_body(screen, mention_user_id=mention_user_id), "thread": "", "topics": []}
