"""The links by which people add the bot."""

import discord

SCOPES = ("bot", "applications.commands")

# Answering needs no permission. Posting a digest needs the first three; whether a doubtful message arrived can only be
# told by reading the channel's history.
PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)


def guild_invitation(application_id: int) -> str:
    """The link that adds the bot to a guild, with the scopes and permissions that it uses and no others."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=SCOPES)


def user_invitation(application_id: int) -> str:
    """The link that adds the commands to a person's own account, for direct messages and any guild."""
    return discord.utils.oauth_url(application_id, scopes=("applications.commands",)) + "&integration_type=1"
