"""`python -m storage restore FILE`: back to a backup."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from storage.cli.opening import add_database, find_url
from storage.cli.printing import bar_of, printable
from storage.cli.sentences import Status
from storage.database import DEFAULT_URL
from storage.operations.backups import restore
from storage.operations.locking import alone

HELP = "make the database hold what a backup holds"
EXAMPLES = """\
examples:
  python -m storage restore backups/paperboy-20261121T093000Z.db
  python -m storage restore paperboy.db --database postgresql://bot:secret@db/paperboy

Stop the bot first. What a SQLite database holds now is copied into the folder backups beside it; a PostgreSQL database
must be empty. A backup of an older version is upgraded. When the bot starts again it looks through the channels for
what it told since the backup, so that nothing is told twice.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Restores and says where the former state is kept."""
    url = find_url(options, environment) or DEFAULT_URL
    with alone(url), bar_of("restoring") as tell:
        kept = asyncio.run(restore(options.file, url, datetime.now(UTC), tell))
    print(printable(f"{options.file} was restored." + (f" What was there before is kept in {kept}." if kept else "")))
    return Status.DONE
