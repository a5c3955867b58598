"""Where digests may go: what kind of place a channel is, and what keeps a member or the bot from using it.

All of it is computed from the cache, which the intent `guilds` fills; permissions are checked at the moment of acting.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TypeAlias

import discord

from bot.refusals import (
    BotMayNotPost,
    ChannelUnsuitable,
    EverybodyMentioned,
    ForumWantsTag,
    MemberMayNotManage,
    Need,
    RoleNotYours,
    ThreadLocked,
)
from storage.digests.subscription import Place, Target

Postable: TypeAlias = discord.TextChannel | discord.Thread | discord.ForumChannel

KINDS = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
    discord.ChannelType.forum,
)
"""The kinds of channel that take digests. A media forum takes none: each post of it needs a picture or a film."""


def read_place(channel: Postable) -> Place:
    """The channel as a subscription keeps it."""
    if isinstance(channel, discord.Thread):
        target = Target.THREAD
    elif isinstance(channel, discord.ForumChannel):
        target = Target.FORUM
    else:
        target = Target.ANNOUNCEMENT if channel.is_news() else Target.TEXT
    return Place(target, guild_id=channel.guild.id, channel_id=channel.id)


async def find_channel(guild: discord.Guild, channel_id: int | None, *, ask: bool = True) -> Postable | None:
    """A channel of the guild, or None for one that is gone. Threads that rest are not in the cache, so Discord is asked
    for what is not there; with `ask` off it is not. Raises `ChannelUnsuitable` and `BotMayNotPost`."""
    if channel_id is None:
        return None
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None and ask:
        try:
            channel = await guild.fetch_channel(channel_id)
        except (discord.NotFound, discord.InvalidData):
            return None
        except discord.Forbidden:
            raise BotMayNotPost(channel_id, (Need.VIEW,)) from None
    if channel is None:
        return None
    if channel.type not in KINDS or not isinstance(channel, Postable):
        raise ChannelUnsuitable(channel_id)
    return channel


def may_manage(member: discord.Member, channel: Postable | None) -> bool:
    """Whether a member may manage a channel; one that is gone is managed by those who may manage all of them."""
    if channel is None:
        return member.guild_permissions.manage_channels
    try:
        permissions = channel.permissions_for(member)
    except discord.ClientException:  # a thread whose parent is gone
        return member.guild_permissions.manage_channels
    if not permissions.view_channel:
        return False
    return permissions.manage_channels or (isinstance(channel, discord.Thread) and permissions.manage_threads)


def check_member(member: discord.Member, channel: Postable | None, channel_id: int) -> None:
    """Raises `MemberMayNotManage`."""
    if not may_manage(member, channel):
        raise MemberMayNotManage(channel_id)


def check_role(role: discord.Role, member: discord.Member, channel: Postable) -> None:
    """Whether a member may have the bot mention a role: only one that they may mention themselves.

    Raises `RoleNotYours` and `EverybodyMentioned`.
    """
    if role.is_default():
        raise EverybodyMentioned
    if not role.mentionable and not channel.permissions_for(member).mention_everyone:
        raise RoleNotYours(role.id)


def check_bot(channel: Postable, role: discord.Role | None) -> None:
    """Whether the bot can post there and mention that role. Raises `BotMayNotPost`, `ForumWantsTag`, `ThreadLocked`."""
    missing = find_missing(channel, role)
    if missing:
        raise BotMayNotPost(channel.id, missing)
    permissions = channel.permissions_for(channel.guild.me)
    if isinstance(channel, discord.Thread) and channel.locked and not permissions.manage_threads:
        raise ThreadLocked(channel.id)
    if isinstance(channel, discord.ForumChannel) and channel.flags.require_tag:
        settable = [tag for tag in channel.available_tags if permissions.manage_threads or not tag.moderated]
        if not settable:
            raise ForumWantsTag(channel.id)


def find_missing(channel: Postable, role: discord.Role | None) -> tuple[Need, ...]:
    """What the bot lacks to post there and mention that role."""
    try:
        permissions = _see_through(channel)
    except discord.ClientException:
        return (Need.VIEW,)
    in_threads = isinstance(channel, discord.Thread | discord.ForumChannel)
    granted = {
        Need.VIEW: channel.permissions_for(channel.guild.me).view_channel,
        Need.SEND: permissions.send_messages or isinstance(channel, discord.Thread),
        Need.SEND_IN_THREADS: permissions.send_messages_in_threads or not in_threads,
        Need.HISTORY: permissions.read_message_history,
        Need.INVITATION: not _is_closed(channel) or permissions.manage_threads,
        Need.MENTION: role is None or role.mentionable or permissions.mention_everyone,
    }
    return tuple(need for need, has in granted.items() if not has)


def _is_closed(channel: Postable) -> bool:
    """Whether it is a private thread that the bot is no member of."""
    return isinstance(channel, discord.Thread) and channel.is_private() and channel.me is None


def _see_through(channel: Postable) -> discord.Permissions:
    """What the bot may do there, or could if it saw the channel: who does not see a channel may do nothing in it, and
    would be told of one permission after the other."""
    me = channel.guild.me
    permissions = channel.permissions_for(me)
    if permissions.view_channel:
        return permissions
    settings = channel.parent if isinstance(channel, discord.Thread) else channel
    overwrites = settings.overwrites if settings else {}
    everybody = overwrites.get(channel.guild.default_role, discord.PermissionOverwrite()).pair()
    roles = [overwrite.pair() for target, overwrite in overwrites.items() if target in me.roles[1:]]
    own = overwrites.get(me, discord.PermissionOverwrite()).pair()
    value = me.guild_permissions.value
    for allow, deny in (
        everybody,
        (_all(allow for allow, _ in roles), _all(deny for _, deny in roles)),
        own,
    ):
        value = (value & ~deny.value) | allow.value
    return discord.Permissions(value)


def _all(several: Iterable[discord.Permissions]) -> discord.Permissions:
    return reduce(or_, several, discord.Permissions.none())
