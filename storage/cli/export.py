"""`python -m storage export`: the whole catalog as a file that other programs read, or patches for the lists."""

import argparse
import asyncio
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from data.paper import Paper
from data.writers.bibtex import render_bibtex
from data.writers.jsonl import render_jsonl
from data.writers.spreadsheet import render_csv
from storage.catalog import load_papers
from storage.cli import pending
from storage.cli.opening import add_database, open_catalog
from storage.cli.printing import say, write_bytes
from storage.cli.sentences import Status

HELP = "write every paper as JSON Lines, CSV or BibTeX, or what is approved as patches for the lists"
EXAMPLES = """\
examples:
  python -m storage export --format jsonl | jq -r 'select(.stars == 2) | .title'
  python -m storage export --format csv --output papers.csv
  python -m storage export --format bibtex --output papers.bib
  python -m storage export --pending-upstream --output patches    NAME.patch and NAME.md for each list
  python -m storage export --pending-upstream NAME | git apply    in a clone of the list
  python -m storage export --pending-upstream NAME --against README.md | git apply

One paper a line (BibTeX: an entry), in UTF-8. A file is written as a whole or not at all.

--pending-upstream writes what moderators have approved and the lists do not have yet: rows in each list's own columns,
order and style, as a patch against its text as last synced (or against the file that --against names), and the words
for a pull request. Each patch was proven by reading the list again with it. Status 1: something could not be placed.
"""
WRITERS: Mapping[str, Callable[[Iterable[Paper]], str]] = {
    "jsonl": render_jsonl,
    "csv": render_csv,
    "bibtex": render_bibtex,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--format", choices=tuple(WRITERS), help="which form the catalog is written in")
    told = "what is approved, as patches for all lists or for this one"
    what.add_argument("--pending-upstream", metavar="LIST", nargs="?", const="", help=told)
    parser.add_argument(
        "--against", metavar="FILE", type=Path, help="with --pending-upstream LIST: the list as it is now"
    )
    parser.add_argument(
        "--output", metavar="PATH", type=Path, help="write here (patches: a folder), not to standard output"
    )
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Writes all papers, or the patches. Raises `OutputUnwritable` and what `pending.run` raises."""
    if options.pending_upstream is not None:
        return pending.run(options, environment)
    if options.against:
        say("--against goes with --pending-upstream LIST.")
        return Status.USAGE
    papers = asyncio.run(_load(options, environment))
    write_bytes(WRITERS[options.format](papers).encode("utf-8", "backslashreplace"), options.output)
    if options.output:
        say(f"{options.output} holds {len(papers)} papers.")
    return Status.DONE


async def _load(options: argparse.Namespace, environment: Mapping[str, str]) -> tuple[Paper, ...]:
    async with open_catalog(options, environment) as database, database.read() as session:
        return await load_papers(session)
