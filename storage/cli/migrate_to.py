"""`python -m storage migrate-to URL`: the same database on a server."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from rich.table import Table

from storage.cli.opening import add_database, find_url
from storage.cli.printing import bar_of, console, printable
from storage.cli.sentences import Status
from storage.database import DEFAULT_URL
from storage.operations.locking import alone
from storage.operations.moving import move

HELP = "move everything into another, empty database, and compare both"
EXAMPLES = """\
examples:
  python -m storage migrate-to postgresql://paperboy:secret@db/paperboy

Stop the bot first, then start it with DATABASE_URL set to the new address. Every row is copied and read again; it is
all or nothing. The old database stays as it is. Without a bar (in a pipe) it prints one line a table.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("url", metavar="URL", help="the database to move to")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Moves and prints what each table holds on both sides."""
    source = find_url(options, environment) or DEFAULT_URL
    with alone(source), bar_of("copying") as tell:
        copied = asyncio.run(move(source, options.url, datetime.now(UTC), tell))
    table = Table("table", "rows", "checksum on both sides", box=None)
    for each in copied:
        table.add_row(printable(each.table), f"{each.rows}", each.checksum)
    console().print(table)
    print(f"{sum(each.rows for each in copied)} rows of {len(copied)} tables are there, each as it was.")
    return Status.DONE
