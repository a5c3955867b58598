from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.app import Paperboy
from bot.settings import Settings
from bot.texts import Texts
from storage.database import Database
from storage.operations.shards import Share
from storage.search.live import LiveIndex

if TYPE_CHECKING:
    from tests.bot.conftest import Chat


def build(database: Database, **environment: str) -> Paperboy:
    settings = Settings.from_environment(environment)
    return Paperboy(settings, database, LiveIndex(database), Texts.load(), workers=False)


async def test_the_operator_may_give_shards_to_a_process(small: Database) -> None:
    bot = build(small, SHARDS="0-1/4")
    assert (bot.shard_count, bot.shard_ids) == (4, [0, 1])
    assert build(small).shard_ids is None


async def test_a_process_alone_sees_its_guilds_and_delivers_once_it_is_connected(small_chat: "Chat") -> None:
    bot, guild = small_chat.bot, small_chat.person.guild
    await bot.on_shard_ready(0)
    assert bot.may_deliver()
    assert bot.sees(guild.id)
    await bot.on_shard_disconnect(0)
    assert not bot.sees(guild.id)
    await bot.on_shard_resumed(0)
    assert bot.sees(guild.id)
    await bot.keep_shards()  # a file is not shared: nothing happens
    assert bot.sees(guild.id)


class Shard:
    """A shard that notes what is done with it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    async def connect(self) -> None:
        self.done.append("connect")

    async def disconnect(self) -> None:
        self.done.append("disconnect")


async def test_shards_that_are_lost_are_hung_up_and_come_back(small: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    bot, shard, launched = build(small), Shard(), list[int]()
    sharding: Any = SimpleNamespace(share=Share((1, 2), 4))
    monkeypatch.setattr(bot, "sharding", sharding)
    monkeypatch.setattr(bot, "get_shard", lambda number: shard if number == 1 else None)

    async def launch(_gateway: object, number: int) -> None:
        launched.append(number)

    monkeypatch.setattr(bot, "launch_shard", launch)
    await bot._change_shards(frozenset({1, 2, 3}), frozenset({1, 9}))
    assert shard.done == ["disconnect", "connect"]
    assert launched == [2], "the third one was lost again meanwhile"
