import asyncio
from datetime import datetime

import pytest

from storage.database import Database
from storage.operations.copying import is_empty
from storage.operations.errors import SameDatabase, TargetNotEmpty
from storage.operations.moving import move


def address(database: Database) -> str:
    return database._engine.url.render_as_string(hide_password=False)


async def test_a_database_moves_into_an_empty_one_and_into_no_other(
    full: Database, database: Database, now: datetime
) -> None:
    assert sum(each.rows for each in await move(address(full), address(database), now, lambda *_: None)) > 2000
    with pytest.raises(TargetNotEmpty):
        await move(address(full), address(database), now, lambda *_: None)


async def test_a_database_does_not_move_onto_itself(full: Database, now: datetime) -> None:
    with pytest.raises(SameDatabase):
        await move(address(full), address(full), now, lambda *_: None)


async def test_a_move_that_is_broken_off_leaves_the_target_empty(
    full: Database, database: Database, now: datetime
) -> None:
    begun = asyncio.Event()
    moving = asyncio.create_task(
        move(address(full), address(database), now, lambda done, total: begun.set() if done > total / 3 else None)
    )
    await begun.wait()
    moving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await moving
    async with database.read() as session:
        assert await is_empty(session)
