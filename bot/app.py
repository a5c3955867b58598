"""The client: its intents, its commands and buttons, and how it starts and stops."""

import asyncio
import contextlib
import logging
import math
from functools import partial
from typing import Any, cast

import discord
from discord.ext import commands

from bot.admission import leave_unwelcome
from bot.answering import Asked
from bot.commands import COGS, DYNAMIC_ITEMS, FORMS
from bot.commands.forms import receive_form
from bot.conversing import get_ready
from bot.delivery.deliverer import Deadlines
from bot.digests.service import DigestService
from bot.errors import Tree
from bot.gateway import SharedGateway
from bot.health.interactions import Interactions, watch_requests
from bot.health.metrics import Metrics
from bot.health.service import Health, Presence
from bot.jobs import DatabaseClock, Jobs
from bot.library import Library
from bot.publishing import publish_commands
from bot.reads import Reads
from bot.rephrasing.rephraser import Model, Rephraser
from bot.scheduler import (
    ENRICHMENT_TICK_SECONDS,
    REMINDER_TICK_SECONDS,
    SUBMISSION_TICK_SECONDS,
    UNANSWERED_TICK_SECONDS,
)
from bot.settings import Enrichment, Settings
from bot.sharding import BEAT_SECONDS, Sharding
from bot.submissions.service import SubmissionService
from bot.texts import CommandTranslator, Texts
from bot.unanswered import Unanswered
from storage.database import Database
from storage.enriching import fetch_abstracts
from storage.errors import StorageError
from storage.search.live import LiveIndex

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


class Paperboy(SharedGateway):
    """The bot. `settings`, `database`, `index`, `library`, `texts` and `now` are for its commands to use; `now()` is
    the present instant, aware, UTC.

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
        self.now = DatabaseClock(database)
        self.metrics = Metrics()
        self.interactions = Interactions(self.metrics)
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
            sharding=Sharding(database, self.now, settings.shards),
            shard_count=shard_count,
            proxy=proxy.get_secret_value() if proxy else None,
            http_trace=watch_requests(self.metrics, self.interactions),
        )
        database.watch = lambda kind, seconds: self.metrics.transactions.labels(kind).observe(seconds)
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
            sees=self.sees,
            is_ready=self.may_deliver,
        )
        self.submissions = SubmissionService(self)
        self.unanswered = Unanswered(database, self.now)
        self.rephraser = Rephraser(_model_of(settings))
        self.jobs = Jobs(self, settings, database, texts, self.digests, self.now, self.interactions)
        self.health = Health(self.metrics, database, self.now, self._find_presence)
        self._workers = workers
        self._refreshing: asyncio.Task[None] | None = None

    @property
    def tree(self) -> Tree:
        """The commands, as the tree of our own that they are."""
        return cast("Tree", super().tree)

    async def setup_hook(self) -> None:
        """Loads the catalog, adds everything that answers people, and publishes the commands if they have changed."""
        await self.now.set_right()
        await get_ready(await self.index.load())
        for cog in COGS:
            await self.add_cog(cog(self))
        self.add_dynamic_items(*DYNAMIC_ITEMS)
        await self.tree.set_translator(CommandTranslator(self.texts))
        await self._publish()
        if self._workers:
            self._start_jobs()
            self._refreshing = asyncio.create_task(self._refresh_index(), name="refresh of the index")

    def _start_jobs(self) -> None:
        """Starts what a process does by itself, and what only one with a gateway can do."""
        every, guard = self.jobs.scheduler.every, self.jobs.guard
        every(BEAT_SECONDS, "shards", guard("shards", self.keep_shards))
        every(SUBMISSION_TICK_SECONDS, "submissions", guard("submissions", self.submissions.run))
        every(UNANSWERED_TICK_SECONDS, "searches without an answer", guard("refused", self.unanswered.keep))
        every(REMINDER_TICK_SECONDS, "reminders", guard("reminders", self.submissions.remind))
        if self.settings.enrichment is Enrichment.ARXIV:
            every(ENRICHMENT_TICK_SECONDS, "abstracts", guard("abstracts", self._fetch_abstracts))
        self.jobs.start()

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

    def dispatch(self, event_name: str, /, *arguments: Any, **named: Any) -> None:
        """Hands an event on; of interactions it is noted first when they came."""
        if event_name == "interaction":
            self.interactions.arrive(arguments[0])
        super().dispatch(event_name, *arguments, **named)

    async def on_message(self, message: discord.Message, /) -> None:
        """Looks whether a message of our own is one that we sent. There are no commands with a prefix; what people
        write to the bot, `Asking` answers."""
        if message.author == self.user:
            await self.jobs.guard("digests", partial(self.digests.hear, message))()

    async def on_interaction(self, interaction: Asked, /) -> None:
        """Takes the forms that people send; discord.py hands everything else to whom it is for."""
        if interaction.type is discord.InteractionType.modal_submit:
            await receive_form(interaction, FORMS)

    async def on_ready(self) -> None:
        """Says so, on the first connection and on each later one, and leaves guilds that may not use it."""
        _log.info("Connected as %s, in %d guilds.", self.user, len(self.guilds))
        await leave_unwelcome(self.guilds, self.settings)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """What the guild had is served again, if it may use the bot."""
        if not await leave_unwelcome([guild], self.settings):
            await self.jobs.guard("guilds", partial(self.digests.join, guild.id))()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """What the guild has rests until the bot is back. An outage is no such event."""
        await self.jobs.guard("guilds", partial(self.digests.leave, guild.id))()

    async def close(self) -> None:
        """Hangs up, lets answers and messages that are under way finish, and closes. Takes less than ten seconds."""
        delivering = asyncio.create_task(self.digests.deliverer.stop(_FINISH_SECONDS))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HANG_UP_SECONDS):
                await self.jobs.stop()
                await self.jobs.guard("refused", self.unanswered.keep)()
        if self._refreshing:
            self._refreshing.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HANG_UP_SECONDS):
                await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))
        answering = {task for task in asyncio.all_tasks() if task.get_name().startswith(_INTERACTION_TASKS)}
        answering.discard(asyncio.current_task())
        if answering:
            await asyncio.wait(answering, timeout=_FINISH_SECONDS)
        await self.rephraser.close()
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

    async def _fetch_abstracts(self) -> None:
        """Asks arXiv for abstracts that are due."""
        proxy = self.settings.https_proxy
        api = self.settings.arxiv_api_url
        await fetch_abstracts(self.database, self.now(), api=api, proxy=proxy.get_secret_value() if proxy else None)

    def _find_presence(self) -> Presence:
        latencies = {
            number: shard.latency
            for number, shard in self.shards.items()
            if number in self.sharding.connected and math.isfinite(shard.latency)
        }
        guilds = sum(self.sees(guild.id) for guild in self.guilds)
        return Presence(self.may_deliver(), latencies, guilds, self.digests.deliverer.halted_because)


def _model_of(settings: Settings) -> Model | None:
    """The model that the operator named, if any."""
    if not settings.answer_model:
        return None
    key, proxy = (
        secret.get_secret_value() if secret else "" for secret in (settings.answer_model_key, settings.https_proxy)
    )
    return Model(settings.answer_model_url, settings.answer_model, key, proxy or None)
