from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from storage.database import Database
from storage.tables import ContestedKeyRow


async def test_instants_come_back_aware_and_in_utc(database: Database, now: datetime) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=8)))
    async with database.write() as session:
        session.add(ContestedKeyRow(key="k", since_at=elsewhere))
    async with database.read() as session:
        stored = (await session.execute(select(ContestedKeyRow.since_at))).scalar_one()
    assert stored == now
    assert stored.utcoffset() == timedelta(0)


async def test_a_naive_instant_is_refused(database: Database, now: datetime) -> None:
    with pytest.raises(StatementError, match="naive datetime"):
        async with database.write() as session:
            session.add(ContestedKeyRow(key="k", since_at=now.replace(tzinfo=None)))
