"""Digests while the bot runs: the jobs that the scheduler calls, and what the gateway tells of guilds."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import discord

from bot.delivery.deliverer import Deadlines, Deliverer
from bot.delivery.pace import Pace
from bot.delivery.requests import Requests
from bot.digests.notices import post_to_operator
from bot.digests.running import run_due
from bot.digests.verifying import Verifying
from bot.texts import Texts, Words
from storage.database import Database
from storage.digests.absences import erase_absent, find_subscribed_guilds, mark_left, mark_present
from storage.digests.due import set_clock_right
from storage.digests.errors import ForeignMessages
from storage.digests.gaps import begin, get_database_name

_log = logging.getLogger(__name__)


class DigestService:
    """Runs digests and delivers them. `sends_per_second` bounds what all deliveries of this process ask of Discord.

    `sees` tells of which guilds the gateway keeps this process informed at the moment, and `is_ready` whether it may
    begin; without them it is the client that is connected, and sees all.
    """

    def __init__(
        self,
        client: discord.Client,
        database: Database,
        texts: Texts,
        clock: Callable[[], datetime],
        *,
        sends_per_second: float,
        deadlines: Deadlines,
        sees: Callable[[int], bool] = lambda _: True,
        is_ready: Callable[[], bool] | None = None,
    ) -> None:
        self._client = client
        self._database = database
        self._texts = texts
        self._clock = clock
        self._requests = Requests(client.http, Pace(sends_per_second))
        self._gap_at: datetime | None = None
        self._has_begun = False
        self._sees = sees
        self._is_ready = is_ready or client.is_ready
        self.deliverer = Deliverer(client, database, self._requests, texts, clock, deadlines, sees)

    async def run(self) -> None:
        """Composes all that is due and starts to send it. Raises `DatabaseUnreachable`."""
        if self.deliverer.halted_because or not self._is_ready():
            return
        await self._begin()
        if self._gap_at is not None:
            try:
                await Verifying(self._client, self._database, self._requests, self._gap_at).verify_due(self._clock)
            except ForeignMessages as foreign:
                await self._halt(foreign)
                return
        await run_due(self._database, self._clock, self._texts, self._gap_at)

    async def deliver(self) -> None:
        """Sends what is in the outbox. Raises `DatabaseUnreachable`."""
        if self._is_ready():
            await self._begin()
            await self.deliverer.drain()
            await self.deliverer.publish_sent()

    async def keep_house(self, keep_left: timedelta) -> None:
        """Notes that somebody is here, which guilds the bot is in, and forgets those that it left long ago."""
        if not self._is_ready():
            return
        async with self._database.write() as session:  # also finds a gap of which this process has slept through
            self._gap_at = await begin(session, self._clock())
            await set_clock_right(session, self._clock())
        self._has_begun = True
        await self.compare_guilds({guild.id for guild in self._client.guilds if self._sees(guild.id)})
        async with self._database.write() as session:
            erased = await erase_absent(session, self._clock(), keep_left)
        if erased:
            _log.info("Forgot the digests of %d guilds that were left long ago.", erased)

    async def compare_guilds(self, present: Collection[int]) -> None:
        """Notes which guilds with digests the bot is in and which it has left, whatever the gateway told meanwhile.
        Those that other processes see are left to them."""
        async with self._database.read() as session:
            subscribed = await find_subscribed_guilds(session)
        async with self._database.write() as session:
            await mark_present(session, present)
            for guild_id in sorted(filter(self._sees, subscribed.difference(present))):
                await mark_left(session, guild_id, self._clock())

    async def join(self, guild_id: int) -> None:
        """Notes that the bot is in a guild: what it had there goes on."""
        async with self._database.write() as session:
            await mark_present(session, [guild_id])

    async def leave(self, guild_id: int) -> None:
        """Notes that the bot is not in a guild any more: what it had there rests."""
        async with self._database.write() as session:
            await mark_left(session, guild_id, self._clock())

    async def tell_operator(
        self, occasion: str, user_id: int, sentence: str, words: Words, channel_id: int | None = None
    ) -> None:
        """Posts a message to the operator, or into a channel of theirs, once for each occasion. `sentence` is safe
        Markdown."""
        async with self._database.write() as session:
            name = await get_database_name(session)
            await post_to_operator(session, occasion, user_id, sentence, name, words, self._clock(), channel_id)

    async def _begin(self) -> None:
        """Finds out, before anything else, whether there is a gap before this process."""
        if not self._has_begun:
            async with self._database.write() as session:
                self._gap_at = await begin(session, self._clock())
            self._has_begun = True

    async def _halt(self, foreign: ForeignMessages) -> None:
        self.deliverer.halted_because = "another database"
        async with self._database.write() as session:
            await begin(session, self._clock(), is_new_life=True)
        _log.error(
            "The channel %d shows digests that another database has sent under the same token. Nothing is delivered "
            "from here any more, so that nothing arrives twice: stop one of the two, then start this program anew.",
            foreign.channel_id,
        )
