"""`python -m storage check`: whether the database is sound."""

import argparse
import asyncio
from collections.abc import Mapping

from storage.cli.opening import add_database, open_database
from storage.cli.printing import printable, progress_of
from storage.cli.sentences import Status
from storage.operations.integrity import Damage, find_damage

HELP = "read all of the database and tell whether it is sound"
EXAMPLES = """\
examples:
  python -m storage check

Nothing is changed. Status 1 tells that something is wrong: restore a backup (python -m storage restore FILE).
"""
_DAMAGES = {
    "file": "The file is damaged: {detail}",
    "reference": "Rows of the table {detail} refer to rows that are gone.",
    "counter": "The counter {detail} is behind its table: numbers would come twice.",
    "cursor": "{detail} digests are ahead of the feed: they would tell nothing until it catches up.",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Says what is wrong, a line each, or that nothing is."""
    with progress_of("reading"):
        url, damages = asyncio.run(_check(options, environment))
    for damage in damages:
        print(printable(describe_damage(damage)))
    if damages:
        return Status.FAILED
    print(printable(f"{url} is sound."))
    return Status.DONE


def describe_damage(damage: Damage) -> str:
    """One sentence about something that is wrong."""
    return _DAMAGES[damage.kind].format(detail=damage.detail)


async def _check(options: argparse.Namespace, environment: Mapping[str, str]) -> tuple[str, tuple[Damage, ...]]:
    async with open_database(options, environment) as database:
        return database.url, await find_damage(database)
