from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from storage.database import Database
from storage.digests.subscription import PauseReason, State
from storage.digests.subscriptions import find_personal, pause_subscription
from storage.digests.window import WindowReader


@pytest.fixture
def own(small_chat: Any, small: Database) -> Callable[[], Any]:
    """The person's digest as it is kept."""

    async def load() -> Any:
        async with small.read() as session:
            return await find_personal(session, small_chat.person.id)

    return load


async def test_a_card_follows_its_paper(small_chat: Any, own: Callable[[], Any]) -> None:
    card = await small_chat.ask("paper", title="id:3")
    await small_chat.restart()
    followed = await small_chat.press(card, "Follow")
    assert followed.ephemeral
    assert "You follow Paper: **Speculative pruning of kettle number 3**" in followed.text
    assert (await own()).choices.interest.papers == (3,)


async def test_several_things_are_given_up_at_once_from_the_menu(small_chat: Any, own: Callable[[], Any]) -> None:
    for keyword in ("one", "two", "three"):
        shown = await small_chat.ask("follow keyword", keyword=keyword)
    await small_chat.restart()
    result = await small_chat.person.select(shown.message, ["k:one", "k:three"], custom_id="unfollow:0")
    assert result.response is not None
    assert (await own()).choices.interest.keywords == ("two",)


async def test_a_stopped_digest_keeps_what_is_followed_and_starts_again(
    small_chat: Any, own: Callable[[], Any]
) -> None:
    shown = await small_chat.ask("follow keyword", keyword="pruning")
    await small_chat.restart()
    stopped = await small_chat.press(shown, "Stop")
    assert "/following shows it and can start it again" in stopped.text
    digest = await own()
    assert (digest.state, digest.pause_reason) == (State.PAUSED, PauseReason.PERSON)
    resting = await small_chat.ask("following")
    assert "**It rests** since" in resting.text
    assert "You stopped it." in resting.text
    assert "Keyword: **pruning**" in resting.text
    assert "It is served again" in (await small_chat.press(resting, "Resume")).text
    assert (await own()).state is State.ACTIVE


async def test_nobody_stops_the_digest_of_another(
    small_chat: Any, own: Callable[[], Any], screens: Callable[..., Any]
) -> None:
    await small_chat.ask("follow keyword", keyword="pruning")
    digest = await screens(small_chat, ui.Button[Any](label="Stop this digest", custom_id="stop:1"))
    eve = small_chat.join("eve")
    assert "This digest is not there any more, or is not yours" in (await eve.press(digest, "Stop this digest")).text
    await eve.ask("follow keyword", keyword="pruning")
    assert "is not yours" in (await eve.press(digest, "Stop this digest")).text
    assert (await own()).state is State.ACTIVE
    assert "I have stopped writing" in (await small_chat.press(digest, "Stop this digest")).text
    assert (await own()).state is State.PAUSED


async def test_who_took_no_messages_is_told_so_and_goes_on_from_where_it_stopped(
    small_chat: Any, own: Callable[[], Any], small: Database, refill: Any
) -> None:
    await small_chat.ask("follow keyword", keyword="pruning")
    async with small.write() as session:
        await pause_subscription(session, (await own()).id, PauseReason.MESSAGES_CLOSED, small_chat.bot.now())
    await refill(range(1, 15))
    shown = await small_chat.ask("following")
    assert "You take no direct messages from me" in shown.text
    await small_chat.press(shown, "Resume")
    async with small.read() as session:
        assert len((await WindowReader(session).read(await own())).items) == 2


async def test_what_was_let_through_before_something_is_given_up_is_told_if_it_is_followed_still(
    small_chat: Any, own: Callable[[], Any], small: Database, refill: Any
) -> None:
    await small_chat.ask("follow organisation", organisation="Lab13")
    await refill(range(1, 15))
    await small_chat.ask("follow organisation", organisation="Lab14")
    async with small.read() as session:
        window = await WindowReader(session).read(await own())
    assert [item.paper.organisations for item in window.items] == [("Lab13",)]
