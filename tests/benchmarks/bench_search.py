"""How long a look-up takes, beside the plainest one that could be made: `python tests/benchmarks/bench_search.py`.

The baseline compares the text with every title (rapidfuzz, token_sort_ratio) and knows no aliases, topics or filters.
Catalogs larger than the shipped one are made of its words.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[2]))

from rapidfuzz import fuzz, process

from data.categories import Category
from data.paper import Paper
from data.query.query import Query
from storage.catalog import load_categories, load_papers
from storage.database import Database
from storage.search.index import Index
from storage.upgrading import upgrade

SIZES = (354, 2_000, 10_000)
ROUNDS = 5
TEXTS = (
    "awq", "flash attn 3", "medussa", "kv cache", "kv cache 2024 with code", "microsoft moe", "quantization",
    "efficient low-bitwidth quantization", "run big models on one gpu", "chocolate cake recipe", "量化", "早退",
    "https://arxiv.org/abs/2309.06180", "Efficient Memory Management for Large Language Model Serving",
)  # fmt: skip
TYPED = ("", "f", "flash", "flash at", "kv ca", "medussa", "specultive dec", "effici")


def main() -> None:
    """Prints a table: a line a size, milliseconds, and how many baselines a look-up costs."""
    papers, index = asyncio.run(_shipped())
    categories = tuple(category for category, _ in index.count_categories(_lists(papers)))
    print("papers   built   baseline     search       p99   ratio    suggest       p99")
    for size in SIZES:
        print(_measure(_grow(papers, size), categories))


def _measure(papers: Sequence[Paper], categories: Sequence[Category]) -> str:
    started = time.perf_counter()
    index = Index(papers, categories, 1)
    built = time.perf_counter() - started
    lists, titles = _lists(papers), [paper.title.casefold() for paper in papers]

    def compare(text: str) -> object:
        return process.extract(text, titles, scorer=fuzz.token_sort_ratio)

    def search(text: str) -> object:
        return index.search(Query(text=text), lists)

    def suggest(text: str) -> object:
        return index.suggest(text, lists)

    baseline, searches, suggestions = _times(TEXTS, compare), _times(TEXTS, search), _times(TYPED, suggest)
    return (
        f"{len(papers):>6} {built:>5.2f} s {median(baseline):>7.2f} ms {median(searches):>7.2f} ms "
        f"{_p99(searches):>6.2f} ms {median(searches) / median(baseline):>6.2f}x "
        f"{median(suggestions):>7.2f} ms {_p99(suggestions):>6.2f} ms"
    )


async def _shipped() -> tuple[tuple[Paper, ...], Index]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/paperboy.db"
        await upgrade(url, empty=False, now=datetime.now(UTC))
        database = await Database.open(url)
        async with database.read() as session:
            papers, categories = await load_papers(session), await load_categories(session)
        await database.close()
    return papers, Index(papers, categories, 0)


def _grow(papers: Sequence[Paper], size: int) -> list[Paper]:
    """So many papers: the shipped ones, then more with titles and names made of their words."""
    chance = random.Random(354)  # noqa: S311 - the same catalog every time
    words = [word for paper in papers for word in paper.title.split()]
    grown = list(papers[:size])
    while len(grown) < size:
        title = " ".join(chance.choices(words, k=chance.randint(6, 14)))
        alias = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(4, 9)))
        number = 1_000_000 + len(grown)
        model = chance.choice(papers)
        grown.append(replace(model, id=number, title=title, titles=(title,), aliases=(alias,), keys=(), links=()))
    return grown


def _lists(papers: Sequence[Paper]) -> frozenset[str]:
    return frozenset(placement.list_name for paper in papers for placement in paper.placements)


def _times(texts: Sequence[str], look_up: Callable[[str], object]) -> list[float]:
    """Milliseconds of each look-up, after a round that warms up."""
    times = []
    for lap in range(ROUNDS + 1):
        for text in texts:
            started = time.perf_counter()
            look_up(text)
            if lap:
                times.append((time.perf_counter() - started) * 1000)
    return times


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[-1]


if __name__ == "__main__":
    main()
