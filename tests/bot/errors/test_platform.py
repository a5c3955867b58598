"""What people read about Discord itself."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.errors import platform
from bot.refusals import GuildNotServed

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

COMMAND: Any = SimpleNamespace(name="gone", qualified_name="gone")
ERRORS: list[Exception] = [
    GuildNotServed(),
    app_commands.CommandNotFound("gone", []),
    app_commands.CheckFailure(),
    app_commands.NoPrivateMessage(),
    app_commands.CommandSignatureMismatch(COMMAND),
    aiohttp.ClientConnectionResetError(),
    discord.DiscordServerError(cast("aiohttp.ClientResponse", SimpleNamespace(status=503, reason="no")), None),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(
    error: Exception, check_sentence: "CheckSentence"
) -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(platform.SENTENCES) <= {kind for error in ERRORS for kind in type(error).__mro__}
