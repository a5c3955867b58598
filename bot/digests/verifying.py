"""After a gap: comparing what channels show with what the ledger knows, before anything more is told there."""

import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import discord

from bot.delivery.looking import TooMuchToRead, read_own, read_own_posts
from bot.delivery.requests import Json, Requests
from bot.delivery.verdicts import Unanswered
from bot.digests.marks import Marked, read_marks
from storage.database import Database
from storage.digests.errors import ForeignMessages
from storage.digests.gaps import find_known_marks, find_unverified, get_database_name, mark_verified
from storage.digests.receipts import find_last_message
from storage.digests.subscription import Subscription, Target

_BATCH = 100
_CLOCKS_DIFFER = timedelta(minutes=2)

_log = logging.getLogger(__name__)


class Verifying:
    """Reads the bot's own messages in channels; `gap_at` is when the last gap ended."""

    def __init__(self, client: discord.Client, database: Database, requests: Requests, gap_at: datetime) -> None:
        self._client = client
        self._database = database
        self._requests = requests
        self._gap_at = gap_at

    async def verify_due(self, clock: Callable[[], datetime]) -> None:
        """Compares every subscription that is due, and has not been compared since the gap, with its channel.

        What cannot be read now is left for the next time. Raises `ForeignMessages` where another database tells things
        under the same token, and `DatabaseUnreachable`.
        """
        async with self._database.read() as session:
            due = await find_unverified(session, clock(), self._gap_at, _BATCH)
        for subscription in due:
            try:
                await self._verify(subscription, clock())
            except (discord.HTTPException, Unanswered, OSError, TimeoutError) as error:
                if not _is_lasting(error):
                    _log.warning("The channel of digest %d could not be read: %s", subscription.id, error)
                    continue
                # Who may not read there may not write there either: let sending find out what is wrong.
                await self._note(subscription, [], clock())

    async def _verify(self, subscription: Subscription, now: datetime) -> None:
        marked: list[tuple[Json, Marked]] = []
        async for message in self._read(subscription):
            found = read_marks(message.get("components") or ())
            if found is not None:
                marked.append((message, found))
        async with self._database.write() as session:
            name = await get_database_name(session)
            known = await find_known_marks(session, [found.mark for _, found in marked])
        unknown = [(message, found) for message, found in marked if found.mark not in known]
        for message, _ in unknown:
            if is_after_gap(int(message["id"]), self._gap_at):
                raise ForeignMessages(int(message["channel_id"]))
        ours = [found for _, found in unknown if found.database == name]
        await self._note(subscription, [each for each in ours if each.subscription_id == subscription.id], now)

    async def _note(self, subscription: Subscription, marked: list[Marked], now: datetime) -> None:
        shown = [(each.fingerprint, each.kind, each.occurrence) for one in marked for each in one.shown]
        if shown:
            _log.info("Digest %d: its channel shows %d things that were forgotten here", subscription.id, len(shown))
        async with self._database.write() as session:
            await mark_verified(session, subscription.id, shown, now)

    async def _read(self, subscription: Subscription) -> AsyncIterator[Json]:
        """The bot's own messages since the last one that is known, or since the subscription was made."""
        me = self._client.user.id if self._client.user else 0
        place = subscription.place
        async with self._database.read() as session:
            last = await find_last_message(session, subscription.id)
        after = last or discord.utils.time_snowflake(subscription.created_at - _CLOCKS_DIFFER)
        try:
            if place.target is Target.FORUM:
                async for message in read_own_posts(
                    self._requests, me, place.guild_id or 0, place.channel_id or 0, after
                ):
                    yield message
                return
            channel = place.channel_id
            if place.target is Target.PERSON:
                channel = int((await self._requests.open_direct(place.user_id or 0))["id"])
            async for message in read_own(self._requests, me, channel or 0, after):
                yield message
        except TooMuchToRead:
            _log.warning("Too much was written where digest %d goes to read all of it", subscription.id)


def is_after_gap(message_id: int, gap_at: datetime | None) -> bool:
    """Whether a message was certainly sent after the last gap had ended, None where there was none: since then this
    database knows of all that it sends."""
    return gap_at is None or discord.utils.snowflake_time(message_id) > gap_at + _CLOCKS_DIFFER


def _is_lasting(error: Exception) -> bool:
    return isinstance(error, discord.HTTPException) and error.status in (400, 403, 404)
