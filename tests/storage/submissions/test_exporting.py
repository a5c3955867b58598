"""What is approved comes back to the lists as patches, until a sync sees it there."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from data.formats import parse_document
from data.months import Month
from data.schema import Link, LinkKind
from data.writers.rows.patch import apply_patch
from data.writers.rows.proposals import Refusal
from storage.catalog import load_papers
from storage.database import Database
from storage.errors import ListNotFound
from storage.lists import OWN_LIST
from storage.sources import follow_list
from storage.submissions.deciding import approve
from storage.submissions.exporting import Left, PendingUpstream, export_pending, path_of
from storage.submissions.loading import get_submission
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Facts, Fault, Kind, State, Submission
from storage.sync.errors import ListNotFollowed
from storage.sync.syncing import Policy, Status, sync_list

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit

TEXT = (
    "# Mine\r\n\r\n## KV Cache\r\n\r\n|Date|Title|Paper|Code|\r\n|:-|:-|:-|:-|\r\n"
    "|2024.01|[Foo] Foo: caches of old(@MIT)|[[pdf]](https://arxiv.org/pdf/2401.00001)|-|\r\n"
    "|2024.12|[Bar] Bar: caches of late(@MIT)|[[pdf]](https://arxiv.org/pdf/2412.00001)|[[bar]](https://github.com/acme/bar)|\r\n"
    "\r\n## Survey\r\n\r\n|Date|Title|Paper|Code|\r\n|:-|:-|:-|:-|\r\n"
    "|2024.02|[Sur] Sur: all of the caches(@MIT)|[[pdf]](https://arxiv.org/pdf/2402.00001)|-|"
)
PDF = "https://arxiv.org/pdf/2401.00001"
FOO = f"|2024.01|[Foo] Foo: caches of old(@MIT)|[[pdf]]({PDF})|-|"
CODE = Link(LinkKind.CODE, "", "https://github.com/found/it")


def paper_facts(number: int, code: str = "", **facts: Any) -> Facts:
    links = [Link(LinkKind.PAPER, "pdf", f"https://arxiv.org/abs/2409.{number:05}")]
    links += [Link(LinkKind.CODE, "code", code)] if code else []
    title = f"Sparse decoding number {number} made {number} times faster"
    return Facts(**{"title": title, "links": tuple(links), "section": "KV Cache", "published": Month(2024, 9), **facts})


Follow = Callable[..., Awaitable[Path]]
Approve = Callable[..., Awaitable[Submission]]


@pytest.fixture
def follow(database: Database, now: datetime, tmp_path: Path) -> Follow:
    """Follows a file as a list and syncs it, so that storage has its text."""

    async def run(name: str = "mine", text: str = TEXT) -> Path:
        path = tmp_path / f"{name}.md"
        path.write_bytes(text.encode())
        async with database.write() as session:
            await follow_list(session, name, path.as_uri(), "auto", now)
        await sync_list(database, name, now, Policy())
        return path

    return run


@pytest.fixture
def submit_approved(database: Database, propose: "Submit", rules: Rules, moderator: Reviewer, now: datetime) -> Approve:
    """Hands in a draft and approves it."""

    async def run(facts: Facts, **draft: Any) -> Submission:
        one = await propose(facts, insists=True, **draft)
        async with database.write() as session:
            await approve(session, one.id, moderator, rules, now)
        return one

    return run


async def export(database: Database, *arguments: Any) -> PendingUpstream:
    async with database.read() as session:
        return await export_pending(session, *arguments)


async def number_of(database: Database, title: str) -> int:
    async with database.read() as session:
        return next(paper.id for paper in await load_papers(session) if title in paper.title)


async def test_an_approved_paper_goes_back_to_its_list_until_a_sync_sees_it_there(
    database: Database, follow: Follow, submit_approved: Approve, now: datetime
) -> None:
    path = await follow()
    one = await submit_approved(paper_facts(1, code="https://github.com/acme/sparse", alias="Sparse"), credit="Ann")
    pending = await export(database)
    (upstream,) = pending.lists
    assert pending.left_out == ()
    assert (
        "|2024.09|[Sparse] Sparse decoding number 1 made 1 times faster|[[pdf]](https://arxiv.org/pdf/2409.00001)|"
        "[[sparse]](https://github.com/acme/sparse)|\r\n" in upstream.text
    )
    assert (upstream.list_name, upstream.path, upstream.title) == ("mine", "mine.md", "Add 1 paper")
    assert "Thanks to `Ann`" in upstream.body
    merged = apply_patch(path.read_bytes().decode(), upstream.patch)
    assert merged == upstream.text
    assert [row.published for row in parse_document(merged).rows][:3] == [
        Month(2024, 1),
        Month(2024, 9),
        Month(2024, 12),
    ]
    path.write_bytes(merged.encode())
    assert (await sync_list(database, "mine", now + timedelta(days=1), Policy())).status is Status.APPLIED
    async with database.read() as session:
        assert (await get_submission(session, one.id)).state is State.MERGED_UPSTREAM
    assert await export(database) == PendingUpstream((), ())


async def test_what_waits_or_was_declined_goes_nowhere(database: Database, follow: Follow, propose: "Submit") -> None:
    await follow()
    await propose(paper_facts(1))
    assert await export(database) == PendingUpstream((), ())


@pytest.mark.parametrize(
    ("fault", "facts", "line"),
    [
        (Fault.MISSING_CODE, {"links": (CODE,)}, FOO.replace("|-|", "|[[it]](https://github.com/found/it)|")),
        (Fault.WRONG_DATE, {"published": Month(2023, 12)}, FOO.replace("2024.01", "2023.12")),
        (Fault.DEAD_LINK, {"dead_url": PDF}, FOO.replace(f"[[pdf]]({PDF})", "-")),
    ],
)
async def test_a_correction_becomes_a_changed_row_until_the_list_says_so(
    database: Database,
    follow: Follow,
    submit_approved: Approve,
    now: datetime,
    fault: Fault,
    facts: dict[str, Any],
    line: str,
) -> None:
    path = await follow()
    paper = await number_of(database, "caches of old")
    one = await submit_approved(Facts(**facts), kind=Kind.CORRECTION, fault=fault, paper_id=paper)
    (upstream,) = (await export(database)).lists
    assert f"{line}\r\n" in upstream.text
    assert (upstream.title, upstream.patch.count("\n+|"), upstream.patch.count("\n-|")) == ("Correct 1 row", 1, 1)
    path.write_bytes(upstream.text.encode())
    await sync_list(database, "mine", now + timedelta(days=1), Policy())
    async with database.read() as session:
        assert (await get_submission(session, one.id)).state is State.MERGED_UPSTREAM


async def test_a_row_in_the_wrong_section_moves(database: Database, follow: Follow, submit_approved: Approve) -> None:
    await follow()
    paper = await number_of(database, "caches of old")
    await submit_approved(Facts(section="Survey"), kind=Kind.CORRECTION, fault=Fault.WRONG_SECTION, paper_id=paper)
    (upstream,) = (await export(database)).lists
    assert [(row.section.name, row.title[:3]) for row in parse_document(upstream.text).rows] == [
        ("KV Cache", "Bar"), ("Survey", "Foo"), ("Survey", "Sur"),
    ]  # fmt: skip


async def test_what_cannot_be_placed_is_told_with_its_reason(
    database: Database, follow: Follow, submit_approved: Approve, now: datetime
) -> None:
    await follow()
    async with database.write() as session:
        await follow_list(session, "unread", "https://example.org/README.md", "auto", now)
    one, other = await number_of(database, "caches of old"), await number_of(database, "caches of late")
    unread = await submit_approved(paper_facts(1, list_name="unread"))
    gone = await submit_approved(paper_facts(2, list_name="gone"))
    twins = await submit_approved(Facts(same_as=other), kind=Kind.CORRECTION, fault=Fault.DUPLICATE, paper_id=one)
    mine = await submit_approved(paper_facts(3))
    own = await number_of(database, "number 3")
    of_ours = await submit_approved(
        Facts(published=Month(2020, 1)), kind=Kind.CORRECTION, fault=Fault.WRONG_DATE, paper_id=own
    )
    pending = await export(database)
    assert {left.submission_id: (left.list_name, left.reason) for left in pending.left_out} == {
        unread.id: ("unread", Left.NOT_READ),
        gone.id: ("gone", Left.NO_LIST),
        twins.id: ("", Left.BY_HAND),
        of_ours.id: ("", Left.NOT_ON_LIST),
    }
    assert [row.proposal.number for upstream in pending.lists for row in upstream.written] == [mine.id]


async def test_a_refusal_of_the_writer_is_told_with_its_list(
    database: Database, follow: Follow, submit_approved: Approve
) -> None:
    await follow()
    one = await submit_approved(paper_facts(1))
    listed = (
        TEXT
        + "\r\n|2024.09|Sparse decoding number 1 made 1 times faster|[[pdf]](https://arxiv.org/pdf/2409.00001)|-|\r\n"
    )
    pending = await export(database, "mine", {"mine": listed})
    assert pending.lists == ()
    assert [(left.submission_id, left.list_name, left.reason) for left in pending.left_out] == [
        (one.id, "mine", Refusal.ALREADY_LISTED)
    ]


async def test_each_list_gets_its_own_and_one_can_be_asked_for(
    database: Database, follow: Follow, submit_approved: Approve
) -> None:
    await follow()
    await follow("other", TEXT.replace("KV Cache", "Quantization").replace("01|", "02|").replace("00001)", "00002)"))
    await submit_approved(paper_facts(1))
    await submit_approved(paper_facts(2, section="Quantization"))
    assert [upstream.list_name for upstream in (await export(database)).lists] == ["mine", "other"]
    pending = await export(database, "other")
    assert ([upstream.list_name for upstream in pending.lists], pending.left_out) == (["other"], ())


async def test_another_text_of_the_list_is_written_into_where_one_is_given(
    database: Database, follow: Follow, submit_approved: Approve
) -> None:
    await follow()
    await submit_approved(paper_facts(1))
    newer = TEXT.replace("# Mine", "# Mine, edited by hand")
    (upstream,) = (await export(database, "mine", {"mine": newer})).lists
    assert apply_patch(newer, upstream.patch) == upstream.text
    assert upstream.text.startswith("# Mine, edited by hand")


async def test_a_list_that_cannot_be_read_any_more_is_told(
    database: Database, follow: Follow, submit_approved: Approve
) -> None:
    await follow()
    one = await submit_approved(paper_facts(1, list_name="mine"))
    pending = await export(database, "mine", {"mine": "<html><body>no list</body></html>"})
    assert [(left.submission_id, left.reason) for left in pending.left_out] == [(one.id, Left.UNREADABLE)]


@pytest.mark.parametrize(("name", "error"), [("nobody", ListNotFound), (OWN_LIST, ListNotFollowed)])
async def test_only_followed_lists_can_be_asked_for(
    database: Database,
    follow: Follow,
    submit_approved: Approve,
    name: str,
    error: type[Exception],
) -> None:
    await follow()
    await submit_approved(paper_facts(1))
    with pytest.raises(error):
        await export(database, name)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://raw.githubusercontent.com/owner/name/main/README.md", "README.md"),
        ("https://raw.githubusercontent.com/owner/name/HEAD/docs/list.md", "docs/list.md"),
        ("https://raw.githubusercontent.com/owner/name/refs/heads/main/docs/list.md", "docs/list.md"),
        ("file:///srv/lists/mine.md", "mine.md"),
        ("https://example.org/", "README.md"),
        ("https://example.org/raw", "README.md"),
        ("https://example.org/a%0A+++%20b.md", "README.md"),
        ("https://raw.githubusercontent.com/o/n/main/../../etc/x.md", "README.md"),
    ],
)
def test_the_path_of_a_list_in_its_repository(url: str, path: str) -> None:
    assert path_of(url) == path
