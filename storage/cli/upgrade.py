"""`python -m storage upgrade`: a database of this version, with the shipped catalog where it is new."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from storage.cli.opening import add_database, find_url
from storage.cli.printing import printable, progress_of
from storage.cli.sentences import Status
from storage.database import DEFAULT_URL
from storage.upgrading import UpgradeReport, upgrade

HELP = "create the database with the shipped catalog, or bring an older one up to date"
EXAMPLES = """\
examples:
  python -m storage upgrade                 paperboy.db in this folder, with the shipped catalog
  python -m storage upgrade --empty         the same without papers, for lists of your own
  DATABASE_URL=postgresql://bot:secret@db/paperboy python -m storage upgrade

A second run changes nothing. An older SQLite file is copied into the folder backups beside it first. It is
all or nothing: an upgrade that is interrupted has not happened.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--empty", action="store_true", help="leave a new database without papers")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Creates or upgrades the database and says what was done."""
    url = find_url(options, environment) or DEFAULT_URL
    with progress_of("upgrading"):
        report = asyncio.run(upgrade(url, empty=options.empty, now=datetime.now(UTC)))
    print(printable(_sentence(report)))
    return Status.DONE


def _sentence(report: UpgradeReport) -> str:
    if report.is_unchanged:
        return f"{report.url} is up to date ({report.revision})."
    if report.revision_before is not None:
        copied = f" What it was is kept in {report.copy}." if report.copy else ""
        return f"{report.url} was upgraded from {report.revision_before} to {report.revision}.{copied}"
    if report.papers:
        return f"{report.url} was created with {report.papers} papers from {report.rows} rows of the shipped lists."
    return f"{report.url} was created without papers."
