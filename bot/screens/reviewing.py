"""The forms of moderators: why something is declined, what it repeats, what is asked, what its facts should be."""

import re
from collections.abc import Iterable

from bot.screens.form import Form
from bot.screens.submission import name_reason
from bot.texts import Words
from data.errors import UnreadableMonth
from data.months import Month, parse_months
from data.schema import Link, LinkKind
from storage.submissions.submission import Question, Reason, Submission

REASON, COMMENT, OTHER, QUESTION, ANSWER = "reason", "comment", "other", "question", "answer"
TITLE, ALIAS, ORGANISATIONS, MONTH, LINKS = "title", "alias", "organisations", "month", "links"
"""The names of the fields."""

_LONGEST_COMMENT, _LONGEST_LINKS = 1_000, 3_500


def decline_form(submission: Submission, words: Words) -> Form:
    """Asks why."""
    form = Form(words.say("Decline submission {number}", number=submission.id), _form("decline", submission))
    reasons = [(reason.value, name_reason(reason, words)) for reason in Reason if reason is not Reason.NONE]
    form.offer(REASON, words.say("Why?"), reasons, required=True)
    hint = words.say("The submitter reads this.")
    form.ask(COMMENT, words.say("In your own words"), most=_LONGEST_COMMENT, hint=hint, long=True)
    return form


def duplicate_form(submission: Submission, words: Words) -> Form:
    """Asks what it repeats."""
    form = Form(words.say("Submission {number} is a duplicate", number=submission.id), _form("duplicate", submission))
    hint = words.say("A title, a link, or the number of a submission as #7")
    form.ask(OTHER, words.say("Of what?"), most=300, hint=hint, required=True)
    form.ask(COMMENT, words.say("In your own words"), most=_LONGEST_COMMENT, long=True)
    return form


def question_form(submission: Submission, words: Words) -> Form:
    """Asks what the submitter is to be asked."""
    form = Form(words.say("Ask the submitter"), _form("ask", submission))
    form.ask(QUESTION, words.say("Your question"), most=_LONGEST_COMMENT, required=True, long=True)
    return form


def answer_form(question: Question, words: Words) -> Form:
    """Asks the submitter."""
    form = Form(words.say("Answer the moderators"), f"answered:{question.id}")
    label, hint = words.say("Your answer"), question.question
    form.ask(ANSWER, label, most=_LONGEST_COMMENT, hint=hint, required=True, long=True)
    return form


def edit_form(submission: Submission, words: Words) -> Form:
    """Asks for the facts, as they are so far."""
    facts = submission.facts
    form = Form(words.say("Edit submission {number}", number=submission.id), _form("edit", submission))
    form.ask(TITLE, words.say("Title"), most=300, filled=facts.title)
    form.ask(ALIAS, words.say("Short name"), most=60, filled=facts.alias)
    form.ask(ORGANISATIONS, words.say("Organisations"), most=200, filled=facts.organisations)
    month = str(facts.published) if facts.published else ""
    form.ask(MONTH, words.say("Month of publication"), most=30, filled=month, example="2024-07")
    hint = words.say("One a line: paper, code, docs, blog, report or video, then the address")
    form.ask(LINKS, words.say("Links"), most=_LONGEST_LINKS, filled=write_links(facts.links), hint=hint, long=True)
    return form


def write_links(links: Iterable[Link]) -> str:
    """Links for a form: a line each, its kind and its address."""
    return "\n".join(f"{link.kind.value} {link.url}" for link in links)


def read_links(text: str, before: Iterable[Link]) -> tuple[Link, ...]:
    """The inverse of `write_links`. A line without a kind is a paper; labels are taken over from `before`."""
    labels = {link.url: link.label for link in before}
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = re.fullmatch(rf"(?:(?P<kind>{'|'.join(LinkKind)})[:\s]\s*)?(?P<url>\S.*)", line)
        url = match["url"] if match else line
        kind = LinkKind(match["kind"]) if match and match["kind"] else LinkKind.PAPER
        found.append(Link(kind, labels.get(url, ""), url))
    return tuple(found)


def read_month(text: str) -> Month | None:
    """The month that was typed, None for nothing. Raises `UnreadableMonth` for a year without a month too."""
    typed = text.strip()
    if not typed:
        return None
    months = parse_months(typed)
    if months.first != months.last:
        raise UnreadableMonth(typed)
    return months.first


def _form(verb: str, submission: Submission) -> str:
    return f"reviewed:{verb}:{submission.id}:{submission.version}"
