"""`python -m storage export`: the whole catalog as a file that other programs read."""

import argparse
import asyncio
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from data.paper import Paper
from data.writers.bibtex import render_bibtex
from data.writers.jsonl import render_jsonl
from data.writers.ris import render_ris
from data.writers.spreadsheet import render_csv
from storage.catalog import load_papers
from storage.cli.opening import add_database, open_catalog
from storage.cli.printing import say, write_bytes
from storage.cli.sentences import Status

HELP = "write every paper as JSON Lines, CSV, BibTeX or RIS"
EXAMPLES = """\
examples:
  python -m storage export --format jsonl | jq -r 'select(.stars == 2) | .title'
  python -m storage export --format csv --output papers.csv
  python -m storage export --format bibtex --output papers.bib
  python -m storage export --format ris --output papers.ris

One paper a line (BibTeX: an entry; RIS: a record), in UTF-8. A file is written as a whole or not at all.
"""
WRITERS: Mapping[str, Callable[[Iterable[Paper]], str]] = {
    "jsonl": render_jsonl,
    "csv": render_csv,
    "bibtex": render_bibtex,
    "ris": render_ris,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--format", choices=tuple(WRITERS), required=True, help="what to write")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write here instead of to standard output")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Writes all papers. Raises `OutputUnwritable`."""
    papers = asyncio.run(_load(options, environment))
    write_bytes(WRITERS[options.format](papers).encode("utf-8", "backslashreplace"), options.output)
    if options.output:
        say(f"{options.output} holds {len(papers)} papers.")
    return Status.DONE


async def _load(options: argparse.Namespace, environment: Mapping[str, str]) -> tuple[Paper, ...]:
    async with open_catalog(options, environment) as database, database.read() as session:
        return await load_papers(session)
