from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from data.months import Month
from data.schema import Link, LinkKind, Row
from storage.catalog import load_papers
from storage.database import Database
from storage.digests.delivery import Part
from storage.digests.ledger import keep_waiting
from storage.digests.outbox import post_digest
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription, find_subscription
from storage.digests.window import WindowReader
from storage.feed import ChangeKind, load_feed
from storage.placements import load_placed_of_papers
from storage.removing import remove_list
from storage.submissions.deciding import approve
from storage.submissions.errors import AlreadyDecided
from storage.submissions.loading import get_submission
from storage.submissions.outcomes import load_due_outcomes
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Facts, Fault, Kind, State, Verdict
from storage.unions import merge_papers, split_paper
from tests.storage.submissions.conftest import paper_facts

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow
    from tests.storage.submissions.conftest import Submit, Write

CODE = "https://github.com/owner/code"


def row_of_facts(make_row: "MakeRow", facts: Facts, **more: object) -> Row:
    return make_row(facts.title, facts.links[0].url, **more)


async def state_of(database: Database, number: int) -> State:
    async with database.read() as session:
        return (await get_submission(session, number)).state


async def titles_of(database: Database) -> list[str]:
    async with database.read() as session:
        return [paper.title for paper in await load_papers(session)]


async def test_what_a_list_shows_by_now_is_merged_upstream_and_stays_one_paper(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow"
) -> None:
    one = await approved()
    async with database.read() as session:
        (before,) = await load_papers(session)
    await import_rows(row_of_facts(make_row, one.facts))
    async with database.read() as session:
        (after,) = await load_papers(session)
    assert await state_of(database, one.id) is State.MERGED_UPSTREAM
    assert (after.id, [place.list_name for place in after.placements]) == (before.id, ["mine"])


@pytest.mark.parametrize("was_told", [True, False], ids=["told before", "not told yet"])
async def test_nobody_hears_twice_of_what_a_list_takes_over(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", now: datetime, was_told: bool
) -> None:
    await import_rows(make_row("Another one", "https://arxiv.org/abs/2301.00001"))
    async with database.write() as session:
        place, next_at = Place(Target.TEXT, 1, 2), now + timedelta(days=1)
        subscription = await create_subscription(
            session, place, 3, Choices("daily 09:00", kinds=tuple(ChangeKind)), next_at=next_at, now=now, most=9
        )
    one = await approved()
    if was_told:
        async with database.write() as session:
            window = await WindowReader(session).read(subscription)
            assert [item.kind for item in window.items] == [ChangeKind.ADDED]
            await keep_waiting(session, subscription.id, window, now)
    row = row_of_facts(make_row, one.facts)
    await import_rows(make_row("Another one", "https://arxiv.org/abs/2301.00001"), row)
    async with database.read() as session:
        window = await WindowReader(session).read(subscription)
    assert [(item.kind, item.paper.title) for item in window.items] == [(ChangeKind.ADDED, one.facts.title)]
    assert len(window.items[0].changes) == 1


async def test_a_submission_that_waits_is_settled_and_its_submitter_told(
    database: Database, propose: "Submit", import_rows: "Import", make_row: "MakeRow", rules: Rules,
    moderator: Reviewer, write: "Write", now: datetime,
) -> None:  # fmt: skip
    one, other = await propose(paper_facts(1)), await propose(paper_facts(2))
    await import_rows(row_of_facts(make_row, one.facts))
    assert await state_of(database, one.id) is State.MERGED_UPSTREAM
    assert await state_of(database, other.id) is State.PENDING
    async with database.read() as session:
        (outcome,) = await load_due_outcomes(session, rules)
        settled = await get_submission(session, one.id)
        (paper,) = await load_papers(session)
    assert (outcome.decision.verdict, outcome.decision.actor_id) == (Verdict.MERGED_UPSTREAM, None)
    assert settled.paper_id == paper.id
    with pytest.raises(AlreadyDecided) as refused:
        await write(approve, one.id, moderator, rules, now)
    assert (refused.value.state, refused.value.decided_by) == (State.MERGED_UPSTREAM, None)


async def test_code_that_a_list_links_by_now_is_not_told_again(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow"
) -> None:
    facts = paper_facts()
    await import_rows(row_of_facts(make_row, facts))
    async with database.read() as session:
        (paper,) = await load_papers(session)
    code = Facts(links=(Link(LinkKind.CODE, "code", CODE),))
    one = await approved(code, kind=Kind.CORRECTION, fault=Fault.MISSING_CODE, paper_id=paper.id)
    async with database.read() as session:
        assert [entry.kind for entry in await load_feed(session)] == [ChangeKind.CODE_RELEASED]
        assert (await load_papers(session))[0].has_code
    await import_rows(row_of_facts(make_row, facts, code=CODE))
    async with database.read() as session:
        assert [entry.kind for entry in await load_feed(session)] == [ChangeKind.CODE_RELEASED]
        assert (await load_papers(session))[0].has_code
    assert await state_of(database, one.id) is State.MERGED_UPSTREAM


async def test_corrections_hold_until_the_list_says_the_same(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow"
) -> None:
    facts = paper_facts()
    dead, alive = "https://old.example.com/1", "https://new.example.com/1"
    await import_rows(make_row(facts.title, dead))
    async with database.read() as session:
        (paper,) = await load_papers(session)
    link = Facts(dead_url=dead, links=(Link(LinkKind.PAPER, "pdf", alive),))
    about = {"kind": Kind.CORRECTION, "paper_id": paper.id}
    links = await approved(link, fault=Fault.DEAD_LINK, **about)
    date = await approved(Facts(published=Month(2025, 1)), fault=Fault.WRONG_DATE, **about)
    await import_rows(make_row(facts.title, dead, stars=2), make_row("Another", "https://arxiv.org/abs/2301.00001"))
    async with database.read() as session:
        paper = next(one for one in await load_papers(session) if one.id == paper.id)
    assert ([link.url for link in paper.links], str(paper.published), paper.stars) == ([alive], "2025-01", 2)
    rows = (
        make_row(facts.title, alive, published=Month(2025, 1)),
        make_row("Another", "https://arxiv.org/abs/2301.00001"),
    )
    await import_rows(*rows)
    assert await state_of(database, links.id) is State.MERGED_UPSTREAM
    assert await state_of(database, date.id) is State.MERGED_UPSTREAM
    async with database.read() as session:
        paper = next(one for one in await load_papers(session) if one.id == paper.id)
        told = [entry.kind for entry in await load_feed(session, paper_id=paper.id)]
    assert ([link.url for link in paper.links], str(paper.published)) == ([alive], "2025-01")
    assert told.count(ChangeKind.LINK_CHANGED) == 1


async def test_an_addition_goes_and_comes_with_its_paper(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow"
) -> None:
    facts, other = paper_facts(), make_row("Another", "https://arxiv.org/abs/2301.00001")
    await import_rows(row_of_facts(make_row, facts), other)
    async with database.read() as session:
        paper = next(one for one in await load_papers(session) if one.title == facts.title)
    one = await approved(Facts(section="Sparse Attention"), kind=Kind.ADDITION, paper_id=paper.id)
    async with database.read() as session:
        assert {place.section for place in (await load_papers(session))[0].placements} == {
            "KV Cache",
            "Sparse Attention",
        }
    await import_rows(other)
    assert await titles_of(database) == ["Another"]
    await import_rows(row_of_facts(make_row, facts), other)
    async with database.read() as session:
        assert len((await load_papers(session))[0].placements) == 2
    assert await state_of(database, one.id) is State.APPROVED


async def test_what_is_added_to_a_paper_that_nobody_has_heard_of_is_told_with_it_and_a_return_is_told(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", now: datetime
) -> None:
    facts, other = paper_facts(), make_row("Another", "https://arxiv.org/abs/2301.00001")
    await import_rows(other)
    async with database.write() as session:
        place, next_at = Place(Target.TEXT, 1, 2), now + timedelta(days=1)
        choices = Choices("daily 09:00", kinds=tuple(ChangeKind))
        subscription = await create_subscription(session, place, 3, choices, next_at=next_at, now=now, most=9)

    async def told() -> list[ChangeKind]:
        async with database.write() as session:
            found = await find_subscription(session, subscription.id)
            assert found
            window = await WindowReader(session).read(found)
            parts = [Part(f"m{window.upto}", {"message": {}}, window.items)] if window.items else []
            await post_digest(session, found, window, parts, now)
            return [net.kind for item in window.items for net in item.changes]

    row = row_of_facts(make_row, facts)
    await import_rows(other, row)
    async with database.read() as session:
        paper = next(one for one in await load_papers(session) if one.title == facts.title)
    code = Facts(links=(Link(LinkKind.CODE, "code", CODE),), section="Quantization")
    await approved(code, kind=Kind.ADDITION, paper_id=paper.id)
    assert await told() == [ChangeKind.ADDED]
    await import_rows(other)
    assert await told() == [ChangeKind.REMOVED]
    await import_rows(other, row)
    assert await told() == [ChangeKind.RESTORED]
    async with database.read() as session:
        paper = next(one for one in await load_papers(session) if one.id == paper.id)
    assert [(place.list_name, place.section) for place in paper.placements] == [
        ("mine", "KV Cache"), ("mine", "Quantization"),
    ]  # fmt: skip


async def test_removing_the_list_that_took_a_paper_over_removes_it(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", write: "Write", now: datetime
) -> None:
    one, kept = await approved(paper_facts(1)), await approved(paper_facts(2))
    await import_rows(row_of_facts(make_row, one.facts))
    await write(remove_list, "mine", now)
    assert await titles_of(database) == [kept.facts.title]


async def test_a_paper_that_is_merged_into_one_of_a_list_settles_its_submission(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", write: "Write", now: datetime
) -> None:
    one = await approved()
    await import_rows(make_row("Called otherwise upstream", "https://openreview.net/forum?id=abc"))
    async with database.read() as session:
        own, theirs = await load_papers(session)
    await write(merge_papers, theirs.id, own.id, now)
    async with database.read() as session:
        (paper,) = await load_papers(session)
        settled = await get_submission(session, one.id)
    assert (settled.state, settled.paper_id) == (State.MERGED_UPSTREAM, theirs.id)
    assert [place.list_name for place in paper.placements] == ["mine"]


async def test_a_reported_duplicate_is_settled_when_the_papers_are_merged(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", write: "Write", now: datetime
) -> None:
    await import_rows(
        make_row("One of them", "https://a.example.com/1"), make_row("The other", "https://b.example.com/2")
    )
    async with database.read() as session:
        one, other = await load_papers(session)
    about = {"kind": Kind.CORRECTION, "fault": Fault.DUPLICATE, "paper_id": one.id}
    report = await approved(Facts(same_as=other.id), **about)
    assert len(await titles_of(database)) == 2, "the operator decides"
    await write(merge_papers, other.id, one.id, now)
    assert await state_of(database, report.id) is State.MERGED_UPSTREAM


async def test_a_submission_follows_its_row_when_a_paper_is_split(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", write: "Write", now: datetime
) -> None:
    first = await approved(paper_facts(1))
    second = await approved(paper_facts(2))
    async with database.read() as session:
        one, other = await load_papers(session)
    await write(merge_papers, one.id, other.id, now)
    async with database.read() as session:
        placed = await load_placed_of_papers(session, [one.id])
    (moved,) = [row.id for row in placed if row.row.title == second.facts.title]
    new = await write(split_paper, one.id, [moved], now)
    async with database.read() as session:
        assert (await get_submission(session, second.id)).paper_id == new
        assert (await get_submission(session, first.id)).paper_id == one.id
