"""Who asks about which digest: the guild, the member, and the digest that is meant, checked at the moment of acting."""

import asyncio
from datetime import timedelta
from typing import NamedTuple

import discord
from discord import app_commands

from bot.answering import Asked, words_of
from bot.digests.notices import explain_pause
from bot.library import Shelf
from bot.places import Postable, check_member, find_channel, may_manage
from bot.refusals import BotMayNotPost, ChannelUnsuitable, NoDigests, UnknownDigest, WhichDigest
from bot.screens.markdown import clean
from bot.screens.phrases import name_category
from bot.screens.screen import Screen
from bot.screens.subscription import Reach, Shown, name_digest, render_subscription, render_subscriptions
from bot.texts import Words
from bot.wishes import next_runs
from storage.digests.receipts import count_fitting
from storage.digests.subscription import Interest, State, Subscription
from storage.digests.subscriptions import get_subscription, load_subscriptions

LATELY_DAYS = 90
_RUNS = 3


class Asker(NamedTuple):
    """A member of a guild that the bot is in."""

    guild: discord.Guild
    member: discord.Member


def find_asker(interaction: Asked) -> Asker:
    """Who asks. Raises `NoPrivateMessage` outside of guilds, and in those that the bot is not in."""
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member) or interaction.client.get_guild(guild.id) is None:
        raise app_commands.NoPrivateMessage
    return Asker(guild, member)


async def get_digest(interaction: Asked, subscription_id: int) -> tuple[Subscription, Postable | None]:
    """A digest that the member may manage, and its channel, None where that is gone.

    Raises `SubscriptionNotFound` and `MemberMayNotManage`.
    """
    asker = find_asker(interaction)
    async with interaction.client.database.read() as session:
        subscription = await get_subscription(session, subscription_id, asker.guild.id)
    channel = await _find_channel(asker.guild, subscription)
    check_member(asker.member, channel, subscription.place.channel_id or 0)
    return subscription, channel


async def find_digest(interaction: Asked, typed: str | None) -> tuple[Subscription, Postable | None]:
    """The digest that is meant: the one of this number, of this name, or the only one that the member may manage.

    Raises `SubscriptionNotFound`, `MemberMayNotManage`, `NoDigests`, `UnknownDigest` and `WhichDigest`.
    """
    named = clean(typed or "").casefold()
    if named.isascii() and named.isdigit():
        return await get_digest(interaction, min(int(named[:18]), 2**31 - 1))
    found = await load_own(interaction)
    words = words_of(interaction)
    meant = [each for each in found if named in name_digest(each, _channel_name(interaction, each), words).casefold()]
    if not found:
        raise NoDigests
    if not meant:
        raise UnknownDigest(named)
    if len(meant) > 1:
        raise WhichDigest
    return await get_digest(interaction, meant[0].id)


async def load_own(interaction: Asked) -> list[Subscription]:
    """The digests of the guild that the member may manage, the oldest first."""
    asker = find_asker(interaction)
    async with interaction.client.database.read() as session:
        found = await load_subscriptions(session, asker.guild.id)
    return [each for each in found if may_manage(asker.member, _cached(asker.guild, each))]


async def present(
    interaction: Asked, subscription: Subscription, *, note: str = "", counts: bool = True, buttons: bool = True
) -> Screen:
    """The screen of a digest. With `counts` it says how much fits its choices."""
    shelf = await interaction.client.library.open(interaction.guild_id, may_be_empty=True)
    words = words_of(interaction)
    reach = await count_reach(interaction, subscription, shelf) if counts else None
    shown = show(interaction, subscription, words, reach)
    names = name_categories(subscription.choices.interest, shelf, words)
    return render_subscription(shown, names, words, note=note, buttons=buttons)


async def show_own(interaction: Asked) -> Screen:
    """The digests of the guild that the member may manage."""
    words = words_of(interaction)
    shown = [show(interaction, subscription, words) for subscription in await load_own(interaction)]
    return render_subscriptions(shown, interaction.client.settings.max_digests_per_guild, words)


def show(interaction: Asked, subscription: Subscription, words: Words, reach: Reach | None = None) -> Shown:
    """A digest with what is known beside it."""
    rests = subscription.state is State.PAUSED
    return Shown(
        subscription,
        paused=explain_pause(subscription.pause_reason, words),
        runs=() if rests else next_runs(subscription, interaction.client.now(), _RUNS),
        channel=_channel_name(interaction, subscription),
        reach=reach,
    )


def name_categories(interest: Interest, shelf: Shelf, words: Words) -> dict[str, str]:
    """The names of the categories of an interest, by slug, as lists write them."""
    found = ((slug, shelf.find_category(slug)) for slug in interest.categories)
    return {slug: name_category(category, words.locale) for slug, category in found if category}


async def count_reach(interaction: Asked, subscription: Subscription, shelf: Shelf) -> Reach:
    """How many papers the digest would have told of lately, and how many of all fit it today."""
    bot = interaction.client
    since = bot.now() - timedelta(days=LATELY_DAYS)
    watched_since = min((info.created_at for info in shelf.lists), default=since)
    async with bot.database.read() as session:
        lately = await count_fitting(session, subscription, since)
    today = await asyncio.to_thread(shelf.count_fitting, subscription.choices.interest)
    return Reach(lately, today, watched_since if watched_since > since else None)


async def _find_channel(guild: discord.Guild, subscription: Subscription) -> Postable | None:
    """The channel of a digest; one that the bot may not see counts as gone."""
    try:
        return await find_channel(guild, subscription.place.channel_id)
    except (BotMayNotPost, ChannelUnsuitable):
        return None


def _cached(guild: discord.Guild, subscription: Subscription) -> Postable | None:
    channel = guild.get_channel_or_thread(subscription.place.channel_id or 0)
    return channel if isinstance(channel, Postable) else None


def _channel_name(interaction: Asked, subscription: Subscription) -> str | None:
    channel = _cached(interaction.guild, subscription) if interaction.guild else None
    return channel.name if channel else None
