"""What the bot may do in a channel, as Discord says now: for processes that the gateway tells nothing about it."""

import discord


async def fetch_permissions(client: discord.Client, guild_id: int, channel_id: int) -> discord.Permissions:
    """The permissions of the bot in a channel or thread. Raises what discord.py raises, `discord.NotFound` where the
    channel is gone and `discord.Forbidden` where it cannot be seen."""
    guild = await client.fetch_guild(guild_id, with_counts=False)
    channel = await guild.fetch_channel(channel_id)
    me = await guild.fetch_member(client.user.id if client.user else 0)
    if not isinstance(channel, discord.Thread):
        return channel.permissions_for(me)
    parent = await guild.fetch_channel(channel.parent_id)
    permissions = parent.permissions_for(me)
    permissions.send_messages = permissions.send_messages_in_threads
    return permissions
