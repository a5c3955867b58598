"""`python -m storage backup`: a copy of the database while it is being used."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from storage.cli.opening import add_database, open_database
from storage.cli.printing import bar_of, printable
from storage.cli.sentences import Status
from storage.operations.backups import Backup, back_up, folder_of, name_backup

HELP = "write a copy of the database, while it is being used"
EXAMPLES = """\
examples:
  python -m storage backup                       backups/paperboy-DATE.db beside the database
  python -m storage backup /mnt/usb/paperboy.db

The copy is one SQLite file, of a PostgreSQL database too (pg_dump is quicker there). It is there as a whole or not at
all. Keep it as private as the database. The bot itself writes one a day: BACKUP_HOURS, BACKUPS_KEPT, BACKUP_FOLDER.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file to write")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Writes the copy and says where it is."""
    backup = asyncio.run(_back_up(options, environment))
    print(printable(f"{backup.path} holds a copy of the database ({backup.size / 1e6:,.1f} MB)."))
    return Status.DONE


async def _back_up(options: argparse.Namespace, environment: Mapping[str, str]) -> Backup:
    async with open_database(options, environment) as database:
        folder = folder_of(database.file) if database.file else Path()
        path = options.file or folder / name_backup(datetime.now(UTC))
        with bar_of("copying") as tell:
            return await back_up(database, path, tell)
