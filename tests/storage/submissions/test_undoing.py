from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from storage.catalog import load_papers
from storage.database import Database
from storage.digests import attempts, claiming, outbox
from storage.digests.delivery import Part
from storage.digests.subscription import Choices, Place, Subscription, Target
from storage.digests.subscriptions import create_subscription, find_subscription
from storage.digests.window import WindowReader
from storage.feed import ChangeKind, load_feed
from storage.submissions.deciding import approve, reject
from storage.submissions.editing import edit
from storage.submissions.errors import NotAReviewer, NotUndoable, SubmissionNotFound
from storage.submissions.loading import get_submission, load_history
from storage.submissions.outcomes import load_due_outcomes, post_outcome
from storage.submissions.recalling import post_correction
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Facts, Kind, Reason, State, Verdict
from storage.submissions.submitting import withdraw
from storage.submissions.undoing import Undone, undo
from tests.storage.submissions.conftest import MEMBER, MODERATOR, paper_facts

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow
    from tests.storage.submissions.conftest import Submit, Write

LEASE = timedelta(seconds=65)
PERSON = Place(Target.PERSON, user_id=77)


async def subscribe(database: Database, now: datetime, **chosen: Any) -> Subscription:
    async with database.write() as session:
        place = Place(Target.TEXT, 1, 2)
        choices = Choices("daily 09:00", **chosen)
        next_at = now + timedelta(days=1)
        return await create_subscription(session, place, 3, choices, next_at=next_at, now=now, most=10)


async def post_digest(database: Database, subscription: Subscription, now: datetime) -> list[str]:
    """Composes and posts what there is to tell, one part a paper; returns the titles."""
    async with database.write() as session:
        found = await find_subscription(session, subscription.id)
        assert found
        window = await WindowReader(session).read(found)
        parts = [Part(f"m{window.upto}_{place}", {"message": {}}, (item,)) for place, item in enumerate(window.items)]
        await outbox.post_digest(session, found, window, parts, now)
        return [item.paper.title for item in window.items]


async def send_all(database: Database, now: datetime) -> list[int | None]:
    """Sends what is due; returns the subscriptions of what was sent."""
    sent: list[int | None] = []
    while True:
        async with database.write() as session:
            claimed = await claiming.claim_deliveries(session, now, LEASE, 10)
            for one in claimed:
                await attempts.mark_sent(session, one.id, channel_id=2, message_id=one.id + 1000, now=now)
        sent += [one.subscription_id for one in claimed]
        if not claimed:
            return sent


async def test_undoing_takes_a_paper_out_of_the_catalog_and_the_submission_waits_again(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await approved()
    undone: Undone = await write(undo, one.id, moderator, rules, now)
    async with database.read() as session:
        assert await load_papers(session) == ()
        assert [entry.kind for entry in await load_feed(session)] == [ChangeKind.ADDED, ChangeKind.REMOVED]
        back = await get_submission(session, one.id)
        history = await load_history(session, one.id)
    assert (back.state, back.decided_by, undone.told) == (State.PENDING, None, ())
    assert [decision.verdict for decision in history.decisions] == [Verdict.APPROVED, Verdict.UNDONE]
    assert history.decisions[0].undone_at == now


async def test_what_is_approved_again_is_the_same_paper(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await approved()
    async with database.read() as session:
        (before,) = await load_papers(session)
    await write(undo, one.id, moderator, rules, now)
    await write(approve, one.id, moderator, rules, now)
    async with database.read() as session:
        assert await load_papers(session) == (before,)


async def test_undoing_takes_it_out_of_digests_that_have_not_left_and_the_rest_is_told_at_once(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    subscription = await subscribe(database, now)
    one, other = await approved(paper_facts(1)), await approved(paper_facts(2))
    assert len(await post_digest(database, subscription, now)) == 2
    undone: Undone = await write(undo, one.id, moderator, rules, now)
    assert undone.told == ()
    assert await send_all(database, now) == [subscription.id], "the part that tells the other paper"
    assert await post_digest(database, subscription, now) == []
    async with database.read() as session:
        assert (await get_submission(session, other.id)).state is State.APPROVED


async def test_the_rest_of_a_part_that_was_taken_back_is_due_at_once(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    subscription = await subscribe(database, now)
    one, other = await approved(paper_facts(1)), await approved(paper_facts(2))
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        await outbox.post_digest(session, subscription, window, [Part("m", {"message": {}}, window.items)], now)
    await write(undo, one.id, moderator, rules, now)
    assert await send_all(database, now) == []
    async with database.read() as session:
        again = await find_subscription(session, subscription.id)
    assert again
    assert again.next_at == now
    assert await post_digest(database, subscription, now) == [other.facts.title]


@pytest.mark.parametrize("was_sent", [True, False], ids=["sent", "leased"])
async def test_what_has_left_or_may_have_is_corrected_once_and_the_removal_is_not_told_again(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime,
    was_sent: bool,
) -> None:  # fmt: skip
    subscription = await subscribe(database, now, kinds=(ChangeKind.ADDED, ChangeKind.REMOVED))
    one = await approved()
    await post_digest(database, subscription, now)
    if was_sent:
        await send_all(database, now)
    else:
        await write(claiming.claim_deliveries, now, LEASE, 10)
    async with database.write() as session:
        undone = await undo(session, one.id, moderator, rules, now)
        (told,) = undone.told
        assert (told.subscription_id, told.message_id is not None) == (subscription.id, was_sent)
        assert await post_correction(session, undone.decision.id, told, "c1", {"message": {}}, now)
        assert not await post_correction(session, undone.decision.id, told, "c2", {"message": {}}, now)
    later = now + LEASE
    assert await send_all(database, later) == [subscription.id] * (1 if was_sent else 2)
    assert await post_digest(database, subscription, later) == []


async def test_a_correction_that_has_not_left_is_taken_back_when_the_paper_is_approved_again(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    subscription = await subscribe(database, now)
    one = await approved()
    await post_digest(database, subscription, now)
    await send_all(database, now)
    for mark in ("c1", "c2"):
        async with database.write() as session:
            undone = await undo(session, one.id, moderator, rules, now)
            (told,) = undone.told
            assert await post_correction(session, undone.decision.id, told, mark, {"message": {}}, now)
        if mark == "c1":
            await write(approve, one.id, moderator, rules, now)
    assert await send_all(database, now) == [subscription.id], "the second alone"


async def test_what_was_edited_into_another_paper_after_undoing_is_another_paper(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", write: "Write", rules: Rules,
    moderator: Reviewer, now: datetime,
) -> None:  # fmt: skip
    one = await approved(paper_facts(1))
    async with database.read() as session:
        (first,) = await load_papers(session)
    await write(undo, one.id, moderator, rules, now)
    await write(edit, one.id, moderator, rules, paper_facts(2), now, seen=3)
    await import_rows(make_row(first.title, first.links[0].url))
    await write(approve, one.id, moderator, rules, now)
    async with database.read() as session:
        papers = {paper.title: paper for paper in await load_papers(session)}
        done = await get_submission(session, one.id)
    assert papers[first.title].id == first.id
    assert (done.state, done.paper_id) == (State.APPROVED, papers[paper_facts(2).title].id)
    assert done.paper_id != first.id


async def test_a_paper_goes_with_what_was_added_to_it(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await approved()
    async with database.read() as session:
        (paper,) = await load_papers(session)
    await approved(Facts(section="Quantization"), kind=Kind.ADDITION, paper_id=paper.id)
    await write(undo, one.id, moderator, rules, now)
    async with database.read() as session:
        assert await load_papers(session) == ()
        assert [entry.kind for entry in await load_feed(session)][-1] is ChangeKind.REMOVED
    await write(approve, one.id, moderator, rules, now)
    async with database.read() as session:
        (again,) = await load_papers(session)
    assert len(again.placements) == 2


async def test_a_notice_that_has_not_left_is_taken_back_and_one_that_has_is_followed_by_another(
    database: Database, approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    quick, slow, never = await approved(paper_facts(1)), await approved(paper_facts(2)), await approved(paper_facts(3))
    async with database.write() as session:
        for outcome in await load_due_outcomes(session, rules):
            if outcome.submission.id != never.id:
                assert await post_outcome(session, outcome, PERSON, f"n{outcome.submission.id}", {}, now)
                assert not await post_outcome(session, outcome, PERSON, "again", {}, now)
    async with database.write() as session:
        (claimed,) = await claiming.claim_deliveries(session, now, LEASE, 1)
        await attempts.mark_sent(session, claimed.id, channel_id=1, message_id=1, now=now)
    for one in (quick, slow, never):
        await write(undo, one.id, moderator, rules, now)
    async with database.read() as session:
        due = await load_due_outcomes(session, rules)
    assert [(one.submission.id, one.decision.verdict) for one in due] == [(quick.id, Verdict.UNDONE)]
    assert await send_all(database, now) == [], "the notice of the second was taken back"


async def test_undoing_is_refused_late_twice_and_to_who_may_not(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one, gone = await propose(paper_facts(1)), await propose(paper_facts(2))
    await write(reject, one.id, moderator, rules, now, Reason.OFF_TOPIC)
    await write(withdraw, gone.id, MEMBER, now)
    with pytest.raises(NotAReviewer):
        await write(undo, one.id, Reviewer(MODERATOR, 501, manages_guild=True), rules, now)
    for number, at, reason in (
        (one.id, now + rules.undo_within + timedelta(seconds=1), "too_late"),
        (gone.id, now, "withdrawn"),
    ):
        with pytest.raises(NotUndoable) as refused:
            await write(undo, number, moderator, rules, at)
        assert refused.value.reason == reason
    await write(undo, one.id, moderator, rules, now)
    with pytest.raises(NotUndoable) as refused:
        await write(undo, one.id, moderator, rules, now)
    assert refused.value.reason == "not_decided"
    with pytest.raises(SubmissionNotFound):
        await write(undo, 99, moderator, rules, now)


async def test_what_a_list_has_taken_over_cannot_be_undone(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", write: "Write", rules: Rules,
    moderator: Reviewer, now: datetime,
) -> None:  # fmt: skip
    one = await approved()
    await import_rows(make_row(one.facts.title, one.facts.links[0].url))
    with pytest.raises(NotUndoable) as refused:
        await write(undo, one.id, moderator, rules, now)
    assert refused.value.reason == "merged_upstream"
    async with database.read() as session:
        assert len(await load_papers(session)) == 1
