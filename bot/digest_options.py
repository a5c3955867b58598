"""What people type into the options of digests: read, and completed from memory while they type."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands

from bot.answering import words_of
from bot.cadence import complete_zone, parse_cadence, render_cadence
from bot.options import Choice, organisations_of
from bot.places import KINDS, find_channel, may_manage
from bot.refusals import BotMayNotPost, CadenceTooFrequent, ChannelUnsuitable, Need, UnreadableCadence
from bot.screens.limits import CHOICE_TEXT, CHOICES
from bot.screens.markdown import clean, plain
from bot.screens.phrases import BETWEEN
from bot.screens.schedule import describe_cadence
from bot.several import complete_last, offer_categories, offer_kinds
from bot.texts import Words
from storage.digests.subscription import Subscription
from storage.digests.subscriptions import load_subscriptions

CADENCES = (
    "weekly mon 09:00",
    "daily 09:00",
    "cron 0 9 * * mon-fri",
    "weekly fri 17:00",
    "monthly 1 09:00",
    "monthly 31 09:00",
    "hourly",
)
"""What is offered before anything is typed."""

_MOST_TYPED = 6000


class _Text(app_commands.Transformer):
    """A text that is read later, with what else was typed."""

    @property
    def max_value(self) -> int:
        """The most characters."""
        return _MOST_TYPED

    async def transform(self, _: discord.Interaction[Any], value: str, /) -> str:
        """The text as it was typed or chosen."""
        return value


class CategoriesOption(_Text):
    """Categories, by their names in any language."""

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """What the last of them may become."""
        index, lists = await interaction.client.library.glance(interaction.guild_id)
        return complete_last(value, offer_categories(index.count_categories(lists), words_of(interaction)))


class KeywordsOption(_Text):
    """Keywords; those that begin with "-" are left out."""

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """Nothing but what was typed, as any word may be one, and topics that many papers are on."""
        index, lists = await interaction.client.library.glance(interaction.guild_id)
        named = offer_categories(index.count_categories(lists), words_of(interaction))
        last = clean(str(value).replace("，", ",").rpartition(",")[2])
        return complete_last(value, [*([(last, last)] if last else []), *((name, name) for name, _ in named)])


class OrganisationsOption(_Text):
    """Organisations, by any of their names."""

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """What the last of them may become, those with the most papers first."""
        index, lists = await interaction.client.library.glance(interaction.guild_id)
        return complete_last(value, ((name, name) for name in organisations_of(index, lists)))


class KindsOption(_Text):
    """Kinds of change."""

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """What the last of them may become."""
        return complete_last(value, offer_kinds(words_of(interaction)))


class CadenceOption(_Text):
    """When a digest comes, in words or as a cron expression."""

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """How what was typed is understood, else what is usual."""
        return complete_cadence(value, words_of(interaction))


class ZoneOption(_Text):
    """A time zone, by its IANA name."""

    async def autocomplete(self, _: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """Zones by city, country or region."""
        return [app_commands.Choice(name=zone, value=zone) for zone in complete_zone(value, CHOICES)]


class LanguageOption(_Text):
    """One of our languages."""

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """All of them, each by its own name, found by the reader's name of it as well."""
        texts, words, wanted = interaction.client.texts, words_of(interaction), clean(value).casefold()
        named = {locale: texts.speak(locale).language(locale) for locale in texts.locales}
        return [
            app_commands.Choice(name=name, value=locale)
            for locale, name in named.items()
            if any(wanted in known.casefold() for known in (name, locale, words.language(locale)))
        ]


class PlaceOption(app_commands.Transformer):
    """A channel that takes digests, or a thread, be it one that rests."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """What Discord offers."""
        return list(KINDS)

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> Any:
        """The channel. Raises `BotMayNotPost` for one that the bot cannot see, and `ChannelUnsuitable`."""
        if interaction.guild is None:
            raise ChannelUnsuitable(value.id)
        channel = await find_channel(interaction.guild, value.id)
        if channel is None:
            raise BotMayNotPost(value.id, (Need.VIEW,))
        return channel


class DigestOption(_Text):
    """A digest of the guild. What was chosen is its number."""

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """The digests that the member may manage, by channel and cadence."""
        guild, member = interaction.guild, interaction.user
        if guild is None or not isinstance(member, discord.Member):
            return []
        async with interaction.client.database.read() as session:
            found = await load_subscriptions(session, guild.id)
        own = []
        for subscription in found:
            channel = guild.get_channel_or_thread(subscription.place.channel_id or 0)
            if may_manage(member, channel):  # type: ignore[arg-type]  # what is kept is of a kind that takes digests
                own.append((subscription, channel.name if channel else None))
        return complete_digest(value, own, words_of(interaction))


def complete_cadence(typed: str, words: Words) -> list[Choice]:
    """Choices for a cadence: what was typed if it can be read, else what is usual and holds it."""
    try:
        read = [parse_cadence(typed)] if clean(typed) else []
    except (UnreadableCadence, CadenceTooFrequent):
        read = []
    usual = [(describe_cadence(parse_cadence(text), words), text) for text in CADENCES]
    wanted = clean(typed).casefold()
    offered = [(describe_cadence(cadence, words), render_cadence(cadence)) for cadence in read]
    offered += [pair for pair in usual if not read and any(wanted in text.casefold() for text in pair)]
    return [
        app_commands.Choice(name=plain(name, CHOICE_TEXT), value=value)
        for name, value in offered
        if len(value) <= CHOICE_TEXT
    ]


def complete_digest(typed: str, own: Iterable[tuple[Subscription, str | None]], words: Words) -> list[Choice]:
    """Choices for a digest: those whose names hold what was typed. A channel that is gone has None for its name."""
    wanted = clean(typed).casefold()
    named = [(name_digest(subscription, channel, words), subscription.id) for subscription, channel in own]
    return [
        app_commands.Choice(name=name, value=str(number))
        for name, number in named
        if wanted in name.casefold() or wanted == str(number)
    ][:CHOICES]


def name_digest(subscription: Subscription, channel: str | None, words: Words) -> str:
    """A digest in one line, plain: "#papers · every Monday at 09:00"."""
    place = f"#{plain(channel, 40)}" if channel else words.say("a channel that is gone")
    return plain(place + BETWEEN + describe_cadence(parse_cadence(subscription.choices.cadence), words), CHOICE_TEXT)
