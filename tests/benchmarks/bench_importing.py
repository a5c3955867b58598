"""How long lists take to be read, imported and synced.

`python -m tests.benchmarks.bench_importing` prints seconds and rows a second, beside the baseline of the same run:
writing as many lines into one table of a SQLite file. Growth is linear where the rows a second stay.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.formats import parse_document
from data.schema import Document
from data.seed import load_seed
from storage.database import Database
from storage.importing import import_document
from storage.sources import follow_list
from storage.sync.syncing import Policy, sync_list
from storage.upgrading import upgrade

SIZES = (1_000, 10_000, 100_000)
LARGEST_IMPORT = 10_000
NOW = datetime(2026, 11, 21, tzinfo=UTC)
HEAD = "# L\n\n## S{}\n\n|Date|Title|Paper|Code|Recom|\n|:-:|:-:|:-:|:-:|:-:|\n"


def list_of(rows: int) -> str:
    """A list of so many rows, recombined from the titles of the shipped catalog."""
    titles = [row.title for seed in load_seed() for row in seed.document.rows]
    parts = []
    for number in range(rows):
        if number % 500 == 0:
            parts.append(("\n" if number else "") + HEAD.format(number // 500))
        title = f"{titles[number % len(titles)]} {number}"
        arxiv = f"https://arxiv.org/abs/{2001 + number // 100_000:04}.{number % 100_000:05}"
        parts.append(
            f"|2024.07|🔥[A{number}] {title}(@MIT)|[[pdf]]({arxiv})|[[c]](https://github.com/o/r{number})|⭐️ |\n"
        )
    return "".join(parts)


def baseline(folder: Path, text: str) -> float:
    """Seconds for writing the lines of a text into one table, in one transaction."""
    started = time.perf_counter()
    connection = sqlite3.connect(folder / "baseline.db")
    connection.execute("DROP TABLE IF EXISTS lines")
    connection.execute("CREATE TABLE lines (id INTEGER PRIMARY KEY, line TEXT)")
    connection.executemany("INSERT INTO lines (line) VALUES (?)", ((line,) for line in text.splitlines()))
    connection.commit()
    connection.close()
    return time.perf_counter() - started


async def import_once(folder: Path, document: Document) -> float:
    """Seconds for importing a document into an empty database."""
    path = folder / f"{len(document.rows)}.db"
    await upgrade(f"sqlite:///{path}", empty=True, now=NOW)
    database = await Database.open(f"sqlite:///{path}")
    started = time.perf_counter()
    async with database.write() as session:
        await import_document(session, "bench", document, NOW)
    seconds = time.perf_counter() - started
    await database.close()
    return seconds


async def sync_unchanged(folder: Path) -> float:
    """Seconds for a sync of 363 rows that have not changed."""
    file = folder / "list.md"
    file.write_text(list_of(363), encoding="utf-8")
    await upgrade(f"sqlite:///{folder / 'sync.db'}", empty=True, now=NOW)
    database = await Database.open(f"sqlite:///{folder / 'sync.db'}")
    async with database.write() as session:
        await follow_list(session, "bench", file.as_uri(), "auto", NOW)
    await sync_list(database, "bench", NOW, Policy())
    started = time.perf_counter()
    outcome = await sync_list(database, "bench", NOW + timedelta(hours=1), Policy())
    seconds = time.perf_counter() - started
    await database.close()
    if outcome.status != "unchanged":
        sys.exit(f"the sync was to find nothing: {outcome}")
    return seconds


def report(what: str, rows: int, seconds: float, floor: float) -> None:
    """One line: seconds, rows a second, times the baseline."""
    print(
        f"{what:16} {rows:8,} rows  {seconds:8.3f} s  {rows / seconds:10,.0f} rows/s  {seconds / floor:7.1f} x baseline"
    )


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for rows in SIZES:
            text = list_of(rows)
            floor = baseline(folder, text)
            report("baseline", rows, floor, floor)
            started = time.perf_counter()
            document = parse_document(text)
            report("read", len(document.rows), time.perf_counter() - started, floor)
            if rows <= LARGEST_IMPORT:
                report("import", rows, asyncio.run(import_once(folder, document)), floor)
        seconds = asyncio.run(sync_unchanged(folder))
        print(f"sync, unchanged       363 rows  {seconds:8.3f} s")


if __name__ == "__main__":
    main()
