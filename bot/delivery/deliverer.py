"""Emptying the outbox: claim, attempt, note what it came to. Any number of processes may do so at once."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import aiohttp
import discord

from bot.delivery.requests import Requests
from bot.delivery.sending import Sending
from bot.delivery.verdicts import Blocked, Halted, Later, Refused, Sent, Unanswered, Unknown, Verdict
from bot.digests.notices import post_paused, post_unknown_outcome
from bot.texts import Texts
from storage.database import Database, Session
from storage.digests import attempts, claiming, outbox
from storage.digests.absences import mark_left
from storage.digests.delivery import Delivery, DeliveryState
from storage.digests.gaps import get_database_name, get_epoch
from storage.digests.subscription import PauseReason
from storage.digests.subscriptions import find_subscription, pause_subscription
from storage.errors import StorageError

AT_ONCE = 40
"""Messages that are under way at the same time, each to another place."""

_FIRST_PAUSE = timedelta(seconds=5)
_OUTSIDE = frozenset({PauseReason.CHANNEL_GONE, PauseReason.NO_ACCESS, PauseReason.NO_PERMISSION})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How many seconds an attempt may take. Its lease is twice as long and `spare` more, so that nobody else has the
    delivery while it may still be under way."""

    send: float = 30.0
    spare: float = 5.0

    @property
    def lease(self) -> timedelta:
        """For how long a delivery is claimed."""
        return timedelta(seconds=2 * self.send + self.spare)


class Deliverer:
    """Sends what is in the outbox. `drain` may be called at any time; `stop` lets what is under way finish."""

    def __init__(
        self,
        client: discord.Client,
        database: Database,
        requests: Requests,
        texts: Texts,
        clock: Callable[[], datetime],
        deadlines: Deadlines | None = None,
        sees: Callable[[int], bool] = lambda _: True,
    ) -> None:
        self._client = client
        self._database = database
        self._requests = requests
        self._texts = texts
        self._clock = clock
        self._deadlines = deadlines or Deadlines()
        self._sees = sees
        self._chance = Random()  # noqa: S311  # for pauses that differ
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._draining = asyncio.Lock()
        self._is_stopping = False
        self._sending: Sending | None = None
        self.halted_because = ""

    async def drain(self) -> None:
        """Sends all that is due, and returns when nothing is left or it was stopped. Returns at once while another call
        is at it. Raises `DatabaseUnreachable`."""
        if self._draining.locked():
            return
        async with self._draining:
            while not self._is_stopping and not self.halted_because:
                claimed = await self._claim(AT_ONCE - len(self._under_way)) if self._has_room() else ()
                for delivery in claimed:
                    task = asyncio.create_task(self._deliver(delivery), name=f"delivery {delivery.id}")
                    self._under_way[delivery.id] = task
                if not self._under_way:
                    return
                done, _ = await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)
                self._under_way = {number: task for number, task in self._under_way.items() if task not in done}
                for task in done:
                    if not task.cancelled():
                        task.result()

    async def stop(self, seconds: float) -> None:
        """Claims nothing any more, waits so long for what is under way, and leaves the rest to others."""
        self._is_stopping = True
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=seconds)
        left = [number for number, task in self._under_way.items() if not task.done()]
        for number in left:
            self._under_way[number].cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        if left:
            with contextlib.suppress(StorageError):  # the leases then run out by themselves
                async with self._database.write() as session:
                    await claiming.give_up_leases(session, left, self._clock())

    async def publish_sent(self) -> None:
        """Crossposts what announcement channels show and what is to be published."""
        async with self._database.write() as session:
            waiting = await claiming.claim_unpublished(session, self._clock(), AT_ONCE)
        for delivery_id, channel_id, message_id in waiting:
            try:
                async with asyncio.timeout(self._deadlines.send):
                    await self._requests.publish(channel_id, message_id)
            except (discord.RateLimited, Unanswered, aiohttp.ClientError, OSError, TimeoutError):
                continue  # ten an hour are allowed; its turn comes again
            except discord.HTTPException as refusal:
                if refusal.status in (401, 429):
                    continue
                if refusal.code != 40033:  # published already
                    _log.warning("The message %d could not be published: %s", message_id, refusal)
            async with self._database.write() as session:
                await attempts.mark_published(session, delivery_id)

    def _has_room(self) -> bool:
        """Whether enough has left that looking for more is worth while."""
        return len(self._under_way) <= AT_ONCE // 2

    async def _claim(self, most: int) -> tuple[Delivery, ...]:
        if most <= 0:
            return ()
        async with self._database.read() as session:
            if not await claiming.has_claimable(session, self._clock()):
                return ()
        async with self._database.write() as session:
            if self._sending is None:
                self._sending = Sending(
                    self._client,
                    self._requests,
                    await get_epoch(session),
                    self._note_newest,
                    self._find_thread,
                    self._sees,
                )
            newest = self._sending.newest
            return await claiming.claim_deliveries(session, self._clock(), self._deadlines.lease, most, newest)

    async def _deliver(self, delivery: Delivery) -> None:
        if self._sending is None:  # nothing is claimed without it
            raise AssertionError
        try:
            verdict = await self._sending.attempt(delivery, self._deadlines.send)
        except StorageError:
            raise
        except Exception:
            _log.exception("Delivery %d could not be attempted", delivery.id)
            verdict = Later("defect", in_doubt=True)
        if isinstance(verdict, Blocked) and verdict.reason in _OUTSIDE and await self._was_left(delivery):
            async with self._database.write() as session:
                await mark_left(session, delivery.place.guild_id or 0, self._clock())
            verdict = Later("not in the guild", in_doubt=verdict.in_doubt)
        async with self._database.write() as session:
            await self._note(session, delivery, verdict)

    async def _note(self, session: Session, delivery: Delivery, verdict: Verdict) -> None:
        """Writes down what an attempt came to."""
        now = self._clock()
        match verdict:
            case Sent():
                await attempts.mark_sent(
                    session, delivery.id, channel_id=verdict.channel_id, message_id=verdict.message_id, now=now
                )
            case Later():
                _log.info("Delivery %d has to wait: %s", delivery.id, verdict.reason)
                due = now + self._pause(delivery, verdict)
                await self._give_back(session, delivery, due, verdict.reason, in_doubt=verdict.in_doubt)
            case Halted():
                self.halted_because = "Discord refuses the token"
                _log.error("Discord refuses the token: nothing is delivered until this program is started anew")
                await self._give_back(session, delivery, now, "token refused", in_doubt=delivery.in_doubt)
            case Blocked():
                await self._block(session, delivery, verdict, now)
            case Refused():
                _log.error("Discord refused delivery %d: %s", delivery.id, verdict.reason)
                await attempts.mark_failed(session, delivery.id, verdict.reason, now, attempt=delivery.attempts)
                await self._pause_subscription(session, delivery, PauseReason.REFUSED, now)
            case Unknown():
                await self._give_up_unknown(session, delivery, now)

    async def _block(self, session: Session, delivery: Delivery, verdict: Blocked, now: datetime) -> None:
        """Pauses the subscription, for which the delivery waits; a message to a person alone is given up. What was on
        its way to where the digest does not go any more follows it, other than what may have arrived there."""
        if delivery.subscription_id is None:
            await attempts.mark_failed(session, delivery.id, verdict.reason.value, now, attempt=delivery.attempts)
            return
        subscription = await find_subscription(session, delivery.subscription_id)
        has_moved = subscription is not None and subscription.place.channel_id != delivery.place.channel_id
        in_doubt = verdict.in_doubt and verdict.reason is not PauseReason.CHANNEL_GONE  # what was in there went with it
        if has_moved and in_doubt:
            await self._give_up_unknown(session, delivery, now)
            return
        await self._give_back(session, delivery, now, verdict.reason.value, in_doubt=in_doubt)
        if subscription is not None and has_moved:
            await outbox.redirect(session, subscription.id, subscription.place)
        else:
            await self._pause_subscription(session, delivery, verdict.reason, now)

    async def _give_back(
        self, session: Session, delivery: Delivery, due_at: datetime, reason: str, *, in_doubt: bool
    ) -> None:
        await attempts.mark_due(session, delivery.id, due_at, reason, in_doubt=in_doubt, attempt=delivery.attempts)

    async def _pause_subscription(
        self, session: Session, delivery: Delivery, reason: PauseReason, now: datetime
    ) -> None:
        if delivery.subscription_id is None:
            return
        paused = await pause_subscription(session, delivery.subscription_id, reason, now)
        if paused is not None:
            _log.warning("The digest %d rests: %s", paused.id, reason.value)
            words = self._texts.speak(paused.choices.language)
            await post_paused(session, paused, await get_database_name(session), words, now)

    async def _give_up_unknown(self, session: Session, delivery: Delivery, now: datetime) -> None:
        await attempts.mark_failed(
            session, delivery.id, "unknown", now, DeliveryState.UNKNOWN, attempt=delivery.attempts
        )
        subscription = await find_subscription(session, delivery.subscription_id or 0)
        if subscription is not None:
            words, name = self._texts.speak(subscription.choices.language), await get_database_name(session)
            await post_unknown_outcome(session, subscription, delivery.id, name, words, now)

    async def _was_left(self, delivery: Delivery) -> bool:
        """Whether the bot is not in the guild any more, whose digests then wait for its return."""
        guild_id = delivery.place.guild_id
        if guild_id is None:
            return False
        try:
            await self._requests.get_guild(guild_id)
        except discord.HTTPException as refusal:
            return refusal.status in (403, 404)
        except Exception as error:
            _log.info("The guild %d could not be asked for: %s", guild_id, type(error).__name__)
        return False

    def _pause(self, delivery: Delivery, verdict: Later) -> timedelta:
        """Longer after each attempt, and never the same for all."""
        longest = claiming.LONGEST_PAUSE.total_seconds()
        grown = min(longest, _FIRST_PAUSE.total_seconds() * 2 ** min(delivery.attempts - 1, 10))
        least = min(longest, max(verdict.after or 0.0, grown))
        return timedelta(seconds=least * self._chance.uniform(1.0, 1.25))

    async def _note_newest(self, delivery: Delivery, message_id: int) -> None:
        async with self._database.write() as session:
            await attempts.note_newest(session, delivery.id, message_id)

    async def _find_thread(self, delivery: Delivery) -> int | None:
        async with self._database.read() as session:
            return await attempts.find_thread(session, delivery.subscription_id or 0, delivery.first_seq)
