from datetime import datetime
from typing import TYPE_CHECKING

from storage.catalog import load_categories, load_papers, read_version
from storage.database import Database
from storage.lists import load_lists
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Facts, Kind
from storage.submissions.undoing import undo
from tests.storage.submissions.conftest import paper_facts

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow
    from tests.storage.submissions.conftest import Submit, Write


async def test_the_catalog_moves_on_and_our_own_list_holds_what_was_approved(
    database: Database, approved: "Submit"
) -> None:
    async with database.read() as session:
        before = await read_version(session)
    for number in (1, 2, 3):
        await approved(paper_facts(number))
    async with database.read() as session:
        assert await read_version(session) == before + 3
        (info,) = await load_lists(session)
    assert (info.name, info.rows, info.papers) == ("@submissions", 3, 3)


async def test_a_category_alone_gives_the_heading_and_an_unknown_one_becomes_its_own(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow"
) -> None:
    await import_rows(make_row("Another one", "https://arxiv.org/abs/2301.00001"))
    await approved(paper_facts(1, section="", category="kv-cache"))
    await approved(paper_facts(2, section="Tea Ceremonies"))
    await approved(paper_facts(3, section=""))
    async with database.read() as session:
        papers = {paper.title: paper for paper in await load_papers(session)}
        slugs = [category.slug for category in await load_categories(session)]
    places = [papers[paper_facts(number).title].placements[0] for number in (1, 2, 3)]
    assert [(place.section, place.category) for place in places] == [
        ("KV cache", "kv-cache"), ("Tea Ceremonies", "tea-ceremonies"), ("Others", "others"),
    ]  # fmt: skip
    assert {"kv-cache", "tea-ceremonies", "others"} <= set(slugs)


async def test_undoing_an_addition_leaves_the_paper_as_it_was(
    database: Database, approved: "Submit", write: "Write", import_rows: "Import", make_row: "MakeRow", rules: Rules,
    moderator: Reviewer, now: datetime,
) -> None:  # fmt: skip
    await import_rows(make_row("A paper", "https://arxiv.org/abs/2301.00001"))
    async with database.read() as session:
        (before,) = await load_papers(session)
    code = paper_facts(1, code="https://github.com/o/c").code
    one = await approved(Facts(links=code, section="Quantization"), kind=Kind.ADDITION, paper_id=before.id)
    async with database.read() as session:
        (amended,) = await load_papers(session)
    assert (amended.title, amended.has_code, len(amended.placements)) == (before.title, True, 2)
    await write(undo, one.id, moderator, rules, now)
    async with database.read() as session:
        assert await load_papers(session) == (before,)
