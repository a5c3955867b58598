"""`python -m storage usage`: which commands people use."""

import argparse
import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from rich.table import Table

from data.writers.jsonl import render_json
from storage.cli.opening import add_database, open_database
from storage.cli.printing import console, printable
from storage.cli.sentences import Status
from storage.operations.usage import Usage, find_usage

HELP = "how often each command and button was used, and how that ended"
EXAMPLES = """\
examples:
  python -m storage usage                  the last 30 days
  python -m storage usage --days 7 --json

"refused" was told why it cannot be done; "failed" met a defect, which the log explains. Who it was is not kept.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--days", type=int, default=30, metavar="N", help="how many days back (default: 30)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Prints the counts, the most used first."""
    found = asyncio.run(_load(options, environment))
    if options.json:
        for usage in found:
            print(render_json(asdict(usage)))
        return Status.DONE
    table = Table("used", "ended", "times", box=None)
    for usage in found:
        table.add_row(printable(usage.name), usage.outcome, str(usage.times))
    console().print(table)
    return Status.DONE


async def _load(options: argparse.Namespace, environment: Mapping[str, str]) -> tuple[Usage, ...]:
    since = datetime.now(UTC).date() - timedelta(days=max(0, options.days))
    async with open_database(options, environment) as database, database.read() as session:
        return await find_usage(session, since)
