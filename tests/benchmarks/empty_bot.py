"""The least that discord.py can be asked to do: one command, /empty, which answers with a word to the one who asked.

`bench_loopback` measures Paperboy beside it. It is no bench of its own.
"""

import os

import discord
from discord import app_commands


class EmptyBot(discord.AutoShardedClient):
    """Answers and does nothing else."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Publishes the command."""
        self.tree.add_command(empty)
        await self.tree.sync()


@app_commands.command(name="empty", description="Answers with a word")
async def empty(interaction: discord.Interaction) -> None:
    """The floor."""
    await interaction.response.send_message("here", ephemeral=True)


if __name__ == "__main__":
    EmptyBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)
