"""Looking whether a message stands where it was to be sent, by the mark that it carries."""

from collections.abc import AsyncIterator
from typing import Any

from bot.delivery.requests import Json, Requests
from bot.delivery.verdicts import Sent
from bot.digests.marks import read_marks
from storage.digests.delivery import Delivery
from storage.digests.subscription import Target

MOST_PAGES = 50
"""Pages of 100 messages that are read at the most."""


class TooMuchToRead(Exception):
    """More was written since than is read."""


async def find_message(requests: Requests, me: int, delivery: Delivery, channel_id: int, after: int) -> Sent | None:
    """The message of a delivery among the bot's own messages (`me` is its number) that came after one; None where it is
    not there. In a forum the posts are looked at. Raises `TooMuchToRead`."""
    if delivery.place.target is Target.FORUM and delivery.part == 1:
        return await _find_post(requests, me, delivery, channel_id, after)
    async for message in read_own(requests, me, channel_id, after):
        if has_mark(message, delivery.mark):
            return Sent(channel_id, int(message["id"]))
    return None


async def read_own(requests: Requests, me: int, channel_id: int, after: int) -> AsyncIterator[Json]:
    """The bot's own messages of a channel after one, the oldest first. Raises `TooMuchToRead`."""
    for _ in range(MOST_PAGES):
        messages = await requests.get_messages(channel_id, after)
        for message in messages:
            if _is_from(message, me):
                yield message
        if len(messages) < 100:
            return
        after = int(messages[-1]["id"])
    raise TooMuchToRead


async def read_own_posts(
    requests: Requests, me: int, guild_id: int, channel_id: int, after: int
) -> AsyncIterator[Json]:
    """The first messages of the bot's own posts of a forum after one."""
    for thread in await requests.get_posts(guild_id, channel_id):
        number = int(thread["id"])
        if number > after and int(thread.get("owner_id") or 0) == me:
            yield await requests.get_message(number, number)


def has_mark(message: Json, mark: str) -> bool:
    """Whether a message carries this mark."""
    marked = read_marks(message.get("components") or ())
    return marked is not None and marked.mark == mark


async def _find_post(requests: Requests, me: int, delivery: Delivery, channel_id: int, after: int) -> Sent | None:
    async for message in read_own_posts(requests, me, delivery.place.guild_id or 0, channel_id, after):
        if has_mark(message, delivery.mark):
            return Sent(int(message["id"]), int(message["id"]))
    return None


def _is_from(message: Json, user_id: int) -> bool:
    author: Any = message.get("author") or {}
    return int(author.get("id") or 0) == user_id
