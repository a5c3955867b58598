from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
import pytest

from storage.database import Database
from storage.digests.claiming import count_pending
from storage.digests.delivery import DeliveryState
from storage.digests.receipts import load_receipts
from storage.digests.subscription import PauseReason, State
from storage.digests.subscriptions import pause_subscription


async def test_the_list_shows_every_digest_and_opens_one(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    assert "There is none yet" in (await keeper.ask("digest list")).text
    await make(cadence="daily 8:00")
    await make(cadence="monthly 31 9:00")
    listed = await keeper.ask("digest list")
    assert "**2 digests of 25**" in listed.text
    assert "every day at 08:00" in listed.text
    assert "on the last day of each month at 09:00" in listed.text
    second = (await stored(keeper))[1]
    shown = await keeper.choose(listed, str(second.id))
    assert "on the last day of each month" in shown.text
    assert "Digest in" in shown.text


async def test_a_digest_that_the_member_may_not_manage_is_not_listed_and_not_touched(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await make()
    monkeypatch.setattr("bot.places.may_manage", lambda member, channel: False)
    monkeypatch.setattr("bot.commands.digests.asking.may_manage", lambda member, channel: False)
    assert "**0 digests" in (await keeper.ask("digest list")).text
    assert "There is no digest here that you may manage" in (await keeper.ask("digest show")).text
    for label in ("Pause", "Delete", "Send now", "Preview", "History"):
        assert "Only who may manage the channel" in (await keeper.press(shown, label)).text
    assert [each.state for each in await stored(keeper)] == [State.ACTIVE]


async def test_a_person_who_loses_the_permission_cannot_use_the_buttons_any_more(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    shown = await make()
    keeper.env.backend.get_guild(keeper.person.guild.id).members[keeper.person.id].role_ids.clear()
    assert "Only who may manage the channel" in (await keeper.press(shown, "Delete")).text
    assert len(await stored(keeper)) == 1


async def test_a_pause_takes_back_what_waits_and_counts_from_the_resumption(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any], refill: Any, small: Database
) -> None:
    await make()
    await refill(range(1, 14))
    await keeper.ask("digest send")
    paused = await keeper.ask("digest pause")
    assert "**It rests** since" in paused.text
    assert "Somebody paused it." in paused.text
    async with small.read() as session:
        assert await count_pending(session) == 0
        (receipt,) = await load_receipts(session, 1, 9)
        assert receipt.state is DeliveryState.WITHDRAWN
    assert "It rested already" in (await keeper.ask("digest pause")).text
    await refill(range(1, 16))
    resumed = await keeper.press(paused, "Resume")
    assert "**Next times**" in resumed.text
    (after,) = await stored(keeper)
    assert after.state is State.ACTIVE
    assert "There is nothing new to tell" in (await keeper.ask("digest preview")).text


@pytest.mark.parametrize("reason", [each for each in PauseReason if each is not PauseReason.NONE])
async def test_every_reason_for_a_pause_is_said_with_what_to_do(
    reason: PauseReason, keeper: Any, make: Callable[..., Any], small: Database
) -> None:
    await make()
    async with small.write() as session:
        await pause_subscription(session, 1, reason, keeper.bot.now())
    shown = await keeper.ask("digest show")
    assert "**It rests** since" in shown.text
    assert "Resume" in shown.labels
    assert "Send now" in shown.disabled
    assert "_" not in shown.text


async def test_a_digest_is_not_resumed_where_it_would_fail_again(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any], small: Database
) -> None:
    await make()
    channel = keeper.bot.get_channel(keeper.channel.id)
    async with small.write() as session:
        await pause_subscription(session, 1, PauseReason.NO_PERMISSION, keeper.bot.now())
    await channel.set_permissions(channel.guild.me, send_messages=False)
    assert "**Send Messages**" in (await keeper.ask("digest resume")).text
    assert (await stored(keeper))[0].state is State.PAUSED
    await channel.set_permissions(channel.guild.me, overwrite=None)
    assert "The digest is served" in (await keeper.ask("digest resume")).text
    assert (await stored(keeper))[0].next_at > keeper.bot.now() - timedelta(minutes=1)


async def test_a_digest_whose_channel_is_gone_can_be_shown_moved_and_deleted(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    gone = keeper.person.guild.create_text_channel("gone")
    await make(channel=gone)
    channel = keeper.bot.get_channel(gone.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    assert "Its channel is gone" in (await keeper.ask("digest show")).text
    assert (await keeper.type("digest show", "digest", ""))[0]["name"].startswith("1. a channel that is gone")
    assert "The channel of this digest is gone" in (await keeper.ask("digest send")).text
    await keeper.ask("digest edit", channel=keeper.channel)
    assert (await stored(keeper))[0].place.channel_id == keeper.channel.id


async def test_deleting_asks_first_and_outlives_a_restart(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    await make()
    asked = await keeper.ask("digest delete")
    assert "Delete the digest in" in asked.text
    assert len(await stored(keeper)) == 1
    await keeper.restart()
    assert "is deleted" in (await keeper.press(asked, "Delete it")).text
    assert await stored(keeper) == ()
    assert "This digest is not there any more" in (await keeper.press(asked, "Delete it")).text
