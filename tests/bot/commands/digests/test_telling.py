from collections.abc import Callable
from typing import Any

import pytest

from storage.database import Database
from storage.digests.attempts import mark_sent


async def test_a_preview_is_for_the_one_who_asked_and_moves_nothing(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any], refill: Any
) -> None:
    await make()
    assert "There is nothing new to tell" in (await keeper.ask("digest preview")).text
    await refill(range(1, 15))
    (before,) = await stored(keeper)
    for _ in range(2):
        reply = await keeper.ask("digest preview")
        assert reply.ephemeral
        assert "2 new papers" in reply.text
        assert "A preview: nothing was sent" in reply.text
    assert await stored(keeper) == (before,)
    card = await keeper.choose(reply, next(value for _, value in reply.options))
    assert "kettle number" in card.text


async def test_sending_moves_the_digest_on_and_tells_how_many(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any], refill: Any
) -> None:
    await make(min_items=5)
    await refill(range(1, 15))
    (before,) = await stored(keeper)
    assert "A digest of 2 papers is on its way" in (await keeper.ask("digest send")).text
    (after,) = await stored(keeper)
    assert after.cursor > before.cursor
    assert "There is nothing new to tell" in (await keeper.ask("digest send")).text


async def test_the_history_shows_messages_with_links_the_newest_first(
    keeper: Any, make: Callable[..., Any], refill: Any, small: Database
) -> None:
    await make()
    assert "Nothing has been sent yet" in (await keeper.ask("digest history")).text
    await refill(range(1, 15))
    await keeper.ask("digest send")
    async with small.write() as session:
        await mark_sent(session, 1, channel_id=keeper.channel.id, message_id=77, now=keeper.bot.now())
    await refill(range(1, 16))
    await keeper.ask("digest send")
    lines = (await keeper.ask("digest history")).text.splitlines()[2:]
    assert "1 paper · waits to be sent" in lines[0]
    link = f"[sent](https://discord.com/channels/{keeper.person.guild.id}/{keeper.channel.id}/77)"
    assert f"2 papers · {link}" in lines[1]


@pytest.mark.parametrize(
    ("options", "paper", "told"),
    [
        ({}, 3, "it was there before the digest was made"),
        ({}, 13, "It will be in the next digest, <t:"),
        ({"organisations": "Lab14"}, 13, "The filters stop it: it is from none of the digest's organisations"),
        ({"keywords": "-pruning"}, 13, "a keyword that the digest leaves out fits it"),
        ({"min_stars": 3}, 13, "it has fewer stars than the digest asks for"),
        ({"has_code": "no"}, 13, "the digest asks for papers with code, or without"),
        ({"kinds": "moved"}, 13, "its changes are not among those that the digest tells"),
    ],
)
async def test_why_says_what_becomes_of_a_paper(
    options: dict[str, Any], paper: int, told: str, keeper: Any, make: Callable[..., Any], refill: Any
) -> None:
    await make(**options)
    await refill(range(1, 15))
    reply = await keeper.ask("digest why", paper=f"id:{paper}")
    assert told in reply.text
    assert ("added · Kettles · Kettles" in reply.text) == (paper == 13)


async def test_why_says_when_a_paper_was_told(
    keeper: Any, make: Callable[..., Any], refill: Any, small: Database
) -> None:
    await make()
    await refill(range(1, 15))
    await keeper.ask("digest send")
    assert "added: waits to be sent" in (await keeper.ask("digest why", paper="id:13")).text
    async with small.write() as session:
        await mark_sent(session, 1, channel_id=keeper.channel.id, message_id=77, now=keeper.bot.now())
    reply = await keeper.ask("digest why", paper="Trick13")
    assert f"added: [sent](https://discord.com/channels/{keeper.person.guild.id}/{keeper.channel.id}/77)" in reply.text
    assert "It was told" in reply.text


async def test_why_asks_which_paper_is_meant(keeper: Any, make: Callable[..., Any]) -> None:
    await make()
    assert "I am not sure which paper “zzz”" in (await keeper.ask("digest why", paper="zzz")).text
    assert "is not on the lists any more" in (await keeper.ask("digest why", paper="id:999")).text
