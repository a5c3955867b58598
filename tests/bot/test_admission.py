import logging
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.admission import leave_unwelcome
from bot.settings import Settings

if TYPE_CHECKING:
    from tests.bot.conftest import Chat


class Guild:
    """A guild that notes whether it was left."""

    def __init__(self, number: int, *, refuses: bool = False) -> None:
        self.id = number
        self.refuses = refuses
        self.was_left = False

    async def leave(self) -> None:
        if self.refuses:
            response: Any = type("Response", (), {"status": 500, "reason": ""})()
            raise discord.HTTPException(response, "")
        self.was_left = True


async def test_guilds_that_may_not_use_the_bot_are_left(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    settings = Settings.from_environment({"ALLOWED_GUILDS": "1"})
    guilds: list[Any] = [Guild(1), Guild(2), Guild(3, refuses=True)]
    assert await leave_unwelcome(guilds, settings) == (2,)
    assert [guild.was_left for guild in guilds] == [False, True, False]
    assert "could not be left" in caplog.text


@pytest.mark.parametrize("command", ["help", "latest"])
async def test_a_command_in_such_a_guild_is_refused_with_a_sentence(small_chat: "Chat", command: str) -> None:
    blocked = Settings.from_environment({"BLOCKED_GUILDS": str(small_chat.person.guild.id)})
    first = await small_chat.ask("latest")
    small_chat.bot.settings = blocked
    reply = await small_chat.ask(command)
    assert "does not offer it here" in reply.text
    assert reply.ephemeral
    assert "does not offer it here" in (await small_chat.press(first, "Next")).text


async def test_a_guild_that_invites_the_bot_without_leave_is_left(small_chat: "Chat") -> None:
    small_chat.bot.settings = Settings.from_environment({"ALLOWED_GUILDS": str(small_chat.person.guild.id)})
    left = len([one for one in small_chat.env.http_requests if one.method == "DELETE"])
    small_chat.env.create_guild("Strangers")
    await small_chat.env.settle()
    await small_chat.bot.on_ready()
    gone = [one for one in small_chat.env.http_requests if one.method == "DELETE"]
    assert len(gone) > left
