"""Every sentence about what went wrong, and the doors at which errors become sentences.

An expected error is a fact of a known class and gets a sentence that says what to do next. Everything else is a defect
of ours: it gets a number, which the person sees and the log has beside the traceback.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot.answering import Asked, answer, words_of
from bot.cadence import LEAST_MINUTES
from bot.refusals import (
    BotMayNotPost,
    CadenceFault,
    CadenceTooFrequent,
    ChannelMissing,
    ChannelUnsuitable,
    ConversationLost,
    EverybodyMentioned,
    ForumWantsTag,
    MemberMayNotManage,
    Need,
    NoDigests,
    NotAnnouncement,
    NotFollowed,
    NothingToEdit,
    PagesLost,
    PaperUnclear,
    PostRefused,
    RoleNotYours,
    SinceAfterUntil,
    ThreadLocked,
    TooManyValues,
    TooMuchFollowed,
    UnknownCategory,
    UnknownKind,
    UnknownLanguage,
    UnknownTimeZone,
    UnreadableCadence,
    UnreadablePage,
    WhichDigest,
)
from bot.screens.markdown import escape
from bot.screens.notice import render_notice
from bot.screens.phrases import name_category
from bot.texts import Words
from data.errors import FileUnreadable, InvalidRow, NotAList, UnknownFormat, UnreadableMonth
from storage.digests.errors import ForeignMessages, SubscriptionNotFound, TooManySubscriptions
from storage.errors import (
    DatabaseNotReady,
    DatabaseTooNew,
    DatabaseUnreachable,
    InvalidDatabaseUrl,
    InvalidListName,
    ListNotFound,
    PaperNotFound,
    RowsNotOfPaper,
    SamePaper,
)
from storage.sync.errors import InvalidListUrl, ListNotFollowed, ListUnreachable, NothingHeld

if TYPE_CHECKING:
    from bot.app import Paperboy

_log = logging.getLogger(__name__)

_TOO_LATE = (10062, 40060)  # Discord's codes: unknown interaction, already acknowledged
_QUOTED = 120  # characters of what a person typed that an answer repeats


def _on_unreadable_month(error: UnreadableMonth, words: Words) -> str:
    return words.say(
        "“{text}” is no month that I can read. Write a year (2024), a month (2024-07) or its name (July 2024).",
        text=escape(error.text, _QUOTED),
    )


def _on_since_after_until(error: SinceAfterUntil, words: Words) -> str:
    return words.say(
        "That stretch of time ends before it begins: since {since}, until {until}. Swap the two and try again.",
        since=words.month(error.since),
        until=words.month(error.until),
    )


def _on_unknown_category(error: UnknownCategory, words: Words) -> str:
    text = escape(error.text, _QUOTED)
    if not error.nearest:
        return words.say("No category is called “{text}”. Use /category without a name to see them all.", text=text)
    names = [f"**{escape(name_category(category, words.locale), _QUOTED)}**" for category in error.nearest]
    return words.say(
        "No category is called “{text}”. The nearest: {names}. Use /category without a name to see them all.",
        text=text,
        names=words.together(names),
    )


def _on_unreadable_page(error: UnreadablePage, words: Words) -> str:
    return words.say(
        "“{text}” is no page. Write a number from 1 to {pages}.",
        text=escape(error.text, _QUOTED),
        pages=words.number(error.pages),
    )


def _on_unreadable_cadence(error: UnreadableCadence, words: Words) -> str:
    text = escape(error.text, _QUOTED)
    match error.reason:
        case CadenceFault.UNKNOWN:
            return words.say(
                "“{text}” is no rhythm that I can read. Write for example: hourly, daily at 18:30, weekly on friday at "
                "9:00, monthly on the 15th at 10:00, weekdays at 9.",
                text=text,
            )
        case CadenceFault.FIELDS:
            return words.say(
                "“{text}” is no cron expression that I can read. It has five fields: minute, hour, day of the month, "
                "month and day of the week, as in `0 9 * * mon`.",
                text=text,
            )
        case CadenceFault.DAY_AND_WEEKDAY:
            return words.say(
                "“{text}” names both a day of the month and a day of the week. Choose one of the two.", text=text
            )
        case CadenceFault.NEVER:
            return words.say("“{text}” would never run: no year has that date. Choose another day.", text=text)
        case CadenceFault.OUT_OF_RANGE:
            return words.say(
                "“{text}” has a number that no clock or calendar has. Minutes go from 0 to 59, hours from 0 to 23, "
                "days from 1 to 31.",
                text=text,
            )


def _on_cadence_too_frequent(error: CadenceTooFrequent, words: Words) -> str:
    return words.say_count(
        "“{text}” would run again after {count} minute. Leave at least {least} minutes between two runs.",
        "“{text}” would run again after {count} minutes. Leave at least {least} minutes between two runs.",
        error.minutes,
        text=escape(error.text, _QUOTED),
        least=words.number(LEAST_MINUTES),
    )


def _on_unknown_time_zone(error: UnknownTimeZone, words: Words) -> str:
    text = escape(error.text, _QUOTED)
    if not error.nearest:
        return words.say(
            "No time zone is called “{text}”. Type a city and choose from what is offered, for example Asia/Shanghai.",
            text=text,
        )
    names = [f"**{escape(name, _QUOTED)}**" for name in error.nearest]
    return words.say(
        "No time zone is called “{text}”. The nearest: {names}. Type a city and choose from what is offered.",
        text=text,
        names=words.together(names),
    )


def _on_bot_may_not_post(error: BotMayNotPost, words: Words) -> str:
    names = [f"**{name_need(need, words)}**" for need in error.missing]
    return words.say(
        "I cannot post digests in {channel}. Give me there, in the channel's settings: {permissions}. Then try again.",
        channel=f"<#{error.channel_id}>",
        permissions=words.together(names),
    )


def name_need(need: Need, words: Words) -> str:
    """A permission as Discord's settings call it."""
    return {
        Need.VIEW: words.say("View Channel"),
        Need.SEND: words.say("Send Messages"),
        Need.SEND_IN_THREADS: words.say("Send Messages in Threads"),
        Need.HISTORY: words.say("Read Message History"),
        Need.INVITATION: words.say("a place in this private thread (mention me in it)"),
        Need.MENTION: words.say("Mention Everyone (or let everybody mention the role)"),
    }[need]


def _on_too_many_subscriptions(error: TooManySubscriptions, words: Words) -> str:
    return words.say_count(
        "There may be {count} digest here, and that is how many there are. Delete one with /digest delete, or change "
        "one with /digest edit.",
        "There may be {count} digests here, and that is how many there are. Delete one with /digest delete, or change "
        "one with /digest edit.",
        error.most,
    )


def _on_post_refused(error: PostRefused, words: Words) -> str:
    channel, reason = f"<#{error.channel_id}>", escape(error.reason, _QUOTED)
    if not reason:
        return words.say(
            "Discord did not answer, so the test post may be in {channel} or not. Look there.", channel=channel
        )
    return words.say(
        "Discord refused the test post in {channel}: “{reason}”. Mend that in the channel's settings and try again.",
        channel=channel,
        reason=reason,
    )


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
        text=escape(error.text, _QUOTED),
        languages=words.together([f"**{escape(name, _QUOTED)}**" for name in error.known]),
    )


def _on_database(_: Exception, words: Words) -> str:
    return words.say(
        "I cannot reach my catalog at the moment. Try again in a minute; if it stays so, tell whoever runs this bot."
    )


def _on_list_name(error: ListNotFound | InvalidListName, words: Words) -> str:
    return words.say(
        "No list is called “{name}”. Use /about to see the lists that I know.", name=escape(error.name, _QUOTED)
    )


def _on_unusable_list(_: Exception, words: Words) -> str:
    return words.say(
        "That document is no list that I can read. Give me another, or ask whoever runs this bot for help."
    )


def _on_old_command(_: Exception, words: Words) -> str:
    return words.say(
        "This command has changed since Discord loaded it. Reload Discord (Ctrl+R, or restart the app), then try again."
    )


def _on_lost_answer(_: Exception, words: Words) -> str:
    return words.say("Discord did not take my answer. Please try again.")


SENTENCES: Mapping[type[Exception], Callable[[Any, Words], str]] = {
    UnreadableMonth: _on_unreadable_month,
    SinceAfterUntil: _on_since_after_until,
    UnknownCategory: _on_unknown_category,
    UnreadablePage: _on_unreadable_page,
    UnreadableCadence: _on_unreadable_cadence,
    CadenceTooFrequent: _on_cadence_too_frequent,
    UnknownTimeZone: _on_unknown_time_zone,
    PagesLost: lambda _, words: words.say(
        "I no longer know what these pages were about. Please run the command again."
    ),
    ConversationLost: lambda _, words: words.say(
        "I no longer know what was asked here: questions are kept for 90 days. Please ask again with /ask."
    ),
    PaperNotFound: lambda _, words: words.say(
        "This paper is not on the lists any more, or not on those that are shown here. Use /search to look for it."
    ),
    ListNotFound: _on_list_name,
    InvalidListName: _on_list_name,
    DatabaseUnreachable: _on_database,
    DatabaseNotReady: _on_database,
    DatabaseTooNew: _on_database,
    InvalidDatabaseUrl: _on_database,
    FileUnreadable: _on_unusable_list,
    NotAList: _on_unusable_list,
    UnknownFormat: _on_unusable_list,
    InvalidRow: _on_unusable_list,
    discord.DiscordServerError: _on_lost_answer,
    aiohttp.ClientError: _on_lost_answer,
    ListUnreachable: lambda _, words: words.say(
        "That list could not be fetched. Try again later; if it stays so, check its address."
    ),
    InvalidListUrl: lambda error, words: words.say(
        "“{url}” is no address that I fetch lists from. Give one that begins with https:// and has no password in it.",
        url=escape(error.url, _QUOTED),
    ),
    ListNotFollowed: lambda error, words: words.say(
        "The list “{name}” has no address to be fetched from. Give it one first.", name=escape(error.name, _QUOTED)
    ),
    NothingHeld: lambda error, words: words.say(
        "No version of the list “{name}” waits for a decision.", name=escape(error.name, _QUOTED)
    ),
    SamePaper: lambda _, words: words.say("That is one and the same paper. Choose two that differ."),
    RowsNotOfPaper: lambda _, words: words.say(
        "Those rows are not all of that paper, or they are all that it has. Choose some of its rows and leave it one."
    ),
    BotMayNotPost: _on_bot_may_not_post,
    MemberMayNotManage: lambda error, words: words.say(
        "Only who may manage the channel {channel} may do this with its digests. Ask a moderator if you should.",
        channel=f"<#{error.channel_id}>",
    ),
    ChannelUnsuitable: lambda error, words: words.say(
        "{channel} takes no digests. Choose a text or announcement channel, a thread or a forum.",
        channel=f"<#{error.channel_id}>",
    ),
    ForumWantsTag: lambda error, words: words.say(
        "The forum {channel} wants a tag on each post, and has none that I may set. Add a tag to it that everybody may "
        "set, or let posts go without.",
        channel=f"<#{error.channel_id}>",
    ),
    ThreadLocked: lambda error, words: words.say(
        "The thread {channel} is locked. Unlock it, or choose another channel.", channel=f"<#{error.channel_id}>"
    ),
    RoleNotYours: lambda _, words: words.say(
        "You may not mention that role in that channel, so I may not do it for you. Choose a role that everybody may "
        "mention, or ask somebody who may."
    ),
    EverybodyMentioned: lambda _, words: words.say("I do not mention everybody. Choose another role."),
    NotAnnouncement: lambda error, words: words.say(
        "Only announcement channels are published, and {channel} is none. Leave that option out.",
        channel=f"<#{error.channel_id}>",
    ),
    NoDigests: lambda _, words: words.say("There is no digest here that you may manage. Make one with /digest create."),
    WhichDigest: lambda _, words: words.say(
        "There are several digests here. Say which one you mean: type into the option “digest” and choose."
    ),
    ChannelMissing: lambda _, words: words.say("Choose a channel first; the one that was chosen may be gone."),
    PostRefused: _on_post_refused,
    TooManyValues: _on_too_many_values,
    UnknownKind: lambda error, words: words.say(
        "“{text}” is no kind of change. Type into the option and choose from what is offered.",
        text=escape(error.text, _QUOTED),
    ),
    UnknownLanguage: _on_unknown_language,
    NothingToEdit: lambda _, words: words.say(
        "Say what is to change: choose one of the options of /digest edit besides the digest."
    ),
    NotFollowed: lambda error, words: words.say(
        "You do not follow “{text}”. Use /following to see what you follow.", text=escape(error.text, _QUOTED)
    ),
    TooMuchFollowed: lambda error, words: words.say(
        "You follow {most} things already, which is the most. Give one up with /unfollow first.",
        most=words.number(error.most),
    ),
    PaperUnclear: lambda error, words: words.say(
        "I am not sure which paper “{text}” means. Choose one of those that appear while you type.",
        text=escape(error.text, _QUOTED),
    ),
    SubscriptionNotFound: lambda _, words: words.say(
        "This digest is not there any more, or is not yours. Use /digest list or /following to see which there are."
    ),
    TooManySubscriptions: _on_too_many_subscriptions,
    ForeignMessages: lambda error, words: words.say(
        "{channel} shows digests that another copy of me has posted. Digests stop there until whoever runs this bot "
        "has looked into it, so that nothing is told twice.",
        channel=f"<#{error.channel_id}>",
    ),
    app_commands.CommandNotFound: _on_old_command,
    app_commands.CommandSignatureMismatch: _on_old_command,
    app_commands.CheckFailure: lambda _, words: words.say("You may not use this here. Ask a moderator if you should."),
}
"""A sentence for each class, which serves the classes below it as well. A test looks for classes that have none."""


def find_sentence(error: BaseException, words: Words) -> str | None:
    """The sentence for an error, found by its class and the classes above it; None for a defect."""
    fact = _fact(error)
    sentence = next((SENTENCES[kind] for kind in type(fact).__mro__ if kind in SENTENCES), None)
    return sentence(fact, words) if sentence else None


async def answer_error(interaction: Asked, error: BaseException) -> None:
    """Tells the person what went wrong, and the log what is a defect. Never raises an `Exception` itself."""
    fact = _fact(error)
    if isinstance(fact, discord.HTTPException) and fact.code in _TOO_LATE:
        _log.warning("%s was answered too late or twice: %s", _name_of(interaction), fact)
        return
    words = words_of(interaction)
    sentence = find_sentence(fact, words) or _on_defect(fact, words, asked=_name_of(interaction))
    try:
        await answer(interaction, render_notice(sentence))
    except (discord.HTTPException, discord.InteractionResponded, aiohttp.ClientError) as refusal:
        _log.warning("%s could not be answered with an error: %s", _name_of(interaction), refusal)


def describe_error(error: BaseException, words: Words, *, asked: str) -> str:
    """The sentence for an error, for where no interaction waits for it; a defect goes to the log with its number."""
    fact = _fact(error)
    return find_sentence(fact, words) or _on_defect(fact, words, asked=asked)


class Tree(app_commands.CommandTree["Paperboy"]):
    """The commands, usable in guilds, in direct messages and by whoever installs the bot, and the door of their errors.

    `numbers` tells under which numbers Discord holds them, by name; it is empty until that is known.
    """

    def __init__(self, client: "Paperboy") -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.numbers: dict[str, int] = {}

    def learn_numbers(self, held: Iterable[Mapping[str, Any]]) -> None:
        """Takes the numbers from the commands as Discord describes them, so that help can link to the commands."""
        self.numbers = {command["name"]: int(command["id"]) for command in held}

    async def on_error(self, interaction: Asked, error: app_commands.AppCommandError) -> None:
        """Answers in place of the command that failed."""
        await answer_error(interaction, error)


def _fact(error: BaseException) -> BaseException:
    """The error itself, out of what discord.py wraps around it."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__
    return error


def _on_defect(error: BaseException, words: Words, *, asked: str) -> str:
    number = secrets.token_hex(4)
    _log.error("Defect %s in %s", number, asked, exc_info=error)
    return words.say(
        "Something broke, and it is not your fault. Try again; if it stays so, tell whoever runs this bot this number: "
        "`{number}`",
        number=number,
    )


def _name_of(interaction: Asked) -> str:
    """What was used, without what a person typed."""
    if isinstance(interaction.command, app_commands.Command):
        return f"/{interaction.command.qualified_name}"
    data: Mapping[str, Any] = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    return custom_id.partition(":")[0].partition("~")[0] or "an interaction"
