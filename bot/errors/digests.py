"""The sentences about making, changing and following digests."""

from bot.errors.wording import QUOTED, Sentences
from bot.refusals import (
    DigestThere,
    EmptyKeyword,
    NoDigests,
    NotFollowed,
    NothingToEdit,
    TooManyValues,
    TooMuchFollowed,
    UnknownDigest,
    UnknownLanguage,
    WhichDigest,
)
from bot.screens.markdown import escape
from bot.texts import Words
from storage.digests.errors import SubscriptionNotFound, TooManySubscriptions


def _on_too_many_values(error: TooManyValues, words: Words) -> str:
    return words.say_count(
        "That is too much, or nothing. Give {count} value of 1 to {longest} characters.",
        "That is too much for one digest. Give at most {count} values, each of 1 to {longest} characters.",
        error.most,
        longest=words.number(error.longest),
    )


def _on_unknown_language(error: UnknownLanguage, words: Words) -> str:
    return words.say(
        "I do not speak “{text}”. Choose one of: {languages}.",
        text=escape(error.text, QUOTED),
        languages=words.together([f"**{escape(name, QUOTED)}**" for name in error.known]),
    )


def _on_too_many_subscriptions(error: TooManySubscriptions, words: Words) -> str:
    return words.say_count(
        "There may be {count} digest here, and that is how many there are. Delete one with /digest delete, or change "
        "one with /digest edit.",
        "There may be {count} digests here, and that is how many there are. Delete one with /digest delete, or change "
        "one with /digest edit.",
        error.most,
    )


SENTENCES: Sentences = {
    NoDigests: lambda _, words: words.say("There is no digest here that you may manage. Make one with /digest create."),
    WhichDigest: lambda _, words: words.say(
        "There are several digests here. Say which one you mean: type into the option “digest” and choose."
    ),
    UnknownDigest: lambda error, words: words.say(
        "No digest here is called “{text}”. Type into the option “digest” and choose, or see /digest list.",
        text=escape(error.text, QUOTED),
    ),
    DigestThere: lambda error, words: words.say(
        "That channel has this very digest already: it is number {number} in /digest list. Change one of the two.",
        number=error.number,
    ),
    EmptyKeyword: lambda error, words: words.say(
        "“{text}” has no letter and no digit, so nothing could fit it. Give a word of titles, or a topic.",
        text=escape(error.text, QUOTED),
    ),
    TooManyValues: _on_too_many_values,
    UnknownLanguage: _on_unknown_language,
    NothingToEdit: lambda _, words: words.say(
        "Say what is to change: choose one of the options of /digest edit besides the digest."
    ),
    NotFollowed: lambda error, words: words.say(
        "You do not follow “{text}”. Use /following to see what you follow.", text=escape(error.text, QUOTED)
    ),
    TooMuchFollowed: lambda error, words: words.say(
        "You follow {most} things already, which is the most. Give one up with /unfollow first.",
        most=words.number(error.most),
    ),
    SubscriptionNotFound: lambda _, words: words.say(
        "This digest is not there any more, or is not yours. Use /digest list or /following to see which there are."
    ),
    TooManySubscriptions: _on_too_many_subscriptions,
}
