"""The command /digest, what its options are called, and the base of what stands below it."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

if TYPE_CHECKING:
    from bot.app import Paperboy

DIGEST = app_commands.Group(
    name="digest",
    description="Tell a channel regularly what is new on the lists",
    default_permissions=discord.Permissions(manage_channels=True),
    allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
)
"""Discord shows it to those who may manage channels; whether they may manage the channel that they name is checked."""

WHICH = "Which digest; leave it out where there is only one"

OPTIONS = {
    "channel": "Where it goes: a text or announcement channel, a thread, a forum",
    "categories": "Only papers of these categories, with commas between them",
    "keywords": "Only papers about one of these; -word leaves papers out",
    "organisations": "Only papers from one of these organisations",
    "has_code": "Only papers with code, or only those without",
    "min_stars": "Only papers that a list recommends at least so much",
    "kinds": "What happened to them: added and code released, unless you say otherwise",
    "cadence": "How often: daily 09:00, weekly mon 09:00, monthly 1 09:00, or a cron expression",
    "timezone": "The time zone of these times: Asia/Shanghai, Europe/Berlin",
    "language": "The language of the digest",
    "style": "How papers are shown",
    "mention": "A role to mention with each digest",
    "min_items": "Wait until there are so many papers",
    "max_wait": "But wait no longer than so many days",
    "archive_pick": "Add a paper from the archive each time",
    "publish": "In an announcement channel: publish it to the channels that follow it",
}
"""What is said of the options of `create`, most of which `edit` has as well."""

CODE = [
    app_commands.Choice(name="with code", value="yes"),
    app_commands.Choice(name="without code", value="no"),
    app_commands.Choice(name="with or without code", value="any"),
]
STARS = [
    app_commands.Choice(name="any", value=0),
    app_commands.Choice(name="⭐ 1 star or more", value=1),
    app_commands.Choice(name="⭐⭐ 2 stars or more", value=2),
    app_commands.Choice(name="⭐⭐⭐ 3 stars", value=3),
]
STYLES = [
    app_commands.Choice(name="compact", value="compact"),
    app_commands.Choice(name="cards", value="cards"),
]
MOST_ITEMS, MOST_DAYS = 50, 180


class Family(commands.Cog):
    """The base of the classes that hold the commands below /digest."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot
