"""The index follows the catalog, and reloads only when it must."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from data.formats import parse_document
from data.query.query import Query
from storage.catalog import load_papers
from storage.database import Database
from storage.guilds import find_visible_lists
from storage.importing import import_document
from storage.search.large_index import LargeIndex
from storage.search.live import LiveIndex

ROWS = '{"title": "A Paper on Tea", "aliases": ["TeaTime"], "section": "Tea", "line": 1}'


async def _add(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await import_document(session, "tea", parse_document(ROWS, "jsonl"), now)


async def test_before_loading_there_is_nothing_and_no_error(catalog: Database) -> None:
    assert LiveIndex(catalog).latest.suggest("awq", frozenset({"awesome-llm-inference"})) == ()


async def test_loads_the_shipped_catalog(catalog: Database) -> None:
    live = LiveIndex(catalog)
    index = await live.load()
    async with catalog.read() as session:
        lists = await find_visible_lists(session, None)
    assert index.count_papers(lists) == 354
    assert index.search(Query(text="flash attn"), lists).papers[0].aliases == ("FlashAttention",)
    assert live.latest is index


async def test_stays_while_nothing_changes_and_follows_what_does(database: Database, now: datetime) -> None:
    live = LiveIndex(database)
    before = await live.load()
    async with database.read() as session:
        assert await live.current(session) is before
    await _add(database, now)
    async with database.read() as session:
        after = await live.current(session)
    assert after is not before
    assert after.search(Query(text="teatime"), frozenset({"tea"})).papers
    assert live.latest is after


async def test_many_askers_cause_one_reload(database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveIndex(database)
    await live.load()
    await _add(database, now)
    loads = 0

    async def counted(session: object) -> object:
        nonlocal loads
        loads += 1
        return await load_papers(session)  # type: ignore[arg-type]

    monkeypatch.setattr("storage.search.live.load_papers", counted)

    async def ask() -> int:
        async with database.read() as session:
            return (await live.current(session)).version

    assert len(set(await asyncio.gather(*(ask() for _ in range(4))))) == 1
    assert loads == 1


async def test_an_older_transaction_does_not_take_the_newer_index_away(database: Database, now: datetime) -> None:
    live = LiveIndex(database)
    await live.load()
    async with database.read() as old:
        seen = await live.current(old)
        await _add(database, now)
        async with database.read() as new:
            newer = await live.current(new)
        assert newer.version > seen.version
        assert (await live.current(old)).version == seen.version
        assert live.latest is newer


def _indexes_in(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if "index" in path.name]


async def test_a_large_catalog_gets_its_index_in_a_file_that_leaves_nothing_behind(
    catalog: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("storage.search.live.LARGEST_IN_MEMORY", 100)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    index = await LiveIndex(catalog).load()
    async with catalog.read() as session:
        lists = await find_visible_lists(session, None)
    assert isinstance(index, LargeIndex)
    assert index.count_papers(lists) == 354
    assert index.search(Query(text="flash attn"), lists).papers[0].aliases == ("FlashAttention",)
    assert _indexes_in(tmp_path) == []
