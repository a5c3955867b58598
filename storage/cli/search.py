"""`python -m storage search`: looking papers up in the terminal, or line by line for a program."""

import argparse
import asyncio
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from data.errors import UnreadableMonth
from data.months import Months, parse_months
from data.query.query import Query
from data.query.text import parse_query, render_query
from data.writers.jsonl import facts_of, render_json
from storage.cli.answers import show_answer
from storage.cli.batch import answer_lines
from storage.cli.errors import UnknownCategory
from storage.cli.opening import add_database, open_catalog
from storage.cli.printing import printable
from storage.cli.sentences import Status, find_sentence
from storage.guilds import find_visible_lists
from storage.search.index import Index
from storage.search.live import LiveIndex
from storage.search.result import Confidence, Result

HELP = "look papers up"
EXAMPLES = """\
examples:
  python -m storage search flash attn
  python -m storage search "kv cache" --since 2024 --has-code --min-stars 2
  python -m storage search "kv cache since:2024-07 until:2024-12 category:kv-cache"
  python -m storage search https://arxiv.org/abs/2309.06180
  python -m storage search --category moe --json
  python -m storage search --jsonl < queries.jsonl

The words may be a name, a part of a title, a topic, an organisation, an id or an address, misspelt or in Chinese.

--jsonl reads one JSON object a line ({"query": "flash attn 3"}) and prints one a line, in the same order:
  {"confidence": "high" | "low" | "none", "ms": 0.4, "papers": [...]}     the best 10, best first
"low" and "none" say that nothing fits; papers may then be loosely related.

Where no database is named and none is here, the shipped catalog answers. Ends with 1 where nothing fits.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument(
        "query", metavar="QUERY", nargs="*", help="what to look for; without it whatever filters let pass"
    )
    parser.add_argument("--category", metavar="NAME", help="only papers of this category")
    parser.add_argument("--since", metavar="MONTH", type=_months, help="published then or later: 2024, 2024-07, …")
    parser.add_argument("--until", metavar="MONTH", type=_months, help="published then or earlier")
    parser.add_argument("--has-code", action="store_true", help="only papers with a code link")
    parser.add_argument("--min-stars", metavar="N", type=int, choices=range(4), help="only papers with N stars or more")
    parser.add_argument("--limit", metavar="N", type=_limit, default=10, help="show at most so many (default: 10)")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    output.add_argument("--jsonl", action="store_true", help="answer the queries on standard input, one a line")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Answers one query, or with --jsonl as many as come. Raises `UnknownCategory`."""
    index, lists = asyncio.run(_load(options, environment))
    if options.jsonl:
        return answer_lines(sys.stdin.buffer, index, lists, lambda query: _narrowed(query, options, index))
    query = _narrowed(parse_query(" ".join(options.query)), options, index)
    result = index.search(query, lists, datetime.now(UTC))
    if options.json:
        print(render_json(_facts(result, options.limit)))
    else:
        show_answer(result, options.limit)
    return Status.DONE if result.confidence is Confidence.HIGH else Status.FAILED


async def _load(options: argparse.Namespace, environment: Mapping[str, str]) -> tuple[Index, frozenset[str]]:
    async with open_catalog(options, environment) as database:
        index = await LiveIndex(database).load()
        async with database.read() as session:
            return index, await find_visible_lists(session, None)


def _narrowed(query: Query, options: argparse.Namespace, index: Index) -> Query:
    """The query with what the options add; a category by any of its names."""
    name = options.category or query.category
    category = index.find_category(name) if name else None
    if name and category is None:
        raise UnknownCategory(name, index.category_slugs)
    return replace(
        query,
        category=category.slug if category else "",
        since=options.since.first if options.since else query.since,
        until=options.until.last if options.until else query.until,
        has_code=True if options.has_code else query.has_code,
        min_stars=query.min_stars if options.min_stars is None else options.min_stars,
    )


def _facts(result: Result, limit: int) -> dict[str, object]:
    return {
        "query": render_query(result.query),
        "confidence": result.confidence.value,
        "found": len(result.papers),
        "undated": result.undated,
        "understood": [{"kind": part.kind.value, "value": part.value, "words": part.words} for part in result.parts],
        "relaxed": result.relaxed.kind.value if result.relaxed else None,
        "papers": [facts_of(paper) for paper in result.papers[:limit]],
    }


def _months(text: str) -> Months:
    try:
        return parse_months(text)
    except UnreadableMonth as error:
        raise argparse.ArgumentTypeError(find_sentence(error) or printable(text)) from error


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of papers: give one from 1 to 100000")
    return int(text)
