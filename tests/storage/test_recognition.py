from collections.abc import Awaitable, Callable

from data.schema import Row
from storage.database import Database
from storage.importing import ImportReport
from storage.placements import load_placed
from storage.recognition import recognise

MakeRow = Callable[..., Row]
Import = Callable[..., Awaitable[ImportReport]]
AWQ = "https://arxiv.org/abs/2306.00978"


async def test_new_rows_of_one_new_paper_share_a_number_below_zero(database: Database, make_row: MakeRow) -> None:
    rows = [make_row("Weights", AWQ, alias="AWQ"), make_row("GPTQ"), make_row("In other words", AWQ, alias="AWQ")]
    async with database.read() as session:
        found = await recognise(session, "mine", [], rows)
    assert found.continued == (None, None, None)
    assert found.papers[0] == found.papers[2] != found.papers[1]
    assert max(found.papers) < 0


async def test_rows_of_the_last_version_bring_their_papers(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    await import_rows(make_row("AWQ", AWQ, alias="AWQ"), make_row("GPTQ"))
    async with database.read() as session:
        stored = await load_placed(session, list_id=1)
        found = await recognise(session, "mine", stored, [make_row("GPTQ"), make_row("Other", "", alias="New")])
    assert found.continued == (stored[1], None)
    assert found.papers[0] == stored[1].paper_id
    assert found.papers[1] < 0


async def test_a_key_that_another_list_asserts_brings_its_paper(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    await import_rows(make_row("AWQ", AWQ))
    async with database.read() as session:
        found = await recognise(session, "other", [], [make_row("Another title", AWQ + "v3")])
    assert found.papers == (1,)


async def test_a_repository_finds_the_paper_whose_code_it_is(
    database: Database, make_row: MakeRow, import_rows: Import
) -> None:
    code = "https://github.com/mit-han-lab/llm-awq"
    await import_rows(make_row("Activation-aware Weights", AWQ, code, alias="AWQ"))
    async with database.read() as session:
        found = await recognise(session, "other", [], [make_row("AWQ", code=code), make_row("TinyChat", code=code)])
    assert found.papers[0] == 1
    assert found.papers[1] < 0
