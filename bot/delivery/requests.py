"""Discord's REST as delivering needs it. discord.py keeps the limits and waits for them; but it repeats what was
answered with a fault, and a message that is repeated blindly may stand there twice, so here such a fault is raised."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

import aiohttp
from discord.http import HTTPClient, Route

from bot.delivery.pace import Pace
from bot.delivery.verdicts import Unanswered

Json: TypeAlias = Mapping[str, Any]


class Requests:
    """Requests at an even pace. Each raises what discord.py raises, and `Unanswered` for a fault of Discord's."""

    def __init__(self, http: HTTPClient, pace: Pace) -> None:
        self._http = http
        self._pace = pace

    async def send_message(self, channel_id: int, body: Json) -> Json:
        """Sends a message; the message."""
        return _one(await self._ask(Route("POST", "/channels/{channel_id}/messages", channel_id=channel_id), json=body))

    async def create_post(self, channel_id: int, body: Json) -> Json:
        """Creates a post of a forum; the thread, whose number is also that of its first message."""
        return _one(await self._ask(Route("POST", "/channels/{channel_id}/threads", channel_id=channel_id), json=body))

    async def open_direct(self, user_id: int) -> Json:
        """The channel of direct messages with a person."""
        return _one(await self._ask(Route("POST", "/users/@me/channels"), json={"recipient_id": str(user_id)}))

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Crossposts a message of an announcement channel."""
        path = "/channels/{channel_id}/messages/{message_id}/crosspost"
        await self._ask(Route("POST", path, channel_id=channel_id, message_id=message_id))

    async def get_channel(self, channel_id: int) -> Json:
        """A channel or thread."""
        return _one(await self._ask(Route("GET", "/channels/{channel_id}", channel_id=channel_id)))

    async def get_guild(self, guild_id: int) -> Json:
        """A guild that the bot is in."""
        return _one(await self._ask(Route("GET", "/guilds/{guild_id}", guild_id=guild_id)))

    async def get_messages(self, channel_id: int, after: int) -> Sequence[Json]:
        """At most 100 messages after one, the oldest first."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel_id)
        found = await self._ask(route, params={"after": str(after), "limit": "100"})
        return sorted(found, key=lambda message: int(message["id"]))

    async def get_message(self, channel_id: int, message_id: int) -> Json:
        """One message."""
        path = "/channels/{channel_id}/messages/{message_id}"
        return _one(await self._ask(Route("GET", path, channel_id=channel_id, message_id=message_id)))

    async def get_posts(self, guild_id: int, channel_id: int) -> Sequence[Json]:
        """The posts of a forum: those that are active, and the 100 that were archived last."""
        active = await self._ask(Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild_id))
        path = "/channels/{channel_id}/threads/archived/public"
        archived = await self._ask(Route("GET", path, channel_id=channel_id), params={"limit": "100"})
        threads = [*active["threads"], *archived["threads"]]
        return [thread for thread in threads if int(thread.get("parent_id") or 0) == channel_id]

    async def _ask(self, route: Route, **arguments: Any) -> Any:
        await self._pace.wait()
        return await self._http.request(route, raise_for_status=_raise_fault, **arguments)


def _one(answer: Any) -> Json:
    return cast("Json", answer)


async def _raise_fault(response: aiohttp.ClientResponse) -> None:
    if response.status >= 500:
        raise Unanswered(response.status)


def newest_message(channel: Json) -> int:
    """The newest message of a channel, or the newest post of a forum, as Discord describes it; 0 for none."""
    return int(channel.get("last_message_id") or 0)
