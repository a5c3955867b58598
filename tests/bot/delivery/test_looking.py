from typing import TYPE_CHECKING

import pytest

from bot.delivery.looking import (
    PAGES_AT_ONCE,
    TooMuchToRead,
    find_message,
    has_mark,
    is_forum,
    read_own,
    read_own_posts,
)
from bot.delivery.requests import Requests
from bot.delivery.verdicts import Sent
from storage.digests.subscription import Place, Target
from tests.bot.delivery.conftest import GUILD, ME, make_delivery, payload

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import FakeDiscord

CHANNEL, FORUM = 700, 800
IN_FORUM = Place(Target.FORUM, GUILD, FORUM)


def marked(mark: str) -> dict[str, object]:
    message: dict[str, object] = payload(mark)["message"]
    return message


async def test_a_message_is_known_by_its_mark_among_our_own_and_among_those_that_came_after(
    fake: "FakeDiscord", asking: Requests
) -> None:
    older = fake.say(CHANNEL, marked("1_abc"))
    fake.say(CHANNEL, marked("1_abc"), author=ME + 1)
    fake.say(CHANNEL, marked("1_other"))
    after = int(older["id"])
    assert await find_message(asking, ME, make_delivery("1_abc"), CHANNEL, after) is None
    ours = fake.say(CHANNEL, marked("1_abc"))
    fake.say(CHANNEL, {"content": "later"})
    assert await find_message(asking, ME, make_delivery("1_abc"), CHANNEL, after) == Sent(CHANNEL, int(ours["id"]))


async def test_a_busy_channel_is_read_to_its_end(fake: "FakeDiscord", asking: Requests) -> None:
    for _ in range(250):
        fake.say(CHANNEL, {"content": "chatter"}, author=ME + 1)
    ours = fake.say(CHANNEL, marked("1_abc"))
    assert await find_message(asking, ME, make_delivery("1_abc"), CHANNEL, 0) == Sent(CHANNEL, int(ours["id"]))


async def test_one_attempt_reads_so_much_and_says_where_the_next_goes_on(fake: "FakeDiscord", asking: Requests) -> None:
    for _ in range(PAGES_AT_ONCE * 100 + 1):
        fake.say(CHANNEL, {"content": "chatter"}, author=ME + 1)
    ours = fake.say(CHANNEL, marked("1_abc"))
    with pytest.raises(TooMuchToRead) as stopped:
        await find_message(asking, ME, make_delivery("1_abc"), CHANNEL, 0)
    assert stopped.value.upto == int(fake.messages[CHANNEL][PAGES_AT_ONCE * 100 - 1]["id"])
    assert await find_message(asking, ME, make_delivery("1_abc"), CHANNEL, stopped.value.upto) == Sent(
        CHANNEL, int(ours["id"])
    )


@pytest.mark.parametrize("is_archived", [False, True])
async def test_in_a_forum_our_posts_are_looked_at_wherever_they_are_kept(
    is_archived: bool, fake: "FakeDiscord", asking: Requests
) -> None:
    before = fake.number()
    body = {"name": "New papers", "applied_tags": [], "message": marked("1_abc")}
    thread = int((await asking.create_post(FORUM, body))["id"])
    stranger = int((await asking.create_post(FORUM, body))["id"])
    fake.channels[thread]["is_archived"] = is_archived
    fake.channels[stranger]["owner_id"] = str(ME + 1)
    delivery = make_delivery("1_abc", place=IN_FORUM)
    assert await find_message(asking, ME, delivery, FORUM, before) == Sent(thread, thread)
    assert await find_message(asking, ME, delivery, FORUM, thread) is None, "no post is newer than that"


async def test_later_parts_are_found_in_their_post(fake: "FakeDiscord", asking: Requests) -> None:
    body = {"name": "New papers", "applied_tags": [], "message": marked("1_first")}
    thread = int((await asking.create_post(FORUM, body))["id"])
    second = fake.say(thread, marked("1_second"))
    delivery = make_delivery("1_second", place=IN_FORUM, part=2, parts=2)
    assert not is_forum(delivery, thread)
    assert is_forum(delivery, FORUM)
    assert await find_message(asking, ME, delivery, thread, thread) == Sent(thread, int(second["id"]))
    own = [message["id"] async for message in read_own_posts(asking, ME, GUILD, FORUM, 0)]
    assert own == [str(thread), second["id"]]


async def test_our_own_messages_are_read_the_oldest_first(fake: "FakeDiscord", asking: Requests) -> None:
    ours = [fake.say(CHANNEL, {"content": "ours"})["id"], fake.say(CHANNEL, {"content": "x"}, author=1)["id"]]
    ours.append(fake.say(CHANNEL, {"content": "ours"})["id"])
    assert [message["id"] async for message in read_own(asking, ME, CHANNEL, 0)] == [ours[0], ours[2]]


def test_a_message_without_components_has_no_mark() -> None:
    assert not has_mark({"content": "1_abc"}, "1_abc")
    assert not has_mark(marked("1_abcd"), "1_abc")
    assert has_mark(marked("1_abc"), "1_abc")
