"""An export holds everything of the one who asks, and nobody else."""

import json
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from storage.members.exporting import export_guild, export_member
from tests.storage.members.conftest import ANN, BOB, CLUB, LAB

if TYPE_CHECKING:
    from storage.members.exporting import Rows

pytestmark = pytest.mark.usefixtures("filled")


async def export(database: Database, user_id: int) -> "dict[str, Rows]":
    async with database.read() as session:
        return await export_member(session, user_id)


async def test_a_member_gets_everything_with_their_number_and_what_hangs_on_it(database: Database) -> None:
    kept = await export(database, ANN)
    assert {table: len(rows) for table, rows in kept.items()} == {
        "saved_papers": 1,
        "deliveries": 2,  # a digest and a notice
        "subscriptions": 2,  # one's own, and one made for a guild
        "ledger": 1,
        "recovered": 0,
    }
    (saved,) = kept["saved_papers"]
    assert (saved["note"], saved["titles"], saved["read_at"]) == (f"note of {ANN}", ["A paper"], None)
    assert json.loads(json.dumps(kept)) == kept


async def test_nobody_else_is_in_it(database: Database) -> None:
    for user_id, other in ((ANN, BOB), (BOB, ANN)):
        assert str(other) not in json.dumps(await export(database, user_id))


async def test_who_has_nothing_gets_nothing(database: Database) -> None:
    assert not any((await export(database, 5)).values())


async def test_a_guild_gets_what_it_chose_its_digests_and_their_messages(database: Database) -> None:
    async with database.read() as session:
        kept = await export_guild(session, LAB)
    assert {table: len(rows) for table, rows in kept.items()} == {
        "subscriptions": 1,
        "ledger": 1,
        "recovered": 0,
        "deliveries": 1,
        "guild_channels": 1,
        "guild_lists": 1,
        "guilds": 1,
    }
    assert kept["guilds"][0]["language"] == "zh-CN"
    assert str(CLUB) not in json.dumps(kept)
