"""A paper by chance, and another one."""

from typing import Any

import pytest

from storage.database import Database
from storage.guilds import choose_lists


async def test_each_press_shows_some_paper_in_the_place_of_the_last(small_chat: Any) -> None:
    card = await small_chat.ask("random")
    seen = {card.text}
    for _ in range(12):
        again = await small_chat.press(card, "Another one")
        assert again.message.id == card.message.id
        seen.add(again.text)
    assert len(seen) > 3
    assert all(text.startswith("## Speculative pruning of kettle number") for text in seen)


async def test_a_category_narrows_it_also_after_a_restart(chat: Any) -> None:
    card = await chat.ask("random", category="KV 缓存")
    await chat.restart()
    for _ in range(3):
        card = await chat.press(card, "Another one")
        assert "More: KV cache" in card.labels


async def test_an_unknown_category_is_refused(small_chat: Any) -> None:
    assert (await small_chat.ask("random", category="zebra")).text.startswith("No category is called “zebra”.")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en-US", "This guild shows none of my lists at the moment."),
        ("zh-CN", "本服务器目前没有显示我的任何列表。"),
    ],
)
async def test_a_guild_that_sees_no_list_is_told_so(
    small_chat: Any, small: Database, sentence: str, locale: str
) -> None:
    card = await small_chat.ask("random")
    async with small.write() as session:
        await choose_lists(session, small_chat.person.guild.id, [])
    reply = await small_chat.press(card, "Another one" if locale == "en-US" else "换一篇")
    assert reply.text.startswith(sentence)
