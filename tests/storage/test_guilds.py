import asyncio
from collections.abc import Awaitable, Callable

import pytest

from data.schema import Row
from storage.counters import GUILDS, read_counter
from storage.database import Database, Session
from storage.errors import ListNotFound
from storage.guilds import (
    NOTHING_CHOSEN,
    GuildChoices,
    choose_language,
    choose_lists,
    choose_public_channels,
    find_visible_lists,
    load_choices,
)
from storage.importing import ImportReport

GUILD = 2**62 + 1  # Discord's numbers do not fit 32 bits


@pytest.fixture
async def lists(make_row: Callable[..., Row], import_rows: Callable[..., Awaitable[ImportReport]]) -> frozenset[str]:
    for name in ("one", "two"):
        await import_rows(make_row(f"Paper on {name}"), name=name)
    return frozenset({"one", "two"})


async def visible(database: Database, guild_id: int | None) -> frozenset[str]:
    async with database.read() as session:
        return await find_visible_lists(session, guild_id)


@pytest.mark.parametrize("guild_id", [GUILD, None])
async def test_every_list_is_seen_until_a_guild_chooses(
    database: Database, lists: frozenset[str], guild_id: int | None
) -> None:
    assert await visible(database, guild_id) == lists


async def test_a_guild_sees_what_it_chose_and_all_again_when_it_gives_the_choice_up(
    database: Database, lists: frozenset[str]
) -> None:
    for choice, seen in (({"two"}, {"two"}), (set[str](), set[str]()), (None, lists)):
        async with database.write() as session:
            await choose_lists(session, GUILD, choice)
        assert await visible(database, GUILD) == seen
    assert await visible(database, GUILD + 1) == lists


async def test_a_list_that_is_not_there_cannot_be_chosen(database: Database, lists: frozenset[str]) -> None:
    with pytest.raises(ListNotFound):
        async with database.write() as session:
            await choose_lists(session, GUILD, {"one", "three"})
    assert await visible(database, GUILD) == lists


async def test_a_guild_chooses_its_language_its_channels_and_lists_apart(
    database: Database, lists: frozenset[str]
) -> None:
    channels = {2**62 + 7, 2**62 + 8}
    async with database.write() as session:
        await choose_language(session, GUILD, "zh-CN")
        await choose_public_channels(session, GUILD, channels)
        await choose_lists(session, GUILD, {"one"})
    async with database.read() as session:
        assert await load_choices(session, GUILD) == GuildChoices(frozenset({"one"}), "zh-CN", frozenset(channels))
        assert await load_choices(session, GUILD + 1) == NOTHING_CHOSEN
        assert await load_choices(session, None) == NOTHING_CHOSEN
    async with database.write() as session:
        await choose_public_channels(session, GUILD, ())
        await choose_language(session, GUILD, "")
        await choose_lists(session, GUILD, None)
    async with database.read() as session:
        assert await load_choices(session, GUILD) == NOTHING_CHOSEN


async def test_every_choice_of_a_guild_is_noticed_by_those_who_remember(
    database: Database, lists: frozenset[str]
) -> None:
    async def version() -> int:
        async with database.read() as session:
            return await read_counter(session, GUILDS)

    seen = [await version()]
    choices: tuple[Callable[[Session], Awaitable[None]], ...] = (
        lambda session: choose_language(session, GUILD, "zh-CN"),
        lambda session: choose_public_channels(session, GUILD, {7}),
        lambda session: choose_lists(session, GUILD, {"one"}),
    )
    for choose in choices:
        async with database.write() as session:
            await choose(session)
        seen.append(await version())
    assert seen == sorted(set(seen))


async def test_two_first_choices_at_once_are_both_kept(database: Database, lists: frozenset[str]) -> None:
    async def choose(language: str) -> None:
        async with database.write() as session:
            await choose_language(session, GUILD, language)

    await asyncio.gather(*(choose("zh-CN") for _ in range(4)))
    async with database.read() as session:
        assert (await load_choices(session, GUILD)).language == "zh-CN"
