"""The sentences about submitting and deciding."""

from bot.errors.wording import QUOTED, Sentences
from bot.refusals import MayNotReview, NotALink
from bot.screens.markdown import escape
from bot.screens.submission import name_state
from bot.texts import Words
from storage.submissions.errors import (
    AlreadyDecided,
    Blocked,
    ChangedMeanwhile,
    DraftLost,
    DuplicateFound,
    InvalidFacts,
    NotAReviewer,
    NothingToChange,
    NotTheSubmitter,
    NotUndoable,
    QuestionNotFound,
    QuotaReached,
    SubmissionNotFound,
    SubmissionsClosed,
    TakenByAnother,
)


def _on_already_decided(error: AlreadyDecided, words: Words) -> str:
    state = name_state(error.state, words)
    if error.decided_at is None:
        return words.say("Submission {number} was decided already: {state}.", number=error.submission_id, state=state)
    who = f"<@{error.decided_by}>" if error.decided_by else words.say("a sync of the list")
    return words.say(
        "Submission {number} was decided already: {state} by {who}, {when}.",
        number=error.submission_id,
        state=state,
        who=who,
        when=f"<t:{int(error.decided_at.timestamp())}:R>",
    )


def _on_invalid_facts(error: InvalidFacts, words: Words) -> str:
    name = _name_field(error.field, words)
    match error.reason:
        case "missing":
            return words.say("Something is missing: {field}. Add it with Edit, then try again.", field=name)
        case "too_long" | "too_many":
            return words.say("This is too much: {field}. Make it shorter and try again.", field=name)
        case "unsafe_link":
            return words.say("One of the links is no public http(s) address. Give one that everybody can open.")
        case _:
            return words.say("I do not understand this: {field}. Change it and try again.", field=name)


def _name_field(field: str, words: Words) -> str:
    return {
        "title": words.say("the title"),
        "links": words.say("a link"),
        "code": words.say("a link to the code"),
        "alias": words.say("the short name"),
        "section": words.say("the section or category"),
        "category": words.say("the section or category"),
        "organisations": words.say("the organisations"),
        "published": words.say("the month of publication"),
        "dead_url": words.say("which link is dead"),
        "same_as": words.say("which paper it is the same as"),
        "duplicate": words.say("what it repeats"),
        "note": words.say("the note"),
        "reason": words.say("the reason"),
        "comment": words.say("why, in your own words"),
        "question": words.say("the question"),
        "answer": words.say("the answer"),
        "fault": words.say("what is wrong"),
    }.get(field, field)


def _on_quota(error: QuotaReached, words: Words) -> str:
    if error.which == "open":
        return words.say_count(
            "{count} submission of yours waits for a decision, which is the most. Wait for it, or take it back.",
            "{count} submissions of yours wait for a decision, which is the most. Wait for one, or take one back.",
            error.most,
        )
    if error.until is None:
        return words.say("That is as many submissions as are taken at the moment. Try again later.")
    when = f"<t:{int(error.until.timestamp())}:R>"
    if error.which == "pause":
        return words.say("You have just submitted something. Try again {when}.", when=when)
    if error.which == "guild":
        return words.say("Too many submissions come from here at the moment. Try again {when}.", when=when)
    return words.say_count(
        "You may submit {count} paper a day. Try again {when}.",
        "You may submit {count} papers a day. Try again {when}.",
        error.most,
        when=when,
    )


def _on_not_undoable(error: NotUndoable, words: Words) -> str:
    return {
        "too_late": words.say("It is too late to take this decision back. Submit a correction in its place."),
        "merged_upstream": words.say("The list shows it by now, so nothing can be taken back here."),
        "withdrawn": words.say("It was withdrawn by its submitter, and there is no decision to take back."),
    }.get(error.reason, words.say("There is no decision to take back any more."))


SENTENCES: Sentences = {
    NotALink: lambda error, words: words.say(
        "“{text}” is no link that I can take. Give an http(s) address, an arXiv number such as 2407.08608, or a DOI.",
        text=escape(error.text, QUOTED),
    ),
    MayNotReview: lambda _, words: words.say(
        "Only the reviewers of this guild may do this. Whoever manages the guild chooses them with /setup."
    ),
    SubmissionNotFound: lambda error, words: words.say(
        "There is no submission {number} that you may see. /submissions mine shows yours.", number=error.submission_id
    ),
    AlreadyDecided: _on_already_decided,
    ChangedMeanwhile: lambda error, words: words.say(
        "Somebody has changed submission {number} since you saw it. Look at it again, then decide.",
        number=error.submission_id,
    ),
    NotAReviewer: lambda error, words: words.say(
        "You may not decide submission {number}, or not any more. Ask whoever manages the guild if you should.",
        number=error.submission_id,
    ),
    NotTheSubmitter: lambda error, words: words.say(
        "Only who has submitted {number} may do this.", number=error.submission_id
    ),
    DuplicateFound: lambda _, words: words.say("This is known already. Look at what is like it first."),
    NothingToChange: lambda _, words: words.say("The list says so already, so there is nothing to change."),
    InvalidFacts: _on_invalid_facts,
    SubmissionsClosed: lambda _, words: words.say(
        "No submissions are taken at the moment. Keep the link and try again another day."
    ),
    Blocked: lambda _, words: words.say("The moderators take no submissions from you. Write to them if that is wrong."),
    QuotaReached: _on_quota,
    NotUndoable: _on_not_undoable,
    TakenByAnother: lambda error, words: words.say(
        "{who} is on it since {when}. You may still decide it.",
        who=f"<@{error.by}>",
        when=f"<t:{int(error.since.timestamp())}:R>",
    ),
    QuestionNotFound: lambda _, words: words.say("This question was answered already, or is not asked any more."),
    DraftLost: lambda _, words: words.say(
        "I no longer have what you wanted to submit: it is kept for a week. Please use /submit again."
    ),
}
