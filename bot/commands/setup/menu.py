"""/setup: a menu of what can be set up for a guild, and how each of it stands."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, turn, words_of
from bot.commands.presses import Press
from bot.commands.setup.digest import DIGEST
from bot.commands.setup.guild import ANSWERS, LANGUAGE, LISTS
from bot.commands.setup.topic import Topic, check_keeper
from bot.screens.screen import Screen
from bot.screens.setup import render_menu

if TYPE_CHECKING:
    from bot.app import Paperboy

TOPICS: tuple[Topic, ...] = (DIGEST, ANSWERS, LANGUAGE, LISTS)
"""What can be set up, in the order of the menu."""


class SettingUp(commands.Cog):
    """The first steps in a guild, and the later ones."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @app_commands.command(name="setup", description="Set up this guild: digests, public answers, language, lists")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def setup(self, interaction: Asked) -> None:
        """Shows the menu."""
        check_keeper(interaction)
        await answer(interaction, await show_menu(interaction))


class OpenSetup(Press, template=r"setup-open:(?P<topic>[a-z]{1,20})"):
    """Opens a topic in the place of the menu, or the menu in the place of a topic; a topic that is not known any more
    is the menu."""

    async def act(self, interaction: Asked) -> None:
        check_keeper(interaction)
        topic = next((each for each in TOPICS if each.code == self.match["topic"]), None)
        await turn(interaction, await topic.show(interaction) if topic else await show_menu(interaction))


async def show_menu(interaction: Asked) -> Screen:
    """All topics, each with how it stands."""
    told = [(topic.code, await topic.tell(interaction)) for topic in TOPICS]
    return render_menu(told, words_of(interaction))
