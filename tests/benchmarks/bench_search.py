"""How long a look-up takes, beside two search engines in the same process: `python tests/benchmarks/bench_search.py`.

    python tests/benchmarks/bench_search.py [354 100000 1000000]

The baselines are SQLite's FTS5 (porter stems, bm25) and tantivy with fuzzy terms, over the same titles and aliases. All
answer the same queries; what counts are the ratios of the p99. Larger catalogs are made by recombining real titles.
"""

import asyncio
import gc
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[2]))

import tantivy
from rich.progress import Progress

from data.categories import Category
from data.paper import Paper
from data.query.query import Query
from storage.catalog import load_categories, load_papers
from storage.database import Database
from storage.search.index import Index
from storage.search.index_file import best_first, build_index_file
from storage.search.large_index import LARGEST_IN_MEMORY, LargeIndex
from storage.upgrading import upgrade

SIZES = (354, 100_000, 1_000_000)
ROUNDS = 3
TYPED = ("", "f", "flash", "flash at", "kv ca", "medussa", "specultive dec", "effici")


def main() -> None:
    """Prints a line a size: how the index was built and opened, medians and p99 in ms, and the ratios of the p99."""
    papers, categories = asyncio.run(_shipped())
    texts = _queries(papers)
    for size in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            print(_measure(papers, categories, texts, size, Path(folder)), flush=True)


def _measure(
    papers: Sequence[Paper], categories: Sequence[Category], texts: Sequence[str], size: int, folder: Path
) -> str:
    lists = frozenset(placement.list_name for paper in papers for placement in paper.placements)
    before = _memory()
    index, told = _build(papers, categories, size, folder)
    told += f", {_memory() - before:.0f} MB of memory"
    fts5, fuzzy = _build_fts5(papers, size, folder), _build_tantivy(papers, size, folder)
    gc.collect()
    lines = [f"{size} papers: {told}"]
    own = _times(texts, lambda text: index.search(Query(text=text), lists))
    for name, look_up in (("FTS5", fts5), ("tantivy", fuzzy)):
        times = _times(texts, look_up)
        lines.append(
            f"  {name:<8} {median(times):8.2f} {_p99(times):8.2f}   ours / {name}: {_p99(own) / _p99(times):.3f}"
        )
    suggested = _times(TYPED, lambda text: index.suggest(text, lists))
    lines.insert(1, f"  ours     {median(own):8.2f} {_p99(own):8.2f}   (median and p99 in ms)")
    lines.append(f"  suggest  {median(suggested):8.2f} {_p99(suggested):8.2f}")
    return "\n".join(lines)


def _build(papers: Sequence[Paper], categories: Sequence[Category], size: int, folder: Path) -> tuple[Index, str]:
    started = time.perf_counter()
    if size <= LARGEST_IN_MEMORY:
        return Index(tuple(_grow(papers, size)), categories, 1), f"built in {time.perf_counter() - started:.2f} s"
    path = folder / "index.db"
    names = {category.slug: tuple(category.names.values()) for category in categories}
    with Progress(transient=True) as progress:
        bar = progress.add_task("building the index", total=size)
        build_index_file(path, _grow(papers, size), names, lambda done: progress.update(bar, completed=done))
    built, started = time.perf_counter() - started, time.perf_counter()
    index = LargeIndex(path, categories, 1)
    opened = time.perf_counter() - started
    return index, f"built in {built:.0f} s, opened in {opened:.2f} s, {path.stat().st_size / 1e6:.0f} MB on disk"


def _build_fts5(papers: Sequence[Paper], size: int, folder: Path) -> Callable[[str], object]:
    connection = sqlite3.connect(folder / "fts5.db")
    connection.execute("CREATE VIRTUAL TABLE papers USING fts5 (text, tokenize='porter unicode61')")
    rows = ((f"{paper.title} {' '.join(paper.aliases)}",) for paper in _grow(papers, size))
    connection.executemany("INSERT INTO papers VALUES (?)", rows)
    connection.commit()

    def look_up(text: str) -> object:
        words = re.findall(r"\w+", text)
        match = " OR ".join(f'"{word}"' for word in words)
        return connection.execute(
            "SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY bm25(papers) LIMIT 10", (match,)
        ).fetchall()

    return look_up


def _build_tantivy(papers: Sequence[Paper], size: int, folder: Path) -> Callable[[str], object]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="en_stem")
    builder.add_integer_field("place", stored=True)
    schema = builder.build()
    (folder / "tantivy").mkdir()
    index = tantivy.Index(schema, path=str(folder / "tantivy"))
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for place, paper in enumerate(_grow(papers, size)):
        writer.add_document(tantivy.Document(text=f"{paper.title} {' '.join(paper.aliases)}", place=place))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def look_up(text: str) -> object:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(schema, "text", word.lower(), 1, True))
            for word in re.findall(r"\w+", text)
        ]
        return searcher.search(tantivy.Query.boolean_query(terms), 10).hits

    return look_up


async def _shipped() -> tuple[tuple[Paper, ...], Sequence[Category]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/paperboy.db"
        await upgrade(url, empty=False, now=datetime.now(UTC))
        database = await Database.open(url)
        async with database.read() as session:
            papers, categories = await load_papers(session), await load_categories(session)
        await database.close()
    return tuple(best_first(papers)), categories


def _grow(papers: Sequence[Paper], size: int) -> Iterator[Paper]:
    """So many papers: the shipped ones, then the beginning of one title and the end of another, with names of their
    own, in the order in which an index file wants them (all are about as liked as those that they are made of)."""
    chance = random.Random(354)  # noqa: S311 - the same catalog every time
    titles = [paper.title.split() for paper in papers]
    for number in range(size):
        model = papers[number * len(papers) // size] if size > len(papers) else papers[number]
        if number < len(papers):
            yield papers[number]
            continue
        head, tail = chance.choice(titles), chance.choice(titles)
        title = " ".join(head[: chance.randint(1, len(head))] + tail[chance.randint(0, len(tail) - 1) :])
        alias = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(4, 9)))
        key = f"arxiv:{2300 + number % 13}.{number:07d}"
        yield replace(
            model, id=1_000_000 + number, title=title, titles=(title,), aliases=(alias,), keys=(key,), links=()
        )


def _queries(papers: Sequence[Paper]) -> list[str]:
    """What people type, of every kind: names, names misspelt, pieces of titles, whole titles, topics with filters,
    descriptions, ids, Chinese, nonsense."""
    chance = random.Random(5)  # noqa: S311 - the same queries every time
    texts = [
        "kv cache", "kv cache 2024 with code", "microsoft moe", "quantization", "nvidia tensor parallel 2024", "量化",
        "早退",
        "run big models on one gpu", "guess tokens with a small model then check", "chocolate cake recipe", "pp",
        "https://arxiv.org/abs/2309.06180", "2501.99999", "speculative decoding since 2024", "flash attn 3", "投机采样",
    ]  # fmt: skip
    for paper in chance.sample(list(papers), 40):
        words = paper.title.split()
        name = paper.aliases[0] if paper.aliases else words[0]
        cut = chance.randrange(len(name))
        start = chance.randrange(max(1, len(words) - 3))
        texts += [name, name[:cut] + name[cut + 1 :], " ".join(words[start : start + 4])]
    return [*texts, *(paper.title for paper in chance.sample(list(papers), 12))]


def _times(texts: Sequence[str], look_up: Callable[[str], object]) -> list[float]:
    """Milliseconds of each look-up: of each text the median of some rounds, after one that warms up."""
    laps: list[list[float]] = [[] for _ in texts]
    for lap in range(ROUNDS + 1):
        for place, text in enumerate(texts):
            started = time.perf_counter()
            look_up(text)
            if lap:
                laps[place].append((time.perf_counter() - started) * 1000)
    return [median(times) for times in laps]


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100, method="inclusive")[-1]


def _memory() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
