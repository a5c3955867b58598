"""Which database a command works on."""

import argparse
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from storage.cli.printing import say
from storage.cli.sentences import UPGRADE
from storage.database import DEFAULT_URL, Database
from storage.upgrading import upgrade


def add_database(parser: argparse.ArgumentParser) -> None:
    """Adds the option that names the database."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; without it DATABASE_URL, else paperboy.db here",
    )


def find_url(options: argparse.Namespace, environment: Mapping[str, str]) -> str | None:
    """The address that the option or DATABASE_URL gives; None where neither does."""
    return options.database or environment.get("DATABASE_URL", "").strip() or None


@asynccontextmanager
async def open_database(options: argparse.Namespace, environment: Mapping[str, str]) -> AsyncIterator[Database]:
    """The database that the command line, else the environment, else the working directory names. Raises what
    `Database.open` raises."""
    database = await Database.open(find_url(options, environment) or DEFAULT_URL)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_catalog(options: argparse.Namespace, environment: Mapping[str, str]) -> AsyncIterator[Database]:
    """The same for reading; where nobody names a database and none is here it is the shipped catalog, in a scratch
    database that is gone afterwards."""
    if find_url(options, environment) is None and not _is_here():
        say(f"There is no paperboy.db here: this is the shipped catalog. {UPGRADE} makes a database of your own.")
        opening = _shipped_catalog()
    else:
        opening = open_database(options, environment)
    async with opening as database:
        yield database


def _is_here() -> bool:
    return Path("paperboy.db").exists()


@asynccontextmanager
async def _shipped_catalog() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory(prefix="paperboy-") as folder:
        url = f"sqlite:///{Path(folder, 'shipped.db')}"
        await upgrade(url, empty=False, now=datetime.now(UTC))
        database = await Database.open(url)
        try:
            yield database
        finally:
            await database.close()
