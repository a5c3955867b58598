"""One attempt to send one message: look first where an earlier attempt may have succeeded, then send it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import discord

from bot.delivery.looking import TooMuchToRead, find_message, is_forum
from bot.delivery.requests import Json, Requests, newest_message
from bot.delivery.verdicts import Blocked, Later, Sent, Unknown, Verdict, judge
from bot.permissions import fetch_permissions
from storage.digests.delivery import Delivery
from storage.digests.subscription import PauseReason, Place, Target

NONCE = 25  # characters that Discord takes
_TAGS = 5
_CLOCKS_DIFFER = timedelta(hours=1)
_REQUIRES_TAG = discord.ChannelFlags(require_tag=True).value

NoteNewest = Callable[[Delivery, int], Awaitable[None]]
"""Writes down the newest message of a place, so that it is known after a crash."""


class Sending:
    """Sends deliveries. `epoch` names the life of the database: a nonce that is used again would bring an old message.

    `find_thread` tells in which post of a forum the later parts of a digest belong, None where there is none. `sees`
    tells of which guilds the gateway keeps this process informed: of others Discord is asked.
    """

    def __init__(
        self,
        client: discord.Client,
        requests: Requests,
        epoch: str,
        note_newest: NoteNewest,
        find_thread: Callable[[Delivery], Awaitable[int | None]],
        sees: Callable[[int], bool] = lambda _: True,
    ) -> None:
        self._client = client
        self._requests = requests
        self._epoch = epoch
        self._note_newest = note_newest
        self._find_thread = find_thread
        self._sees = sees

    async def attempt(self, delivery: Delivery, deadline: float) -> Verdict:
        """Tries to send a message within so many seconds. Never raises what Discord or the network do."""
        has_begun = False
        try:
            async with asyncio.timeout(deadline):
                channel = await self._open(delivery)
                if delivery.in_doubt:
                    found = await self._look(delivery, channel)
                    if found is not None:
                        return found
                elif delivery.after_message_id is None:
                    await self._note_newest(delivery, await self._newest(channel))
                has_begun = True
                return await self._send(delivery, int(channel["id"]))
        except Exception as error:
            verdict = self._judge(error, delivery)
            if isinstance(verdict, Later | Blocked) and not has_begun:  # what was in doubt before is so still
                return replace(verdict, in_doubt=delivery.in_doubt)
            return verdict

    def newest(self, place: Place) -> int | None:
        """The newest message of a place when the gateway told us of it, or None where it did not."""
        channel = self._known(place)
        newest = getattr(channel, "last_message_id", None)
        return int(newest) if newest else None

    async def _open(self, delivery: Delivery) -> Json:
        """The channel to send to: {"id": …} at least. For the later parts of a digest in a forum that is the post of
        the earlier ones, or the forum itself where there is none or somebody has deleted it."""
        place = delivery.place
        if place.target is Target.PERSON:
            return await self._requests.open_direct(place.user_id or 0)
        if place.target is Target.FORUM and delivery.part > 1:
            thread = await self._find_thread(delivery)
            if thread is not None:
                with contextlib.suppress(discord.NotFound):
                    return await self._requests.get_channel(thread)
        return {"id": place.channel_id}

    async def _newest(self, channel: Json) -> int:
        """The newest message there, as Discord says now."""
        described = channel if "last_message_id" in channel else await self._requests.get_channel(int(channel["id"]))
        return newest_message(described)

    async def _look(self, delivery: Delivery, channel: Json) -> Verdict | None:
        """The message where an earlier attempt has brought it; None where it is not there and may be sent."""
        if not await self._may_read(delivery.place):
            return Unknown()
        me, after = self._client.user.id if self._client.user else 0, delivery.after_message_id
        if after is None:  # nobody came so far as to note it
            after = discord.utils.time_snowflake(delivery.created_at - _CLOCKS_DIFFER)
        try:
            return await find_message(self._requests, me, delivery, int(channel["id"]), after)
        except TooMuchToRead as stopped:
            await self._note_newest(delivery, stopped.upto)  # the next attempt goes on from there
            return Later("much to read", in_doubt=True)

    def _known(self, place: Place) -> Any:
        """The channel as the gateway tells it; None where it does not."""
        if place.guild_id is not None and not self._sees(place.guild_id):
            return None
        return self._client.get_channel(place.channel_id) if place.channel_id else None

    async def _may_read(self, place: Place) -> bool:
        """Whether the channel's history can be read. Without that right Discord answers that nothing is there."""
        if place.guild_id and place.channel_id and not self._sees(place.guild_id):
            permissions = await fetch_permissions(self._client, place.guild_id, place.channel_id)
            return permissions.read_message_history
        channel = self._known(place)
        guild = getattr(channel, "guild", None)
        if channel is None or guild is None or guild.me is None:
            return True
        return bool(channel.permissions_for(guild.me).read_message_history)

    async def _send(self, delivery: Delivery, channel_id: int) -> Verdict:
        message = delivery.payload["message"]
        if is_forum(delivery, channel_id):
            return await self._create_post(delivery, channel_id, message)
        nonce = sha256(f"{delivery.mark}:{channel_id}:{self._epoch}".encode()).hexdigest()[:NONCE]
        sent = await self._requests.send_message(channel_id, {**message, "nonce": nonce, "enforce_nonce": True})
        return Sent(channel_id, int(sent["id"]))

    async def _create_post(self, delivery: Delivery, channel_id: int, message: Json) -> Verdict:
        forum = await self._requests.get_channel(channel_id)
        tags = choose_tags(forum, delivery.payload.get("topics", ()))
        if tags is None:
            return Blocked(PauseReason.TAG_REQUIRED)
        body: dict[str, Any] = {"name": delivery.payload["thread"], "message": message, "applied_tags": tags}
        thread = await self._requests.create_post(channel_id, body)
        return Sent(int(thread["id"]), int(thread["id"]))

    def _judge(self, error: Exception, delivery: Delivery) -> Verdict:
        """The verdict on an error; a guild that has an outage, or that we are not in any more, is waited for."""
        verdict = judge(error, delivery.place.target)
        guild = self._client.get_guild(delivery.place.guild_id) if delivery.place.guild_id else None
        if isinstance(verdict, Blocked) and guild is not None and guild.unavailable:
            return Later("guild unavailable", in_doubt=False, after=300)
        return verdict


def choose_tags(forum: Json, topics: tuple[str, ...] | list[str]) -> list[str] | None:
    """The numbers of the tags of a forum that are called like one of the topics, at most five; where one is required
    and none is, its first one. None where one is required and there is none that we may set."""
    wanted = {topic.casefold() for topic in topics}
    free = [tag for tag in forum.get("available_tags") or () if not tag.get("moderated")]
    fitting = [str(tag["id"]) for tag in free if str(tag.get("name", "")).casefold() in wanted][:_TAGS]
    if fitting or not int(forum.get("flags") or 0) & _REQUIRES_TAG:
        return fitting
    return [str(free[0]["id"])] if free else None
