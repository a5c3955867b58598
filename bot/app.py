"""The client: its intents, its commands and buttons, and how it starts and stops."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, cast

import discord
from discord.ext import commands

from bot.answering import Asked
from bot.commands import COGS, DYNAMIC_ITEMS, FORMS
from bot.commands.forms import receive_form
from bot.conversing import get_ready
from bot.delivery.deliverer import Deadlines
from bot.digests.service import DigestService
from bot.errors import Tree
from bot.following import sync_due_lists
from bot.library import Library
from bot.operator import describe_held, find_operator
from bot.publishing import publish_commands
from bot.reads import Reads
from bot.scheduler import (
    DELIVERY_TICK_SECONDS,
    DIGEST_TICK_SECONDS,
    ENRICHMENT_TICK_SECONDS,
    HOUSEKEEPING_TICK_SECONDS,
    LINK_TICK_SECONDS,
    SYNC_TICK_SECONDS,
    Scheduler,
)
from bot.settings import Enrichment, Settings
from bot.texts import CommandTranslator, Texts
from bot.texts.catalogs import SOURCE_LOCALE
from storage.checking import check_links
from storage.database import Database
from storage.enriching import fetch_abstracts
from storage.errors import StorageError
from storage.search.live import LiveIndex
from storage.sync.syncing import Outcome

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of these is privileged. Interactions need no intent at all; discord.py finds the guild and the channel of one
through `guilds`. The messages come without their text, except direct ones and those that mention the bot."""

REFRESH_SECONDS = 30.0
_HANG_UP_SECONDS, _FINISH_SECONDS, _CLOSE_SECONDS = 2.0, 4.0, 2.0
_INTERACTION_TASKS = (
    "CommandTree-invoker",
    "discord-ui-",
    "discord.py: on_message",
    "discord.py: on_interaction",
)  # what discord.py calls the tasks that answer people

_log = logging.getLogger(__name__)


class Paperboy(commands.AutoShardedBot):
    """The bot. `settings`, `database`, `index`, `library` and `texts` are for its commands to use.

    The caller opens and closes the database. `workers` off starts nothing in the background, for tests and the demo.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        live_index: LiveIndex,
        texts: Texts,
        *,
        workers: bool = True,
        shard_count: int | None = None,
    ) -> None:
        proxy = settings.https_proxy
        super().__init__(
            commands.when_mentioned,
            tree_cls=Tree,
            help_command=None,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=30.0,
            shard_count=shard_count,
            proxy=proxy.get_secret_value() if proxy else None,
        )
        self.settings = settings
        self.database = database
        self.index = live_index
        self.texts = texts
        self.library = Library(database, live_index)
        self.reads = Reads(database)
        self.digests = DigestService(
            self,
            database,
            texts,
            self.now,
            sends_per_second=settings.sends_per_second,
            deadlines=Deadlines(settings.send_deadline_seconds),
        )
        self._ahead = timedelta(0)
        self._workers = workers
        self._refreshing: asyncio.Task[None] | None = None
        self._scheduler = Scheduler()

    @property
    def tree(self) -> Tree:
        """The commands, as the tree of our own that they are."""
        return cast("Tree", super().tree)

    def now(self) -> datetime:
        """The present instant, aware, UTC: by the database's clock, where processes share one."""
        return datetime.now(UTC) + self._ahead

    async def setup_hook(self) -> None:
        """Loads the catalog, adds everything that answers people, and publishes the commands if they have changed."""
        await self._set_clock()
        await get_ready(await self.index.load())
        for cog in COGS:
            await self.add_cog(cog(self))
        self.add_dynamic_items(*DYNAMIC_ITEMS)
        await self.tree.set_translator(CommandTranslator(self.texts))
        await self._publish()
        if self._workers:
            if self.settings.sync_policy is not None:
                self._scheduler.every(SYNC_TICK_SECONDS, "sync of the lists", self._sync_lists)
            if self.settings.links_per_hour:
                self._scheduler.every(LINK_TICK_SECONDS, "links", self._guard("links", self._check_links))
            if self.settings.enrichment is Enrichment.ARXIV:
                fetching = self._guard("abstracts", self._fetch_abstracts)
                self._scheduler.every(ENRICHMENT_TICK_SECONDS, "abstracts", fetching)
            self._scheduler.every(DIGEST_TICK_SECONDS, "digests", self._guard("digests", self.digests.run))
            deliver = self._guard("deliveries", self.digests.deliver)
            self._scheduler.every(DELIVERY_TICK_SECONDS, "deliveries", deliver, at_once=2)  # the second ends at once
            self._scheduler.every(HOUSEKEEPING_TICK_SECONDS, "housekeeping", self._guard("housekeeping", self._keep))
            self._scheduler.start()
            self._refreshing = asyncio.create_task(self._refresh_index(), name="refresh of the index")

    async def _publish(self) -> None:
        """Tells Discord the commands if it has to be told; a refusal leaves those that it has, and the bot running."""
        try:
            publication = await publish_commands(self.tree, self.database)
        except discord.HTTPException as refusal:
            _log.error("Discord did not take the commands and keeps those that it has: %s", refusal)
            return
        self.tree.learn_numbers(publication.commands)
        if publication.was_needed:
            _log.info("Published %d commands.", len(publication.commands))

    async def on_message(self, _: discord.Message, /) -> None:
        """Nothing: there are no commands with a prefix. What people write to the bot, `Asking` answers."""

    async def on_interaction(self, interaction: Asked, /) -> None:
        """Takes the forms that people send; discord.py hands everything else to whom it is for."""
        if interaction.type is discord.InteractionType.modal_submit:
            await receive_form(interaction, FORMS)

    async def on_ready(self) -> None:
        """Says so, on the first connection and on each later one, and does nothing else."""
        _log.info("Connected as %s, in %d guilds.", self.user, len(self.guilds))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """What the guild had is served again."""
        await self._guard("guilds", partial(self.digests.join, guild.id))()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """What the guild has rests until the bot is back. An outage is no such event."""
        await self._guard("guilds", partial(self.digests.leave, guild.id))()

    async def close(self) -> None:
        """Hangs up, lets answers and messages that are under way finish, and closes. Takes less than ten seconds."""
        delivering = asyncio.create_task(self.digests.deliverer.stop(_FINISH_SECONDS))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HANG_UP_SECONDS):
                await self._scheduler.stop()
        if self._refreshing:
            self._refreshing.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HANG_UP_SECONDS):
                await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))
        answering = {task for task in asyncio.all_tasks() if task.get_name().startswith(_INTERACTION_TASKS)}
        answering.discard(asyncio.current_task())
        if answering:
            await asyncio.wait(answering, timeout=_FINISH_SECONDS)
        await delivering
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await super().close()

    async def _refresh_index(self) -> None:
        """Brings what another process imported into memory, as autocomplete answers without asking the database."""
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            try:
                async with self.database.read() as session:
                    await self.index.current(session)
            except StorageError as fault:
                _log.warning("The catalog could not be read again: %s", type(fault).__name__)

    async def _sync_lists(self) -> None:
        """Syncs the lists whose time has come; what fails is logged and comes again."""
        policy = self.settings.sync_policy
        if policy is None:
            return
        try:
            await sync_due_lists(self.database, self.now, policy, self._tell_held)
        except StorageError as fault:
            _log.warning("The lists could not be synced: %s", type(fault).__name__)

    async def _check_links(self) -> None:
        """Looks at as many links as the operator allows in the time of a tick."""
        proxy = self.settings.https_proxy
        most = max(1, self.settings.links_per_hour * LINK_TICK_SECONDS // 3600)
        await check_links(self.database, self.now(), most=most, proxy=proxy.get_secret_value() if proxy else None)

    async def _fetch_abstracts(self) -> None:
        """Asks arXiv for abstracts that are due."""
        proxy = self.settings.https_proxy
        api = self.settings.arxiv_api_url
        await fetch_abstracts(self.database, self.now(), api=api, proxy=proxy.get_secret_value() if proxy else None)

    async def _tell_held(self, outcome: Outcome) -> None:
        """Tells the operator of a version that is held, or the log where nobody is known."""
        words, operator = self.texts.speak(SOURCE_LOCALE), find_operator(self)
        told = describe_held(outcome, words)
        if operator is None:
            _log.warning("There is nobody to tell: %s", told)
            return
        occasion = f"held:{outcome.name}:{outcome.digest}"
        await self.digests.tell_operator(occasion, operator, told, words)

    async def _set_clock(self) -> None:
        """Sets our clock by the database's."""
        self._ahead = await self.database.measure_clock(partial(datetime.now, UTC))

    async def _keep(self) -> None:
        await self._set_clock()
        await self.digests.keep_house(self.settings.keep_left_guilds)

    def _guard(self, name: str, job: Callable[[], Awaitable[None]]) -> Callable[[], Coroutine[Any, Any, None]]:
        """The job, which comes again where the database could not be reached."""

        async def guarded() -> None:
            try:
                await job()
            except StorageError as fault:
                _log.warning("The %s have to wait: %s", name, type(fault).__name__)

        return guarded
