"""The connection to Discord's gateway: which shards this process has, and which guilds it therefore knows about."""

import asyncio
import contextlib
import logging
from typing import Any

import discord
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from bot.sharding import Sharding, change_shards
from storage.errors import StorageError

_LEAVE_SECONDS = 2.0

_log = logging.getLogger(__name__)


class SharedGateway(commands.AutoShardedBot):
    """A client that has the shards which `sharding` gives it, and takes over others while it runs."""

    def __init__(self, *arguments: Any, sharding: Sharding, shard_count: int | None = None, **options: Any) -> None:
        super().__init__(
            *arguments,
            shard_count=shard_count or sharding.told_count,
            **options,
        )
        self.shard_ids = list(sharding.told_ids) if sharding.told_ids else None
        self.sharding = sharding
        self._has_begun = False
        self._changing = asyncio.Lock()

    def sees(self, guild_id: int) -> bool:
        """Whether the gateway keeps this process informed about a guild at the moment."""
        return self.sharding.serves(guild_id, self.shard_count)

    def may_deliver(self) -> bool:
        """Whether this process may begin to send what is due: it is connected, or stands by for those that are."""
        return self.is_ready() or (self.sharding.stands_by and self.user is not None)

    async def launch_shards(self) -> None:
        """Connects the shards of this process; where processes share them, once it has some."""
        if self.sharding.is_shared:
            recommended, _, limits = await self.http.get_bot_gateway()
            share = await self.sharding.begin(recommended, int(limits["max_concurrency"]))
            self.shard_count, self.shard_ids = share.count, list(share.shards)
        self._has_begun = True
        await super().launch_shards()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for the turn of a shard to begin a session."""
        if self.sharding.is_shared:
            await self.sharding.wait_to_identify(shard_id or 0)
        else:
            await super().before_identify_hook(shard_id, initial=initial)

    async def keep_shards(self) -> None:
        """Renews the claims of this process, takes over shards of processes that ended, and gives up what is too much.

        Raises `DatabaseUnreachable`."""
        if not self.sharding.is_shared or not self._has_begun or self._changing.locked():
            return
        async with self._changing:
            gained, lost = await self.sharding.beat()
            if gained or lost:  # connecting takes longer than a lease
                self._change = asyncio.create_task(self._change_shards(gained, lost), name="change of shards")

    async def on_shard_ready(self, shard_id: int) -> None:
        """All guilds of a shard are known."""
        self.sharding.connect(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """A shard goes on where it was, and nothing was missed."""
        self.sharding.connect(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """What is known about the guilds of a shard grows old."""
        self.sharding.disconnect(shard_id)

    async def close(self) -> None:
        """Closes, and gives the shards up."""
        await super().close()
        if self.sharding.is_shared:
            with contextlib.suppress(StorageError, TimeoutError):  # the claims run out by themselves
                async with asyncio.timeout(_LEAVE_SECONDS):
                    await self.sharding.leave()

    async def _change_shards(self, gained: frozenset[int], lost: frozenset[int]) -> None:
        try:
            await change_shards(gained, lost, self._connect_shard, self._disconnect_shard)
        except (discord.DiscordException, OSError) as fault:
            _log.warning("The shards could not be changed: %s", type(fault).__name__)

    async def _connect_shard(self, shard_id: int) -> None:
        if shard_id not in self.sharding.share.shards:
            return  # lost again meanwhile
        known = self.get_shard(shard_id)
        if known is not None:
            await known.connect()
        else:
            await self.launch_shard(DiscordWebSocket.DEFAULT_GATEWAY, shard_id)

    async def _disconnect_shard(self, shard_id: int) -> None:
        known = self.get_shard(shard_id)
        if known is not None:
            await known.disconnect()
