from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.commands.digests.acting import ACTS
from bot.commands.digests.presses import ActOnDigest
from bot.screens.custom_ids import act_on_digest


@pytest.mark.parametrize("verb", ACTS)
def test_every_act_has_its_button(verb: str) -> None:
    match = ActOnDigest.__discord_ui_compiled_template__.fullmatch(act_on_digest(verb, 17))
    assert match is not None
    assert (match["verb"], match["digest"]) == (verb, "17")


async def test_the_buttons_of_a_digest_work_after_a_restart(keeper: Any, make: Callable[..., Any], refill: Any) -> None:
    shown = await make()
    await refill(range(1, 14))
    await keeper.restart()
    assert "1 new paper" in (await keeper.press(shown, "Preview")).text
    assert "A digest of 1 paper is on its way" in (await keeper.press(shown, "Send now")).text
    assert "1 paper · waits to be sent" in (await keeper.press(shown, "History")).text
    assert "The digest rests" in (await keeper.press(shown, "Pause")).text
    assert "Delete the digest in" in (await keeper.press(shown, "Delete")).text


async def test_the_button_of_a_notice_lists_digests_in_a_guild_and_what_is_followed_in_a_direct_message(
    keeper: Any, make: Callable[..., Any], screens: Callable[..., Any]
) -> None:
    await make()
    button = ui.Button[Any](label="My digests", custom_id="digests:4f2a9c01:0_0c9d")
    notice = await screens(keeper, button)
    assert "**1 digest of 25**" in (await keeper.press(notice, "My digests")).text
    person = keeper.person.user
    await person.slash("follow keyword", keyword="pruning")
    told = await screens(
        keeper, ui.Button[Any](label="My digests", custom_id="digests:4f2a9c01:0_0c9e"), person.dm_channel
    )
    result = await person.click(told.message, label="My digests")
    assert "pruning" in str(result.response.components)
