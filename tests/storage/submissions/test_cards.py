from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.database import Database
from storage.digests import attempts, claiming
from storage.digests.subscription import Place, Target
from storage.submissions.cards import (
    find_card,
    find_submission_of,
    load_stale_cards,
    load_wanted_cards,
    mark_card_lost,
    mark_card_shown,
    post_card,
)
from storage.submissions.deciding import reject
from storage.submissions.editing import take
from storage.submissions.reviewing import set_review
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Reason
from tests.storage.submissions.conftest import GUILD, MODERATOR, paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit, Write

CHANNEL = 4
PLACE = Place(Target.TEXT, GUILD, CHANNEL)


async def send(database: Database, now: datetime, message_id: int) -> None:
    async with database.write() as session:
        (claimed,) = await claiming.claim_deliveries(session, now, timedelta(seconds=65), 1)
        await attempts.mark_sent(session, claimed.id, channel_id=CHANNEL, message_id=message_id, now=now)


async def wanted(database: Database, rules: Rules) -> list[int]:
    async with database.read() as session:
        return [one.submission.id for one in await load_wanted_cards(session, rules)]


async def test_a_card_is_posted_once_a_channel_is_chosen_and_again_when_it_is_deleted_by_hand(
    database: Database, propose: "Submit", write: "Write", rules: Rules, now: datetime
) -> None:
    one = await propose()
    assert await wanted(database, rules) == []
    await write(set_review, GUILD, MODERATOR, now, channel_id=CHANNEL)
    assert await wanted(database, rules) == [one.id]
    assert await write(post_card, one, PLACE, "c1", {}, now)
    assert not await write(post_card, one, PLACE, "c2", {}, now)
    async with database.read() as session:
        assert await find_card(session, one.id) is None, "it has not left yet"
    await send(database, now, 1001)
    async with database.read() as session:
        card = await find_card(session, one.id)
        assert await find_submission_of(session, 1001) == one.id
    assert card
    assert (card.channel_id, card.message_id, card.shown_version) == (CHANNEL, 1001, 1)
    await write(mark_card_lost, one.id, 77)
    assert await wanted(database, rules) == [], "that was another message"
    await write(mark_card_lost, one.id, 1001)
    assert await wanted(database, rules) == [one.id]
    assert await write(post_card, one, PLACE, "c3", {}, now)
    await send(database, now, 1002)
    async with database.read() as session:
        again = await find_card(session, one.id)
    assert again
    assert again.message_id == 1002


async def test_a_channel_that_refuses_cards_is_left_alone_until_reviewers_are_chosen_anew(
    database: Database, propose: "Submit", write: "Write", rules: Rules, now: datetime
) -> None:
    one = await propose()
    await write(set_review, GUILD, MODERATOR, now, channel_id=CHANNEL)
    await write(post_card, one, PLACE, "c1", {}, now)
    async with database.write() as session:
        (claimed,) = await claiming.claim_deliveries(session, now, timedelta(seconds=65), 1)
        await attempts.mark_failed(session, claimed.id, "no_access", now)
    assert await wanted(database, rules) == []
    await write(set_review, GUILD, MODERATOR, now, channel_id=CHANNEL)
    assert await wanted(database, rules) == [one.id]
    assert await write(post_card, one, PLACE, "c2", {}, now)


async def test_a_card_is_redrawn_when_something_else_changed_its_submission(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    await write(post_card, one, PLACE, "c1", {}, now)
    await send(database, now, 1001)
    async with database.read() as session:
        assert await load_stale_cards(session) == ()
    taken = await write(take, one.id, moderator, rules, now)
    await write(reject, one.id, moderator, rules, now, Reason.SPAM)
    async with database.read() as session:
        (stale,) = await load_stale_cards(session)
    assert (stale.submission_id, stale.shown_version) == (one.id, 1)
    await write(mark_card_shown, one.id, taken.version + 1)
    async with database.read() as session:
        assert await load_stale_cards(session) == ()


async def test_no_card_is_posted_for_what_was_decided_meanwhile(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose(paper_facts(1))
    await write(set_review, GUILD, MODERATOR, now, channel_id=CHANNEL)
    await write(reject, one.id, moderator, rules, now, Reason.SPAM)
    assert not await write(post_card, one, PLACE, "c1", {}, now)
    assert await wanted(database, rules) == []
