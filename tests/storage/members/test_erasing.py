"""Erasing leaves nothing of the one who asks, and everything of the others."""

from collections.abc import Awaitable, Callable

import pytest

from storage.database import Database
from storage.digests.gaps import find_known_marks
from storage.guilds import NOTHING_CHOSEN, load_choices
from storage.members.erasing import erase_guild, erase_member
from storage.members.exporting import export_guild, export_member
from tests.storage.members.conftest import ANN, BOB, CHANNELS, CLUB, LAB

Dump = Callable[[], Awaitable[str]]
Count = Callable[[], Awaitable[dict[str, int]]]

pytestmark = pytest.mark.usefixtures("filled")


async def test_nothing_of_a_member_is_left_anywhere(database: Database, dump: Dump) -> None:
    assert str(ANN) in await dump()
    async with database.write() as session:
        before = await export_member(session, BOB)
        await erase_member(session, ANN)
    assert str(ANN) not in await dump()
    async with database.read() as session:
        assert not any((await export_member(session, ANN)).values())
        assert await export_member(session, BOB) == before


async def test_a_digest_of_a_guild_goes_on_without_who_made_it(database: Database, count: Count) -> None:
    async with database.write() as session:
        await erase_member(session, ANN)
    assert await count() == {"subscriptions": 3, "deliveries": 4, "ledger": 3}
    async with database.read() as session:
        (digest,) = (await export_guild(session, LAB))["subscriptions"]
    assert (digest["maker_id"], digest["state"]) == (0, "active")


async def test_nothing_of_a_guild_is_left_but_marks_that_say_not_where(database: Database, dump: Dump) -> None:
    async with database.write() as session:
        before = await export_guild(session, CLUB)
        await erase_guild(session, LAB)
    left = await dump()
    for number in (LAB, CHANNELS[LAB], LAB + 7):
        occurrences = left.count(str(number))
        assert occurrences == (1 if number == LAB + 7 else 0), "Ann's own message is hers"
    async with database.read() as session:
        assert await load_choices(session, LAB) == NOTHING_CHOSEN
        assert await export_guild(session, CLUB) == before
        assert await find_known_marks(session, ["mark-2"]) == {"mark-2"}, "or it would be another database's"


async def test_erasing_twice_or_nothing_is_no_fault(database: Database, dump: Dump) -> None:
    before = await dump()
    async with database.write() as session:
        await erase_member(session, 5)
    assert await dump() == before
    for _ in range(2):
        async with database.write() as session:
            await erase_guild(session, LAB)
            await erase_member(session, ANN)
