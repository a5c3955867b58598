from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from data.months import Month
from data.paper import Paper, Placement
from data.schema import Document, LinkKind, Row, Section
from storage.catalog import load_papers, read_version
from storage.database import Database
from storage.errors import InvalidListName
from storage.feed import ChangeKind
from storage.importing import ImportReport, import_document
from storage.tables import KeyRow

MakeRow = Callable[..., Row]
Import = Callable[..., Awaitable[ImportReport]]

AWQ = "https://arxiv.org/abs/2306.00978"
GPTQ = "https://arxiv.org/abs/2210.17323"
CODE = "https://github.com/mit-han-lab/llm-awq"


async def papers_of(database: Database) -> tuple[Paper, ...]:
    async with database.read() as session:
        return await load_papers(session)


def kinds(report: ImportReport) -> list[str]:
    return [change.kind.value for change in report.changes]


async def test_rows_of_one_paper_become_one_paper_with_all_that_they_say(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    report = await import_rows(
        make_row("AWQ: Activation-aware Weights", AWQ, alias="AWQ", stars=1, published=Month(2023, 7)),
        make_row("Activation-aware Weights", AWQ + "v2", CODE, section="Edge", stars=2, published=Month(2023, 6)),
        make_row("Accurate Quantization", GPTQ, alias="GPTQ"),
    )
    assert (report.first, report.rows, report.added, report.papers_added) == (True, 3, 3, 2)
    awq, gptq = await papers_of(database)
    assert awq.title == "AWQ: Activation-aware Weights"
    assert awq.placements == (Placement("mine", "KV Cache", "kv-cache"), Placement("mine", "Edge", "edge"))
    assert (awq.stars, awq.published) == (2, Month(2023, 6))
    assert [link.url for link in awq.links] == [AWQ, AWQ + "v2", CODE]
    assert [link.url for link in awq.distinct_links] == [AWQ, CODE]
    assert awq.links[2].kind is LinkKind.CODE
    assert gptq.aliases == ("GPTQ",)


async def test_a_second_run_reports_everything_unchanged_and_writes_nothing(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    rows = (make_row("AWQ", AWQ, alias="AWQ"), make_row("GPTQ", GPTQ), make_row("Mooncake"), make_row("Mooncake"))
    await import_rows(*rows)
    before = await papers_of(database)
    async with database.read() as session:
        version = await read_version(session)
    report = await import_rows(*rows)
    assert (report.unchanged, report.is_unchanged, report.changes) == (4, True, ())
    assert await papers_of(database) == before
    async with database.read() as session:
        assert await read_version(session) == version


async def test_the_first_import_of_a_list_announces_nothing(make_row: MakeRow, import_rows: Import) -> None:
    assert (await import_rows(make_row("AWQ", AWQ))).changes == ()
    assert (await import_rows(make_row("GPTQ", GPTQ), name="other")).changes == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"title": "Activation aware weight quantisation of everything"}, ["retitled"]),
        ({}, {"title": "ACTIVATION-AWARE WEIGHTS"}, ["retitled"]),
        ({}, {"section": "Edge"}, ["moved"]),
        ({}, {"stars": 2}, ["rated"]),
        ({}, {"heat": 1}, ["rated"]),
        ({}, {"code": CODE}, ["code_released"]),
        ({"code": CODE}, {"code": ""}, ["link_changed"]),
        ({"code": CODE}, {"code": CODE + "-2"}, ["link_changed"]),
        ({}, {"paper": "https://openreview.net/forum?id=x"}, ["link_changed"]),
        ({}, {"paper": "http://arxiv.org/pdf/2306.00978v3.pdf"}, []),
        ({"code": CODE}, {"code": CODE + ".git"}, []),
    ],
)
async def test_each_kind_of_change_is_told_once_and_makes_no_new_paper(
    database: Database,
    make_row: MakeRow,
    import_rows: Import,
    before: dict[str, object],
    after: dict[str, object],
    expected: list[str],
) -> None:
    facts: dict[str, object] = {"title": "Activation-aware Weights", "paper": AWQ, "alias": "AWQ", **before}
    other = make_row("Accurate Quantization", GPTQ)
    await import_rows(make_row(**facts), other)
    changed = make_row(**{**facts, **after})
    assert kinds(await import_rows(changed, other)) == expected
    assert len(await papers_of(database)) == 2
    assert kinds(await import_rows(changed, other)) == []


async def test_a_new_row_is_added_and_told_with_its_section(make_row: MakeRow, import_rows: Import) -> None:
    await import_rows(make_row("AWQ", AWQ))
    report = await import_rows(make_row("GPTQ", GPTQ, section="Edge"), make_row("AWQ", AWQ))
    (change,) = report.changes
    assert (change.kind, change.section, change.after) == (ChangeKind.ADDED, "Edge", {"sections": ["Edge"]})


async def test_a_row_that_returns_is_the_paper_that_it_was(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    awq, gptq = make_row("AWQ", AWQ, alias="AWQ"), make_row("GPTQ", GPTQ)
    await import_rows(awq, gptq)
    number = (await papers_of(database))[0].id
    assert kinds(await import_rows(gptq)) == ["removed"]
    assert [paper.title for paper in await papers_of(database)] == ["GPTQ"]
    assert kinds(await import_rows(gptq, awq)) == ["restored"]
    assert {paper.id for paper in await papers_of(database)} >= {number}


async def test_a_copy_in_a_second_section_is_no_new_paper(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    awq = make_row("AWQ", AWQ, alias="AWQ")
    await import_rows(awq)
    report = await import_rows(awq, make_row("AWQ again", AWQ + "v2", alias="AWQ", section="Edge"))
    assert kinds(report) == ["moved"]
    assert len(await papers_of(database)) == 1


async def test_a_wrong_id_that_is_corrected_changes_a_key_and_no_paper(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    tensor = make_row("Acceleration of Tensor-Product Operations", AWQ, alias="Tensor Product")
    wrong = make_row("HADACORE: Hadamard Transform Kernel", AWQ, alias="HADACORE")
    await import_rows(tensor, wrong)
    first, second = await papers_of(database)
    corrected = make_row("HADACORE: Hadamard Transform Kernel", GPTQ, alias="HADACORE")
    assert kinds(await import_rows(tensor, corrected)) == ["link_changed"]
    after = await papers_of(database)
    assert [paper.id for paper in after] == [first.id, second.id]
    assert after[1].keys[0] == "arxiv:2210.17323"


async def test_a_contested_id_stays_contested_in_later_versions(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    """The wrong row goes, and yet its id does not pull a third paper into the one that remains."""
    tensor = make_row("Acceleration of Tensor-Product Operations", AWQ, alias="Tensor Product")
    await import_rows(tensor, make_row("HADACORE: Hadamard Transform Kernel", AWQ, alias="HADACORE"))
    await import_rows(tensor)
    await import_rows(make_row("A third thing altogether", AWQ, alias="Third", published=None), name="other")
    assert len(await papers_of(database)) == 2


async def test_a_paper_on_two_lists_is_one_paper_and_leaves_with_the_last(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    await import_rows(make_row("AWQ on the first", AWQ, alias="AWQ"))
    await import_rows(make_row("AWQ on the second", AWQ, alias="AWQ", stars=3), name="other")
    (paper,) = await papers_of(database)
    assert paper.title == "AWQ on the second", "the newest list's title"
    assert [placement.list_name for placement in paper.placements] == ["other", "mine"]
    assert kinds(await import_rows(name="other")) == ["removed"]
    (paper,) = await papers_of(database)
    assert (paper.title, paper.stars) == ("AWQ on the first", 0)
    await import_rows()
    assert await papers_of(database) == ()


async def test_an_import_that_fails_leaves_the_catalog_as_it_was(
    database: Database, make_row: MakeRow, import_rows: Import, now: datetime
) -> None:
    await import_rows(make_row("AWQ", AWQ))
    before = await papers_of(database)
    document = Document("markdown", (make_row("GPTQ", GPTQ),))
    with pytest.raises(ZeroDivisionError):
        async with database.write() as session:
            await import_document(session, "mine", document, now)
            _ = 1 / 0
    assert await papers_of(database) == before


async def test_a_key_knows_since_when_a_row_asserts_it(database: Database, make_row: MakeRow, now: datetime) -> None:
    later = now + timedelta(days=1)
    for at, stars, code in ((now, 1, ""), (later, 2, CODE)):
        document = Document("markdown", (make_row("AWQ", AWQ, code, stars=stars),))
        async with database.write() as session:
            await import_document(session, "mine", document, at)
    async with database.read() as session:
        since = {row.key: row.since_at for row in (await session.execute(select(KeyRow))).scalars()}
    assert since == {"arxiv:2306.00978": now, "title:awq": now, "repo:github.com/mit-han-lab/llm-awq": later}


async def test_a_nul_in_a_list_stops_nothing(database: Database, make_row: MakeRow, import_rows: Import) -> None:
    rows = make_row("A\0WQ", "https://x.org/a%00b", alias="A\0"), make_row("GPTQ", GPTQ, section="S\0")
    await import_rows(*rows)
    assert [paper.title for paper in await papers_of(database)] == ["AWQ", "GPTQ"]
    assert (await import_rows(*rows)).is_unchanged


@pytest.mark.parametrize("name", ["", "With Blank", "../x", "-x", "a" * 65, "名单"])
async def test_a_list_has_a_plain_name(make_row: MakeRow, import_rows: Import, name: str) -> None:
    with pytest.raises(InvalidListName):
        await import_rows(make_row("AWQ", AWQ), name=name)


async def test_progress_is_told_to_the_last_row(database: Database, make_row: MakeRow, now: datetime) -> None:
    heard: list[tuple[int, int]] = []
    rows = tuple(make_row(f"Paper of number {number}") for number in range(1_500))
    async with database.write() as session:
        await import_document(session, "mine", Document("markdown", rows), now, lambda *told: heard.append(told))
    assert heard == [(1_000, 1_500), (1_500, 1_500)]


async def test_a_paper_is_known_by_its_former_titles_too(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    for title in ("Technical report: four bits", "Outlier smoothing in four bits", "OUTLIER smoothing in four bits"):
        await import_rows(make_row(title, AWQ, alias="SageAttention2"))
    (paper,) = await papers_of(database)
    assert paper.title == "OUTLIER smoothing in four bits"
    assert paper.titles == (paper.title, "Technical report: four bits")


@pytest.mark.parametrize("anchors", [("a", "b"), ("a", ""), ("", "b"), ("a", "a")])
async def test_a_section_that_is_worded_anew_moves_none_of_its_papers(
    make_row: MakeRow, import_rows: Import, anchors: tuple[str, str]
) -> None:
    rows = [make_row("AWQ", AWQ, alias="AWQ"), make_row("GPTQ", GPTQ, alias="GPTQ")]
    other = make_row("Mooncake", section="Serving")
    before, after = (Section(name, anchor) for name, anchor in zip(("KV", "KV cache"), anchors, strict=True))
    await import_rows(*(replace(row, section=before) for row in rows), other)
    assert kinds(await import_rows(other, *(replace(row, section=after) for row in rows))) == []
    left = [replace(rows[0], section=after), replace(rows[1], section=other.section), other]
    assert kinds(await import_rows(*left)) == ["moved"]


async def test_a_new_paper_under_a_common_name_is_not_the_one_that_bore_it_before(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    """The name is common; the row that bore it went versions ago."""
    other = make_row("Mooncake")
    await import_rows(make_row("Sampling from drafts", AWQ, alias="Speculative Decoding"), other)
    await import_rows(other)
    blog = make_row("What we learned in production", "https://blog.example.org/1", alias="Speculative Decoding")
    assert kinds(await import_rows(other, replace(blog, section=Section("Edge")))) == ["added"]
