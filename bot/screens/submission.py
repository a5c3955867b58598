"""What a submission says, in words: what is proposed, where it stands, why it was declined. Safe Markdown."""

from collections.abc import Sequence

from bot.screens.addresses import safe_url
from bot.screens.links import name_link_kind
from bot.screens.markdown import escape
from bot.screens.phrases import BETWEEN, list_some, name_category, show_day
from bot.texts import Words
from data.categories import Category
from storage.submissions.submission import (
    Duplicates,
    Facts,
    Fault,
    Kind,
    NearPaper,
    NearSubmission,
    Question,
    Reason,
    State,
    Submission,
)

TITLE = 300
_FIELD, _NOTE, _ANSWER, _REASON = 100, 400, 110, 200
_LONGEST_ADDRESS = 160
_LINKS, _FACTS, _NEAR, _ASKED = 700, 1_000, 500, 500
"""Characters for each part; together with a title and what a screen says they stay below `SAFE_CHARACTERS`."""


def name_submission(submission: Submission, words: Words) -> str:
    """What is proposed, in one line without the title: "New paper", "Dead link"."""
    if submission.kind is Kind.PAPER:
        return words.say("New paper")
    if submission.kind is Kind.ADDITION:
        return words.say("Addition to a paper")
    return name_fault(submission.fault, words)


def name_fault(fault: Fault, words: Words) -> str:
    """What is said to be wrong with a paper."""
    return {
        Fault.NONE: "",
        Fault.DEAD_LINK: words.say("Dead link"),
        Fault.WRONG_DATE: words.say("Wrong date"),
        Fault.MISSING_CODE: words.say("Missing code"),
        Fault.WRONG_SECTION: words.say("Wrong section"),
        Fault.DUPLICATE: words.say("Twice on the list"),
    }[fault]


def name_state(state: State, words: Words) -> str:
    """How far it has come."""
    return {
        State.PENDING: words.say("waits for a decision"),
        State.APPROVED: words.say("approved"),
        State.REJECTED: words.say("declined"),
        State.WITHDRAWN: words.say("withdrawn"),
        State.DUPLICATE: words.say("a duplicate"),
        State.MERGED_UPSTREAM: words.say("on the list by now"),
    }[state]


def name_reason(reason: Reason, words: Words) -> str:
    """Why something is declined."""
    return {
        Reason.NONE: words.say("no reason given"),
        Reason.OFF_TOPIC: words.say("not about the topic of the list"),
        Reason.NO_PAPER: words.say("no paper, and nothing that the list collects"),
        Reason.LOW_QUALITY: words.say("not substantial enough for the list"),
        Reason.NOT_PUBLIC: words.say("not public, or not to be opened"),
        Reason.INCOMPLETE: words.say("too much is missing"),
        Reason.NOT_SO: words.say("what is on the list is right"),
        Reason.SPAM: words.say("advertising"),
        Reason.OTHER: words.say("another reason"),
    }[reason]


def tell_reason(reason: Reason, comment: str, words: Words) -> str:
    """Why, and what the moderator wrote about it."""
    said = "" if reason is Reason.OTHER and comment else name_reason(reason, words)
    return BETWEEN.join(filter(None, (said, escape(comment, _REASON))))


def name_title_of(facts: Facts, words: Words) -> str:
    """The title, or a word that says that there is none."""
    return escape(facts.title, TITLE) or words.say("(untitled)")


def tell_facts(submission: Submission, categories: Sequence[Category], words: Words) -> str:
    """All that is proposed, a line each, without the title; "" where that is nothing."""
    facts = submission.facts
    category = next((name_category(one, words.locale) for one in categories if one.slug == facts.category), "")
    place = BETWEEN.join(filter(None, (escape(facts.list_name, 64), escape(facts.section, _FIELD))))
    named = [
        (words.say("Known as"), escape(facts.alias, _FIELD)),
        (words.say("Organisations"), escape(facts.organisations, _FIELD)),
        (words.say("Published"), words.month(facts.published) if facts.published else ""),
        (words.say("Category"), escape(category or facts.category, _FIELD)),
        (words.say("Section"), place),
        (words.say("The dead link"), _show_address(facts.dead_url)),
        (words.say("The same as paper"), str(facts.same_as or "")),
        (words.say("Note"), escape(facts.note, _NOTE)),
    ]
    links = [(name_link_kind(link.kind, words), _show_address(link.url)) for link in facts.links]
    return "\n".join(filter(None, (_list(links, _LINKS, words), _list(named, _FACTS, words))))


def tell_questions(questions: Sequence[Question], words: Words) -> str:
    """What was asked of the submitter, the last first, and the answers; "" for nothing."""
    lines = []
    for each in reversed(questions):
        who = f"<@{each.asked_by}>"
        lines.append(words.say("{who} asks: {text}", who=who, text=escape(each.question, _ANSWER)))
        reply = escape(each.answer, _ANSWER) if each.answered_at else words.say("no answer yet")
        lines.append(words.say("Answer: {text}", text=reply))
    return list_some(lines, _ASKED, lambda left: _more(left, words)) if lines else ""


def tell_duplicates(duplicates: Duplicates, words: Words) -> str:
    """What a submission may repeat, a line each; "" for nothing."""
    lines = [_tell_paper(near, words) for near in duplicates.papers]
    lines += [_tell_submission(near, words) for near in (*duplicates.waiting, *duplicates.declined)]
    return list_some(lines, _NEAR, lambda left: _more(left, words)) if lines else ""


def _tell_paper(near: NearPaper, words: Words) -> str:
    return words.say("On the list: {title}", title=f"**{escape(near.title, _FIELD) or words.say('(untitled)')}**")


def _tell_submission(near: NearSubmission, words: Words) -> str:
    title = f"**{escape(near.title, _FIELD) or words.say('(untitled)')}**"
    number = words.number(near.submission_id)
    if near.state is State.PENDING:
        return words.say("Waits as submission {number}: {title}", number=number, title=title)
    return words.say(
        "Declined as submission {number}: {title} ({reason})",
        number=number,
        title=title,
        reason=tell_reason(near.reason, near.comment, words),
    )


def tell_decision(submission: Submission, words: Words) -> str:
    """What was decided, by whom and when; "" while it waits."""
    if submission.is_open or submission.decided_at is None:
        return ""
    who = f"<@{submission.decided_by}>" if submission.decided_by else words.say("a sync of the list")
    day = show_day(submission.decided_at)
    return words.say("**{state}** by {who}, {day}", state=name_state(submission.state, words), who=who, day=day)


def _list(named: Sequence[tuple[str, str]], room: int, words: Words) -> str:
    lines = [words.say("**{name}:** {fact}", name=name, fact=fact) for name, fact in named if fact]
    return list_some(lines, room, lambda left: _more(left, words)) if lines else ""


def _more(left: int, words: Words) -> str:
    return words.say_count("- and {count} more", "- and {count} more", left)


def _show_address(url: str) -> str:
    """An address that can be opened where it is safe and short, else its text."""
    safe = safe_url(url)
    if safe is not None and len(safe) <= _LONGEST_ADDRESS:
        return f"<{safe}>"
    return escape(url, _LONGEST_ADDRESS)
