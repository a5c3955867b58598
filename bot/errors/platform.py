"""The sentences about Discord itself: commands that changed, answers that it did not take."""

import aiohttp
import discord
from discord import app_commands

from bot.errors.wording import Sentences
from bot.refusals import GuildNotServed
from bot.texts import Words


def _on_lost_answer(_: Exception, words: Words) -> str:
    return words.say("Discord did not take my answer. Please try again.")


def _on_old_command(_: Exception, words: Words) -> str:
    return words.say(
        "This command has changed since Discord loaded it. Reload Discord (Ctrl+R, or restart the app), then try again."
    )


SENTENCES: Sentences = {
    GuildNotServed: lambda _, words: words.say(
        "Whoever runs this bot does not offer it here. You may use it in a direct message."
    ),
    discord.DiscordServerError: _on_lost_answer,
    aiohttp.ClientError: _on_lost_answer,
    app_commands.CommandNotFound: _on_old_command,
    app_commands.CommandSignatureMismatch: _on_old_command,
    app_commands.CheckFailure: lambda _, words: words.say("You may not use this here. Ask a moderator if you should."),
}
