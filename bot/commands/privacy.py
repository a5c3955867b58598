"""What is kept, shown and erased: /privacy, for members and for those who manage a guild."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, begin, turn, words_of
from bot.commands.presses import Press
from bot.commands.setup.topic import check_keeper
from bot.privacy import pack
from bot.screens.notice import render_notice
from bot.screens.privacy import GUILDS, MINE, explain, render_handout, render_question, tell_erased
from bot.screens.screen import Screen
from storage.members.erasing import erase_guild, erase_member
from storage.members.exporting import export_guild, export_member

if TYPE_CHECKING:
    from bot.app import Paperboy

_WHOSE = [
    app_commands.Choice(name="mine", value=MINE),
    app_commands.Choice(name="this guild's, for those who manage it", value=GUILDS),
]


class Privacy(commands.Cog):
    """What is kept belongs to those of whom it is kept."""

    privacy = app_commands.Group(name="privacy", description="See or erase what I keep of you, or of this guild")

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @privacy.command(name="export", description="Get everything that I keep of you, or of this guild, as a file")
    @app_commands.describe(whose="Yours, unless you choose otherwise")
    @app_commands.choices(whose=_WHOSE)
    async def export(self, interaction: Asked, whose: str = MINE) -> None:
        """Hands everything out."""
        await answer(interaction, await show_export(interaction, whose))

    @privacy.command(name="erase", description="Erase everything that I keep of you, or of this guild")
    @app_commands.describe(whose="Yours, unless you choose otherwise")
    @app_commands.choices(whose=_WHOSE)
    async def erase(self, interaction: Asked, whose: str = MINE) -> None:
        """Asks first."""
        if whose == GUILDS:
            check_keeper(interaction)
        await answer(interaction, render_question(whose, words_of(interaction)))


async def show_export(interaction: Asked, whose: str) -> Screen:
    """Everything that is kept, as a file. Raises what `check_keeper` raises."""
    bot, words = interaction.client, words_of(interaction)
    guild_id = check_keeper(interaction).guild.id if whose == GUILDS else None
    await begin(interaction)
    async with bot.database.read() as session:
        if guild_id is not None:
            kept = await export_guild(session, guild_id)
        else:
            kept = await export_member(session, interaction.user.id)
    return render_handout(pack(kept, whose, explain(whose, words), bot.now()), whose, words)


class AskPrivacy(Press, template=rf"privacy:(?P<verb>export|erase):(?P<whose>{MINE}|{GUILDS})"):
    """Exports, or erases what was asked about."""

    async def act(self, interaction: Asked) -> None:
        whose = self.match["whose"]
        if self.match["verb"] == "export":
            await answer(interaction, await show_export(interaction, whose))
            return
        guild_id = check_keeper(interaction).guild.id if whose == GUILDS else None
        async with interaction.client.database.write() as session:
            if guild_id is not None:
                await erase_guild(session, guild_id)
            else:
                await erase_member(session, interaction.user.id)
        await turn(interaction, render_notice(tell_erased(whose, words_of(interaction))))
