from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.commands.digests.acting import ACTS


@pytest.mark.parametrize("verb", ACTS)
async def test_every_act_is_refused_on_a_digest_that_is_gone(
    verb: str, keeper: Any, make: Callable[..., Any], screens: Callable[..., Any]
) -> None:
    panel = await screens(keeper, ui.Button[Any](label="Go", custom_id=f"do:{verb}:7"))
    assert "This digest is not there any more" in (await keeper.press(panel, "Go")).text


@pytest.mark.parametrize("command", ["send", "resume"])
async def test_nothing_is_sent_or_resumed_where_the_bot_may_not_post(
    command: str, keeper: Any, make: Callable[..., Any], refill: Any
) -> None:
    await make()
    await refill(range(1, 14))
    channel = keeper.bot.get_channel(keeper.channel.id)
    await channel.set_permissions(channel.guild.me, send_messages=False)
    assert "**Send Messages**" in (await keeper.ask(f"digest {command}")).text


async def test_what_rests_is_not_sent(keeper: Any, make: Callable[..., Any], refill: Any) -> None:
    await make()
    await refill(range(1, 14))
    await keeper.ask("digest pause")
    assert "Resume it first" in (await keeper.ask("digest send")).text
