from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from bot.delivery.pace import Pace
from bot.delivery.requests import Requests, newest_message
from bot.delivery.verdicts import Unanswered

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import FakeDiscord

MESSAGES = r"/channels/\d+/messages"
CHANNEL, FORUM = 700, 800


@pytest.mark.parametrize("status", [500, 502, 503, 504, 524, 599])
async def test_a_fault_of_discords_is_raised_and_never_repeated(
    status: int, fake: "FakeDiscord", asking: Requests
) -> None:
    fake.fault("POST", MESSAGES, times=5, status=status)
    with pytest.raises(Unanswered) as fault:
        await asking.send_message(CHANNEL, {"content": "x"})
    assert fault.value.status == status
    assert fake.asked("POST", MESSAGES) == 1


async def test_a_lost_connection_is_raised_and_never_repeated(fake: "FakeDiscord", asking: Requests) -> None:
    fake.fault("POST", MESSAGES, times=5, accepts=True)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await asking.send_message(CHANNEL, {"content": "x"})
    assert fake.asked("POST", MESSAGES) == 1


@pytest.mark.parametrize("is_global", [True, False])
async def test_a_limit_is_waited_for_and_then_the_message_is_sent(
    is_global: bool, fake: "FakeDiscord", asking: Requests
) -> None:
    body = {"message": "slow", "retry_after": 0.05, "global": is_global}
    fake.fault("POST", MESSAGES, status=429, body=body)
    await asking.send_message(CHANNEL, {"content": "x"})
    assert [message["content"] for message in fake.messages[CHANNEL]] == ["x"]


async def test_a_limit_that_lasts_longer_than_an_attempt_is_raised(fake: "FakeDiscord", asking: Requests) -> None:
    fake.fault("POST", MESSAGES, status=429, body={"message": "slow", "retry_after": 500.0, "global": False})
    with pytest.raises(discord.RateLimited):
        await asking.send_message(CHANNEL, {"content": "x"})


async def test_a_refusal_is_raised_as_discord_py_does(fake: "FakeDiscord", asking: Requests) -> None:
    fake.gone.add(CHANNEL)
    with pytest.raises(discord.NotFound) as refusal:
        await asking.get_channel(CHANNEL)
    assert refusal.value.code == 10003


async def test_messages_come_the_oldest_first_and_only_those_after(fake: "FakeDiscord", asking: Requests) -> None:
    numbers = [int(fake.say(CHANNEL, {"content": str(each)})["id"]) for each in range(5)]
    found = await asking.get_messages(CHANNEL, numbers[1])
    assert [message["content"] for message in found] == ["2", "3", "4"]


async def test_posts_are_those_of_one_forum_archived_or_not(fake: "FakeDiscord", asking: Requests) -> None:
    for forum in (FORUM, FORUM + 1):
        for title in ("fresh", "old"):
            await asking.create_post(forum, {"name": title, "applied_tags": [], "message": {"content": title}})
    for thread in fake.channels.values():
        thread["is_archived"] = thread["name"] == "old"
    posts = await asking.get_posts(500, FORUM)
    assert sorted((post["name"], post["parent_id"]) for post in posts) == [("fresh", "800"), ("old", "800")]


async def test_every_request_keeps_the_pace(fake: "FakeDiscord", client: discord.Client) -> None:
    asking = Requests(client.http, Pace(50))
    for _ in range(6):
        await asking.get_channel(CHANNEL)
    at = [when for method, path, when in fake.requests if path == f"/channels/{CHANNEL}"]
    assert at[-1] - at[0] >= 5 / 50 * 0.8


@pytest.mark.parametrize(
    ("channel", "newest"), [({"last_message_id": "7"}, 7), ({"last_message_id": None}, 0), ({}, 0)]
)
def test_a_channel_tells_its_newest_message(channel: dict[str, str], newest: int) -> None:
    assert newest_message(channel) == newest
