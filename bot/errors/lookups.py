"""The sentences about what a member looked up: months, categories, pages, papers and questions."""

from bot.errors.wording import QUOTED, Sentences
from bot.refusals import (
    BotSilenced,
    ConversationLost,
    MemberSilenced,
    NoLinks,
    NoListsSeen,
    PagesLost,
    PaperUnclear,
    QueryTooLong,
    SinceAfterUntil,
    UnknownCategory,
    UnknownKind,
    UnknownOrganisation,
    UnreadablePage,
)
from bot.screens.markdown import escape
from bot.screens.phrases import name_category
from bot.texts import Words
from data.errors import UnreadableMonth
from storage.errors import PaperNotFound, RowsNotOfPaper, SamePaper


def _on_unreadable_month(error: UnreadableMonth, words: Words) -> str:
    return words.say(
        "“{text}” is no month that I can read. Write a year (2024), a month (2024-07) or its name (July 2024).",
        text=escape(error.text, QUOTED),
    )


def _on_since_after_until(error: SinceAfterUntil, words: Words) -> str:
    return words.say(
        "That stretch of time ends before it begins: since {since}, until {until}. Swap the two and try again.",
        since=words.month(error.since),
        until=words.month(error.until),
    )


def _on_unknown_category(error: UnknownCategory, words: Words) -> str:
    text = escape(error.text, QUOTED)
    if not error.nearest:
        return words.say("No category is called “{text}”. Use /category without a name to see them all.", text=text)
    names = [f"**{escape(name_category(category, words.locale), QUOTED)}**" for category in error.nearest]
    return words.say(
        "No category is called “{text}”. The nearest: {names}. Use /category without a name to see them all.",
        text=text,
        names=words.together(names),
    )


def _on_unknown_organisation(error: UnknownOrganisation, words: Words) -> str:
    text = escape(error.text, QUOTED)
    if not error.nearest:
        return words.say("No paper here is from “{text}”. Type a name and choose from what is offered.", text=text)
    names = words.together([f"**{escape(name, QUOTED)}**" for name in error.nearest])
    return words.say("No paper here is from “{text}”. The nearest: {names}.", text=text, names=names)


def _on_unreadable_page(error: UnreadablePage, words: Words) -> str:
    return words.say(
        "“{text}” is no page. Write a number from 1 to {pages}.",
        text=escape(error.text, QUOTED),
        pages=words.number(error.pages),
    )


def _on_no_lists_seen(error: NoListsSeen, words: Words) -> str:
    if not error.has_lists:
        return words.say("I know no list of papers yet. Whoever runs this bot can add one; please come back later.")
    return words.say(
        "This guild shows none of my lists at the moment. Who manages it can choose some with /setup; in a direct "
        "message I answer from all of them."
    )


SENTENCES: Sentences = {
    NoListsSeen: _on_no_lists_seen,
    MemberSilenced: lambda _, words: words.say(
        "You may not write in this channel, so I do not write here for you. Share it in another one."
    ),
    BotSilenced: lambda _, words: words.say(
        "I may not write in this channel. Share it in another one, or ask a moderator to let me send messages here."
    ),
    UnreadableMonth: _on_unreadable_month,
    SinceAfterUntil: _on_since_after_until,
    UnknownCategory: _on_unknown_category,
    UnknownOrganisation: _on_unknown_organisation,
    QueryTooLong: lambda _, words: words.say(
        "That is more than I can look for at once. Use fewer words, or fewer filters."
    ),
    UnreadablePage: _on_unreadable_page,
    NoLinks: lambda _, words: words.say(
        "I see no link to a paper in this message. I look for links to arXiv, DOIs, OpenReview, the ACL Anthology, "
        "Hugging Face and GitHub."
    ),
    PagesLost: lambda _, words: words.say(
        "I no longer know what these pages were about. Please run the command again."
    ),
    ConversationLost: lambda _, words: words.say(
        "I no longer know what was asked here: questions are kept for 90 days. Please ask again with /ask."
    ),
    PaperNotFound: lambda _, words: words.say(
        "This paper is not on the lists any more, or not on those that are shown here. Use /search to look for it."
    ),
    PaperUnclear: lambda error, words: words.say(
        "I am not sure which paper “{text}” means. Choose one of those that appear while you type.",
        text=escape(error.text, QUOTED),
    ),
    SamePaper: lambda _, words: words.say("That is one and the same paper. Choose two that differ."),
    RowsNotOfPaper: lambda _, words: words.say(
        "Those rows are not all of that paper, or they are all that it has. Choose some of its rows and leave it one."
    ),
    UnknownKind: lambda error, words: words.say(
        "“{text}” is no kind of change. Type into the option and choose from what is offered.",
        text=escape(error.text, QUOTED),
    ),
}
