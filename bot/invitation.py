"""The links by which people add the bot."""

import discord

SCOPES = ("bot", "applications.commands")

# Discord lets a bot answer an interaction without any permission in the channel, and answering is all that it does.
PERMISSIONS = discord.Permissions.none()


def guild_invitation(application_id: int) -> str:
    """The link that adds the bot to a guild, with the scopes and permissions that it uses and no others."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=SCOPES)


def user_invitation(application_id: int) -> str:
    """The link that adds the commands to a person's own account, for direct messages and any guild."""
    return discord.utils.oauth_url(application_id, scopes=("applications.commands",)) + "&integration_type=1"
