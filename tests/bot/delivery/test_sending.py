from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.delivery.requests import Requests
from bot.delivery.sending import NONCE, Sending, choose_tags
from bot.delivery.verdicts import Blocked, Later, Refused, Sent, Unknown, Verdict
from storage.digests.delivery import Delivery
from storage.digests.subscription import PauseReason, Place, Target
from tests.bot.delivery.conftest import GUILD, ME, make_delivery, payload

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import FakeDiscord

MESSAGES, POSTS = r"/channels/\d+/messages", r"/channels/\d+/threads"
CHANNEL, FORUM, PERSON = 700, 800, 42
IN_FORUM = Place(Target.FORUM, GUILD, FORUM)


class Trying:
    """A `Sending`, and what it wrote down of the newest messages."""

    def __init__(self, client: discord.Client, asking: Requests) -> None:
        self.noted: list[int] = []
        self.thread: int | None = None
        self._client, self._asking = client, asking

    def under(self, epoch: str) -> Sending:
        return Sending(self._client, self._asking, epoch, self._note, self._find)

    async def attempt(self, delivery: Delivery, *, epoch: str = "epoch", deadline: float = 5.0) -> Verdict:
        return await self.under(epoch).attempt(delivery, deadline)

    async def _note(self, _: Delivery, message_id: int) -> None:
        self.noted.append(message_id)

    async def _find(self, _: Delivery) -> int | None:
        return self.thread


@pytest.fixture
def trying(client: discord.Client, asking: Requests) -> Trying:
    """Attempts to send."""
    return Trying(client, asking)


async def test_the_newest_message_is_written_down_before_the_first_attempt(fake: "FakeDiscord", trying: Trying) -> None:
    before = int(fake.say(CHANNEL, {"content": "before"})["id"])
    sent = await trying.attempt(make_delivery())
    assert trying.noted == [before]
    assert sent == Sent(CHANNEL, int(fake.messages[CHANNEL][-1]["id"]))


async def test_what_is_known_of_the_place_is_not_asked_for_again(fake: "FakeDiscord", trying: Trying) -> None:
    await trying.attempt(make_delivery(after_message_id=0))
    assert trying.noted == []
    assert fake.asked("GET", rf"/channels/{CHANNEL}") == 0


async def test_what_may_have_arrived_is_looked_for_and_not_sent_again(fake: "FakeDiscord", trying: Trying) -> None:
    there = int(fake.say(CHANNEL, payload("1_abc")["message"])["id"])
    assert await trying.attempt(make_delivery(in_doubt=True, after_message_id=0)) == Sent(CHANNEL, there)
    assert fake.asked("POST", MESSAGES) == 0


async def test_what_was_looked_for_and_is_not_there_is_sent(fake: "FakeDiscord", trying: Trying) -> None:
    fake.say(CHANNEL, payload("1_other")["message"])
    assert isinstance(await trying.attempt(make_delivery(in_doubt=True, after_message_id=0)), Sent)
    assert len(fake.messages[CHANNEL]) == 2


async def test_where_nobody_noted_the_newest_message_the_time_of_writing_tells_where_to_look(
    fake: "FakeDiscord", trying: Trying
) -> None:
    delivery = make_delivery(in_doubt=True)
    at = discord.utils.time_snowflake
    too_old = fake.say(CHANNEL, payload("1_abc")["message"], number=at(delivery.created_at - timedelta(hours=2)))
    there = at(delivery.created_at - timedelta(minutes=30))  # their clock and ours differ
    assert int(too_old["id"]) < there
    fake.say(CHANNEL, payload("1_abc")["message"], number=there)
    assert await trying.attempt(delivery) == Sent(CHANNEL, there)


async def test_without_the_right_to_read_the_outcome_is_unknown_and_nothing_is_sent(
    fake: "FakeDiscord", trying: Trying, client: discord.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hides: Callable[[Any], Any] = lambda _: discord.Permissions(view_channel=True, send_messages=True)  # noqa: E731
    channel = SimpleNamespace(guild=SimpleNamespace(me=object()), permissions_for=hides, last_message_id=None)
    monkeypatch.setattr(client, "get_channel", lambda _: channel)
    assert await trying.attempt(make_delivery(in_doubt=True, after_message_id=0)) == Unknown()
    assert fake.asked("POST", MESSAGES) == 0


async def test_a_nonce_is_of_the_delivery_the_channel_and_the_life_of_the_database(
    fake: "FakeDiscord", trying: Trying
) -> None:
    different = [("1_abc", CHANNEL, "a"), ("1_abd", CHANNEL, "a"), ("1_abc", CHANNEL + 1, "a"), ("1_abc", CHANNEL, "b")]
    for mark, channel, epoch in [*different, different[0]]:
        delivery = make_delivery(mark, place=Place(Target.TEXT, GUILD, channel), after_message_id=0)
        await trying.attempt(delivery, epoch=epoch)
    sent = [message for own in fake.messages.values() for message in own]
    assert len({message["nonce"] for message in sent}) == len(sent) == len(different), "the same one brings no second"
    assert all(len(message["nonce"]) == NONCE and message["enforce_nonce"] for message in sent)


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        ({"status": 500}, Later("status 500", in_doubt=True)),
        ({"accepts": True}, Later("connection lost", in_doubt=True)),
        ({"status": 400, "body": {"code": 20016}}, Later("slow mode", in_doubt=False)),
        ({"status": 403, "body": {"code": 50013}}, Blocked(PauseReason.NO_PERMISSION)),
        ({"status": 400, "body": {"code": 50035}}, Refused("code 50035")),
    ],
    ids=str,
)
async def test_what_discord_says_becomes_a_verdict(
    fault: dict[str, Any], verdict: Verdict, fake: "FakeDiscord", trying: Trying
) -> None:
    fake.fault("POST", MESSAGES, **fault)
    assert await trying.attempt(make_delivery(after_message_id=0)) == verdict


@pytest.mark.parametrize("was_in_doubt", [False, True])
async def test_what_goes_wrong_before_anything_was_sent_leaves_the_doubt_as_it_was(
    was_in_doubt: bool, fake: "FakeDiscord", trying: Trying
) -> None:
    fake.fault("GET", r"/channels/.*", status=500)
    verdict = await trying.attempt(make_delivery(in_doubt=was_in_doubt))
    assert verdict == Later("status 500", in_doubt=was_in_doubt)


async def test_an_attempt_takes_no_longer_than_its_deadline(fake: "FakeDiscord", trying: Trying) -> None:
    fake.fault("POST", MESSAGES, status=429, body={"message": "slow", "retry_after": 2.0, "global": False})
    verdict = await trying.attempt(make_delivery(after_message_id=0), deadline=0.1)
    assert verdict == Later("no answer in time", in_doubt=True)


async def test_a_forum_gets_a_post_and_the_later_parts_stand_in_it(fake: "FakeDiscord", trying: Trying) -> None:
    tags = [{"id": "1", "name": "kv cache"}, {"id": "2", "name": "Other"}]
    fake.channels[FORUM] = {"id": str(FORUM), "type": 15, "guild_id": str(GUILD), "available_tags": tags}
    first = await trying.attempt(make_delivery("1_a", place=IN_FORUM, payload=payload("1_a", topics=("KV Cache",))))
    assert isinstance(first, Sent)
    assert (fake.channels[first.channel_id]["name"], fake.channels[first.channel_id]["applied_tags"]) == (
        "New papers", ["1"],
    )  # fmt: skip
    trying.thread = first.channel_id
    second = await trying.attempt(make_delivery("1_b", place=IN_FORUM, part=2, parts=2))
    assert isinstance(second, Sent)
    assert second.channel_id == first.channel_id
    fake.gone.add(first.channel_id)  # somebody has deleted the post
    third = await trying.attempt(make_delivery("1_c", place=IN_FORUM, part=3, parts=3))
    assert isinstance(third, Sent)
    assert third.channel_id not in (first.channel_id, FORUM)


async def test_a_person_is_written_to_in_the_channel_that_discord_opens(fake: "FakeDiscord", trying: Trying) -> None:
    sent = await trying.attempt(make_delivery(place=Place(Target.PERSON, user_id=PERSON)))
    assert isinstance(sent, Sent)
    assert [message["author"]["id"] for message in fake.messages[sent.channel_id]] == [str(ME)]


@pytest.mark.parametrize(
    ("tags", "requires", "topics", "chosen"),
    [
        ([], False, ["KV cache"], []),
        ([], True, ["KV cache"], None),
        ([("1", "Kv Cache", False)], False, ["KV cache"], ["1"]),
        ([("1", "Other", False)], False, ["KV cache"], []),
        ([("1", "Other", False)], True, ["KV cache"], ["1"]),
        ([("1", "KV cache", True)], False, ["KV cache"], []),
        ([("1", "KV cache", True)], True, ["KV cache"], None),
        ([("1", "KV cache", True), ("2", "Other", False)], True, ["KV cache"], ["2"]),
        ([(str(number), f"t{number}", False) for number in range(9)], False, [f"t{number}" for number in range(9)],
         ["0", "1", "2", "3", "4"]),
    ],
    ids=str,
)  # fmt: skip
def test_tags_are_those_that_are_called_like_a_topic(
    tags: list[tuple[str, str, bool]], requires: bool, topics: list[str], chosen: list[str] | None
) -> None:
    described = [{"id": number, "name": name, "moderated": moderated} for number, name, moderated in tags]
    flags = discord.ChannelFlags(require_tag=requires).value
    assert choose_tags({"available_tags": described, "flags": flags}, topics) == chosen
