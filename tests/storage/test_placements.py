from collections.abc import Awaitable, Callable

from data.identity.keys import keys_of
from data.months import Month
from data.schema import Link, LinkKind, Row, Section
from storage.database import Database
from storage.importing import ImportReport
from storage.placements import dump_row, in_parts, load_placed, load_row, same_facts

LINKS = (Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2306.00978"), Link(LinkKind.CODE, "c", ""))
FULL = Row(
    title="推理 “AWQ”",
    section=Section("KV", "kv", 2, ("Parent",)),
    line=3,
    aliases=("AWQ",),
    prefix="SP",
    organisations=("MIT",),
    organisation_text="mit.edu etc",
    published=Month(2023, 6),
    stars=3,
    heat=1,
    links=LINKS,
    keys=keys_of("AWQ", LINKS),
)


def test_a_row_comes_back_from_json_as_it_was() -> None:
    assert load_row(dump_row(FULL)) == FULL


def test_the_line_of_a_row_is_no_fact(make_row: Callable[..., Row]) -> None:
    moved = load_row({**dump_row(FULL), "line": 99})
    assert same_facts(moved, FULL)
    assert not same_facts(load_row({**dump_row(FULL), "stars": 0}), FULL)


def test_values_go_in_parts_that_lose_nothing() -> None:
    assert list(in_parts([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(in_parts([], 2)) == []


async def test_rows_are_loaded_in_the_order_of_the_document_dropped_ones_last(
    database: Database, make_row: Callable[..., Row], import_rows: Callable[..., Awaitable[ImportReport]]
) -> None:
    await import_rows(make_row("One"), make_row("Two"), make_row("Three"))
    await import_rows(make_row("Three"), make_row("One"))
    async with database.read() as session:
        placed = await load_placed(session, list_id=1)
    assert [(one.row.title, one.removed_at is None) for one in placed] == [
        ("Three", True),
        ("One", True),
        ("Two", False),
    ]
