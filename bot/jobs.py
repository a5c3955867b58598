"""What a process does by itself, with or without a gateway: stateless jobs, of which any number may run at once."""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import discord

from bot.digests.service import DigestService
from bot.following import sync_due_lists
from bot.health.interactions import Interactions
from bot.operator import describe_held, find_operator
from bot.scheduler import (
    BACKUP_TICK_SECONDS,
    DELIVERY_TICK_SECONDS,
    DIGEST_TICK_SECONDS,
    HOUSEKEEPING_TICK_SECONDS,
    LINK_TICK_SECONDS,
    SYNC_TICK_SECONDS,
    Scheduler,
)
from bot.settings import Settings
from bot.texts import Texts
from bot.texts.catalogs import SOURCE_LOCALE
from storage.checking import check_links
from storage.database import Database
from storage.errors import StorageError
from storage.operations.backups import back_up_when_due
from storage.operations.errors import CopyUnwritable
from storage.operations.usage import add_usage, forget_usage
from storage.sync.syncing import Outcome

_USAGE_KEPT = timedelta(days=400)

_log = logging.getLogger(__name__)


class DatabaseClock:
    """The present instant, aware, UTC: by the database's clock, where processes share one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def set_right(self) -> None:
        """Compares the clock of this machine with the database's. Raises `DatabaseUnreachable`."""
        self._ahead = await self._database.measure_clock(partial(datetime.now, UTC))


class Jobs:
    """Runs the jobs of a process on a scheduler until it is stopped."""

    def __init__(
        self,
        client: discord.Client,
        settings: Settings,
        database: Database,
        texts: Texts,
        digests: DigestService,
        clock: DatabaseClock,
        interactions: Interactions,
    ) -> None:
        self._client = client
        self._settings = settings
        self._database = database
        self._texts = texts
        self._digests = digests
        self._clock = clock
        self._interactions = interactions
        self.scheduler = Scheduler()

    def start(self) -> None:
        """Starts all jobs that the settings want."""
        every, guard, digests = self.scheduler.every, self.guard, self._digests
        if self._settings.sync_policy is not None:
            every(SYNC_TICK_SECONDS, "sync of the lists", guard("lists", self._sync_lists))
        if self._settings.links_per_hour:
            every(LINK_TICK_SECONDS, "links", guard("links", self._check_links))
        if self._settings.backups_to is not None:
            every(BACKUP_TICK_SECONDS, "backup", guard("backup", self._back_up))
        every(DIGEST_TICK_SECONDS, "digests", guard("digests", digests.run))
        # the second run of a delivery that is still at it ends at once
        every(DELIVERY_TICK_SECONDS, "deliveries", guard("deliveries", digests.deliver), at_once=2)
        every(HOUSEKEEPING_TICK_SECONDS, "housekeeping", guard("housekeeping", self._keep_house))
        self.scheduler.start()

    async def stop(self) -> None:
        """Stops the jobs, and notes what was used since the last time."""
        await self.scheduler.stop()
        await self.guard("usage", self.keep_usage)()

    def guard(self, name: str, job: Callable[[], Awaitable[None]]) -> Callable[[], Coroutine[Any, Any, None]]:
        """The job, which comes again where the database could not be reached."""

        async def guarded() -> None:
            try:
                await job()
            except StorageError as fault:
                _log.warning("Not now, and again soon: %s (%s)", name, type(fault).__name__)

        return guarded

    async def keep_usage(self) -> None:
        """Notes how often commands were used since the last time. Raises `DatabaseUnreachable`; nothing is lost."""
        uses = self._interactions.take_uses()
        if not uses:
            return
        try:
            async with self._database.write() as session:
                await add_usage(session, self._clock().date(), uses)
        except BaseException:
            self._interactions.put_back(uses)
            raise

    async def tell_operator(self, occasion: str, sentence: str) -> None:
        """Tells the operator something in Discord, once for each occasion, or the log where nobody is known."""
        words, operator = self._texts.speak(SOURCE_LOCALE), find_operator(self._client)
        channel = self._settings.log_channel or None
        if operator is None and channel is None:
            _log.warning("There is nobody to tell: %s", sentence)
            return
        await self._digests.tell_operator(occasion, operator or 0, sentence, words, channel)

    async def _sync_lists(self) -> None:
        """Syncs the lists whose time has come; what fails is logged and comes again."""
        policy = self._settings.sync_policy
        if policy is not None:
            await sync_due_lists(self._database, self._clock, policy, self._tell_held)

    async def _check_links(self) -> None:
        """Looks at as many links as the operator allows in the time of a tick."""
        proxy = self._settings.https_proxy
        most = max(1, self._settings.links_per_hour * LINK_TICK_SECONDS // 3600)
        await check_links(self._database, self._clock(), most=most, proxy=proxy.get_secret_value() if proxy else None)

    async def _back_up(self) -> None:
        """Writes a backup when it is due. One that fails is told to the operator, once a day."""
        folder, every = self._settings.backups_to, timedelta(hours=self._settings.backup_hours)
        if folder is None:
            return
        now = self._clock()
        try:
            backup = await back_up_when_due(self._database, folder, every, self._settings.backups_kept, now)
        except CopyUnwritable as fault:
            _log.error("The backup %s could not be written: %s", fault.path, fault.reason)
            words = self._texts.speak(SOURCE_LOCALE)
            await self.tell_operator(
                f"backup:{now.date()}",
                words.say("The backup of my database could not be written. `python -m bot doctor` tells more."),
            )
            return
        if backup is not None:
            _log.info("Wrote the backup %s.", backup.path)

    async def _tell_held(self, outcome: Outcome) -> None:
        """Tells the operator of a version that is held."""
        told = describe_held(outcome, self._texts.speak(SOURCE_LOCALE))
        await self.tell_operator(f"held:{outcome.name}:{outcome.digest}", told)

    async def _keep_house(self) -> None:
        await self._clock.set_right()
        await self._digests.keep_house(self._settings.keep_left_guilds)
        await self.keep_usage()
        async with self._database.write() as session:
            await forget_usage(session, self._clock().date() - _USAGE_KEPT)
