from collections.abc import AsyncIterator

import discord
import pytest
import simcord
from discord import app_commands

from bot.publishing import fingerprint, publish_commands, translated_payload
from storage.database import Database


class Toy(discord.Client):
    """A client with one command, which nothing publishes by itself."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.add("search", "Look for papers")

    def add(self, name: str, description: str) -> None:
        """Adds a command, in the place of one that has this name."""

        async def callback(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("here")

        self.tree.add_command(
            app_commands.Command(name=name, description=description, callback=callback), override=True
        )


class German(app_commands.Translator):
    """Knows one word."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, _: app_commands.TranslationContextTypes
    ) -> str | None:
        return "suche" if locale is discord.Locale.german and string.message == "search" else None


@pytest.fixture
async def env() -> AsyncIterator[simcord.Env]:
    running = simcord.Env(Toy())  # not simcord.run: its context variables do not survive a fixture
    await running.start()
    yield running
    await running.shutdown()


def published(env: simcord.Env) -> int:
    return sum(each.method == "PUT" and each.path.endswith("/commands") for each in env.http_requests)


def toy(env: simcord.Env) -> Toy:
    assert isinstance(env.bot, Toy)
    return env.bot


async def test_commands_are_published_once_for_as_long_as_they_stay_the_same(
    env: simcord.Env, database: Database
) -> None:
    assert (await publish_commands(toy(env).tree, database)).was_needed
    assert [command.name for command in await toy(env).tree.fetch_commands()] == ["search"]
    for _ in range(3):
        assert not (await publish_commands(toy(env).tree, database)).was_needed
    await env.restart_bot(Toy())
    assert not (await publish_commands(toy(env).tree, database)).was_needed
    assert published(env) == 1


async def test_it_tells_what_discord_holds_whether_it_was_needed_or_not(env: simcord.Env, database: Database) -> None:
    first = await publish_commands(toy(env).tree, database)
    again = await publish_commands(toy(env).tree, database)
    assert [command["name"] for command in first.commands] == ["search"]
    assert [command["id"] for command in first.commands] == [command["id"] for command in again.commands]


async def test_a_changed_word_publishes_them_again(env: simcord.Env, database: Database) -> None:
    await publish_commands(toy(env).tree, database)
    toy(env).add("search", "Look for papers, by words")
    assert (await publish_commands(toy(env).tree, database)).was_needed
    assert not (await publish_commands(toy(env).tree, database)).was_needed


async def test_a_new_translation_publishes_them_again(env: simcord.Env, database: Database) -> None:
    await publish_commands(toy(env).tree, database)
    await toy(env).tree.set_translator(German())
    assert (await publish_commands(toy(env).tree, database)).was_needed
    assert (await translated_payload(toy(env).tree))[0]["name_localizations"] == {"de": "suche"}


async def test_what_another_program_did_to_them_is_put_right(env: simcord.Env, database: Database) -> None:
    await publish_commands(toy(env).tree, database)
    assert toy(env).application_id is not None
    await toy(env).http.bulk_upsert_global_commands(toy(env).application_id or 0, payload=[])
    assert (await publish_commands(toy(env).tree, database)).was_needed
    assert [command.name for command in await toy(env).tree.fetch_commands()] == ["search"]


async def test_a_refusal_leaves_nothing_remembered(env: simcord.Env, database: Database) -> None:
    env.inject_error("PUT", "/applications/*/commands", status=400, code=50035)
    with pytest.raises(discord.HTTPException):
        await publish_commands(toy(env).tree, database)
    assert (await publish_commands(toy(env).tree, database)).was_needed


async def test_nobody_is_logged_in(database: Database) -> None:
    with pytest.raises(app_commands.MissingApplicationID):
        await publish_commands(Toy().tree, database)


def test_a_fingerprint_is_that_of_the_value_and_not_of_the_order_of_its_keys() -> None:
    assert fingerprint({"a": 1, "b": [1, 2]}) == fingerprint({"b": [1, 2], "a": 1})
    assert fingerprint({"a": 1, "b": [1, 2]}) != fingerprint({"a": 1, "b": [2, 1]})
