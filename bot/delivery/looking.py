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

PAGES_AT_ONCE = 10
"""Pages that one attempt to send reads, which Discord's limits allow well within its deadline."""


class TooMuchToRead(Exception):
    """More was written since than is read; `upto` is the last message that was."""

    def __init__(self, upto: int) -> None:
        super().__init__(upto)
        self.upto = upto


async def find_message(requests: Requests, me: int, delivery: Delivery, channel_id: int, after: int) -> Sent | None:
    """The message of a delivery among the bot's own messages (`me` is its number) that came after one; None where it is
    not there. In a forum itself its posts are looked at. Raises `TooMuchToRead`."""
    if is_forum(delivery, channel_id):
        own = read_own_posts(requests, me, delivery.place.guild_id or 0, channel_id, after)
    else:
        own = read_own(requests, me, channel_id, after, PAGES_AT_ONCE)
    async for message in own:
        if has_mark(message, delivery.mark):
            return Sent(int(message["channel_id"]), int(message["id"]))
    return None


def is_forum(delivery: Delivery, channel_id: int) -> bool:
    """Whether a channel is the forum itself, in which a delivery makes a post, and not a post of it."""
    return delivery.place.target is Target.FORUM and delivery.place.channel_id == channel_id


async def read_own(
    requests: Requests, me: int, channel_id: int, after: int, pages: int = MOST_PAGES
) -> AsyncIterator[Json]:
    """The bot's own messages of a channel after one, the oldest first. Raises `TooMuchToRead`."""
    for _ in range(pages):
        messages = await requests.get_messages(channel_id, after)
        for message in messages:
            if _is_from(message, me):
                yield message
        if len(messages) < 100:
            return
        after = int(messages[-1]["id"])
    raise TooMuchToRead(after)


async def read_own_posts(
    requests: Requests, me: int, guild_id: int, channel_id: int, after: int
) -> AsyncIterator[Json]:
    """The bot's own messages in those of its own posts of a forum that came after one, as far as they stand at the
    beginning of a post, where all parts of a digest do."""
    for thread in await requests.get_posts(guild_id, channel_id):
        number = int(thread["id"])
        if number > after and int(thread.get("owner_id") or 0) == me:
            for message in await requests.get_messages(number, number - 1):  # the first one has the post's number
                if _is_from(message, me):
                    yield message


def has_mark(message: Json, mark: str) -> bool:
    """Whether a message carries this mark."""
    marked = read_marks(message.get("components") or ())
    return marked is not None and marked.mark == mark


def _is_from(message: Json, user_id: int) -> bool:
    author: Any = message.get("author") or {}
    return int(author.get("id") or 0) == user_id
