from collections.abc import Awaitable, Callable

import pytest

from data.schema import Row
from storage.database import Database
from storage.errors import ListNotFound
from storage.guilds import choose_lists, find_visible_lists, load_visible_lists
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


async def test_several_guilds_are_asked_about_at_once(database: Database, lists: frozenset[str]) -> None:
    async with database.write() as session:
        for number, choice in enumerate(({"two"}, set[str](), None)):
            await choose_lists(session, GUILD + number, choice)
    guilds = [None, *range(GUILD, GUILD + 5)]
    async with database.read() as session:
        visible = await load_visible_lists(session, guilds)
        assert visible == {guild_id: await find_visible_lists(session, guild_id) for guild_id in guilds}
        assert await load_visible_lists(session, []) == {}
