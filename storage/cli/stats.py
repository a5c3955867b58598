"""`python -m storage stats`: how many papers there are, of which kinds."""

import argparse
import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from rich.table import Table

from data.categories import Category
from data.paper import Paper
from data.schema import LinkKind
from data.writers.jsonl import render_json
from storage.catalog import load_categories, load_papers
from storage.cli.opening import add_database, open_catalog
from storage.cli.printing import console, printable
from storage.cli.sentences import Status
from storage.lists import ListInfo, load_lists

HELP = "count papers and rows by list, category and year"
EXAMPLES = """\
examples:
  python -m storage stats
  python -m storage stats --json | jq .by_year

A paper counts once, however many lists and sections show it; in the counts by category once in each of its categories.
"""


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of papers; `rows` counts rows, and `lists` says of each list its rows and papers."""

    papers: int
    rows: int
    with_code: int
    without_paper_link: int
    without_any_link: int
    without_month: int
    without_alias: int
    without_organisation: int
    lists: dict[str, dict[str, int]]
    by_category: dict[str, int]
    by_year: dict[str, int]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Prints the counts."""
    stats = asyncio.run(_load(options, environment))
    if options.json:
        print(render_json(asdict(stats)))
    else:
        _show(stats)
    return Status.DONE


def count(papers: Sequence[Paper], lists: Sequence[ListInfo], categories: Sequence[Category]) -> Stats:
    """The counts of a catalog; categories in display order, years in order of time."""
    placed = Counter(slug for paper in papers for slug in paper.categories)
    years = Counter(str(paper.published.year) for paper in papers if paper.published)
    return Stats(
        papers=len(papers),
        rows=sum(info.rows for info in lists),
        with_code=sum(paper.has_code for paper in papers),
        without_paper_link=sum(not _has_paper_link(paper) for paper in papers),
        without_any_link=sum(not any(link.url for link in paper.links) for paper in papers),
        without_month=sum(paper.published is None for paper in papers),
        without_alias=sum(not paper.aliases for paper in papers),
        without_organisation=sum(not paper.organisations for paper in papers),
        lists={info.name: {"rows": info.rows, "papers": info.papers} for info in lists},
        by_category={category.slug: placed[category.slug] for category in categories if placed[category.slug]},
        by_year={year: years[year] for year in sorted(years)},
    )


def _has_paper_link(paper: Paper) -> bool:
    return any(link.kind is not LinkKind.CODE for link in paper.links)


async def _load(options: argparse.Namespace, environment: Mapping[str, str]) -> Stats:
    async with open_catalog(options, environment) as database, database.read() as session:
        return count(await load_papers(session), await load_lists(session), await load_categories(session))


def _show(stats: Stats) -> None:
    """A line a count: aligned on a terminal, between tabs where a program reads."""
    lines = [(name.replace("_", " "), value) for name, value in asdict(stats).items() if isinstance(value, int)]
    lines += [(f"list {name}: {what}", value) for name, counts in stats.lists.items() for what, value in counts.items()]
    lines += [(f"category {slug}", papers) for slug, papers in stats.by_category.items()]
    lines += [(f"year {year}", papers) for year, papers in stats.by_year.items()]
    screen = console()
    if not screen.is_terminal:
        for name, value in lines:
            print(f"{printable(name)}\t{value}")
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    for name, value in lines:
        table.add_row(printable(name), str(value))
    screen.print(table)
