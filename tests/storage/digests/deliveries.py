"""Steps of a delivery that tests take: it is posted, claimed, sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage.database import Database
from storage.digests import attempts, claiming, outbox
from storage.digests.delivery import Delivery, Part
from storage.digests.subscription import Subscription
from storage.digests.window import WindowReader

LEASE = timedelta(seconds=65)


async def claim(database: Database, now: datetime, limit: int = 10) -> tuple[Delivery, ...]:
    async with database.write() as session:
        return await claiming.claim_deliveries(session, now, LEASE, limit)


async def post(database: Database, subscription: Subscription, now: datetime, parts: int = 1) -> None:
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        messages = [
            Part(f"{subscription.id}_{window.upto}_{number}", {"message": {}}, window.items if number == 0 else ())
            for number in range(parts)
        ]
        await outbox.post_digest(session, subscription, window, messages, now)


async def send(database: Database, deliveries: Sequence[Delivery], now: datetime) -> None:
    async with database.write() as session:
        for delivery in deliveries:
            await attempts.mark_sent(session, delivery.id, channel_id=1, message_id=delivery.id + 1000, now=now)
