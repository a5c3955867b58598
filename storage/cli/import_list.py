"""`python -m storage import`: a file becomes the current version of a list."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from data.formats import FORMATS, parse_document, read_text
from data.schema import Document
from data.writers.jsonl import render_json
from storage.cli.opening import add_database, open_database
from storage.cli.printing import printable, progress_of, say
from storage.cli.sentences import Status
from storage.importing import ImportReport, import_document
from storage.sources import forget_version

MOST_PROBLEMS = 10
HELP = "make a file the current version of a list"
EXAMPLES = """\
examples:
  python -m storage import README.md --list awesome-llm
  python -m storage import rows.jsonl --list mine --format jsonl --json

A list that is new is created; of one that exists the differences are written and go to the feed of changes.
A second run with the same file changes nothing, and an import that fails or is interrupted has not happened.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a list: Markdown, a page saved as text, JSON Lines")
    parser.add_argument("--list", dest="list_name", metavar="NAME", required=True, help="the list that this is")
    parser.add_argument("--format", choices=("auto", *FORMATS), default="auto", help="how to read it (default: auto)")
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Reads the file, imports it and says what changed."""
    document = parse_document(read_text(options.file), options.format)
    report = asyncio.run(_import(options, environment, document))
    if options.json:
        print(render_json(_facts(report, document)))
    else:
        print(printable(_sentence(report)))
        _say_problems(document)
    return Status.DONE


async def _import(options: argparse.Namespace, environment: Mapping[str, str], document: Document) -> ImportReport:
    async with open_database(options, environment) as database:
        with progress_of("importing") as progress:
            (task,) = progress.task_ids

            def on_row(done: int, rows: int) -> None:
                progress.update(task, completed=done, total=rows)

            async with database.write() as session:
                await forget_version(session, options.list_name)
                return await import_document(session, options.list_name, document, datetime.now(UTC), on_row)


def _sentence(report: ImportReport) -> str:
    name, rows = report.list_name, f"{report.rows} rows"
    if report.first:
        return f"{name}: {rows}, {report.papers_added} new papers."
    if report.is_unchanged:
        return f"{name}: {rows}, all unchanged."
    return (
        f"{name}: {rows}, {report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.papers_added} new papers."
    )


def _say_problems(document: Document) -> None:
    """What a curator may want to mend, on standard error; the lines of the file count from 1."""
    for problem in document.problems[:MOST_PROBLEMS]:
        say(f"line {problem.line}: {problem.kind.replace('_', ' ')}: {problem.text[:80]}")
    more = len(document.problems) - MOST_PROBLEMS
    if more > 0:
        say(f"{more} more of the kind: --json shows all.")


def _facts(report: ImportReport, document: Document) -> dict[str, object]:
    return {
        "list": report.list_name,
        "first": report.first,
        "rows": report.rows,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "papers_added": report.papers_added,
        "changes": len(report.changes),
        "problems": [
            {"line": problem.line, "kind": problem.kind, "text": problem.text} for problem in document.problems
        ],
    }
