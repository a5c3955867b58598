"""The menu of /setup."""

from typing import Any

import pytest

from bot.commands.setup.menu import TOPICS
from bot.screens.setup import MENU


async def test_the_menu_says_how_everything_stands_and_leads_there_and_back_after_a_restart(keeper: Any) -> None:
    menu = await keeper.ask("setup")
    assert menu.ephemeral
    assert len(menu.labels) == len(TOPICS)
    for label in menu.labels:
        await keeper.restart()
        panel = await keeper.press(menu, label)
        assert panel.message.id == menu.message.id
        await keeper.restart()
        assert (await keeper.press(panel, "Back")).text == menu.text


def test_codes_are_no_two_alike_and_none_is_the_menu() -> None:
    codes = [topic.code for topic in TOPICS]
    assert len({*codes, MENU}) == len(codes) + 1


async def test_only_who_may_manage_the_guild_opens_a_topic(keeper: Any) -> None:
    menu = await keeper.ask("setup")
    keeper.env.backend.get_guild(keeper.person.guild.id).members[keeper.person.id].role_ids.clear()
    for label in menu.labels:
        assert "You may not use this here" in (await keeper.press(menu, label)).text


@pytest.mark.parametrize("locale", ["zh-CN"])
async def test_the_menu_speaks_chinese(keeper: Any) -> None:
    assert (await keeper.ask("setup")).text.startswith("## 设置本服务器")
