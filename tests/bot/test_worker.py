import asyncio
from datetime import UTC, datetime, timedelta

from bot.settings import Settings
from bot.texts import Texts
from bot.worker import Worker
from storage.database import Database
from storage.digests.claiming import count_pending
from storage.digests.outbox import post_notice
from storage.operations.shards import count_processes
from tests.bot.delivery.conftest import FakeDiscord, fake

__all__ = ["fake"]


async def test_a_worker_delivers_without_a_gateway_is_counted_and_leaves_in_time(
    fake: FakeDiscord, small: Database
) -> None:
    now = datetime.now(UTC)
    async with small.write() as session:
        await post_notice(session, "o", "m", 7, {"message": {"content": "hello"}}, now - timedelta(seconds=5))
    settings = Settings.from_environment({"SYNC_HOURS": "0", "BACKUP_HOURS": "0"})
    async with Worker(settings, small, Texts.load()) as worker:
        assert await worker.health.find_obstacle() == "not connected"
        await worker.login("token")
        arrived = asyncio.Event()
        fake.on_accepted = arrived.set
        await asyncio.wait_for(arrived.wait(), 20)
        await asyncio.sleep(0.5)  # until the receipt is written
        assert len(fake.messages[8]) == 1
        assert await worker.health.find_obstacle() == ""
        async with small.read() as session:
            assert await count_processes(session, now) == {"worker": 1}
            assert await count_pending(session) == 0
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 8
    async with small.read() as session:
        assert await count_processes(session, now) == {}


def test_stopping_takes_less_than_ten_seconds() -> None:
    from bot import worker

    assert worker._FINISH_SECONDS + 2 * worker._CLOSE_SECONDS < 9
