"""`python -m storage links`: which links of the catalog lead nowhere any more."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from data.writers.jsonl import render_json
from storage.checking import MOST_AT_ONCE, check_links
from storage.cli.health import describe_failure
from storage.cli.opening import add_database, open_database
from storage.cli.printing import say
from storage.cli.sentences import Status
from storage.linkrot import load_dead_links

HELP = "look at links that are due, and report those that are dead"
EXAMPLES = """\
examples:
  python -m storage links check
  python -m storage links report > links.jsonl
  python -m data check README.md --links links.jsonl

A link is asked for at most once a month, a host once a round, and only whether it is there. A refusal (403, 429) and a
fault of the server are no rot; a link counts as dead when three checks in a row found it gone. The bot looks by itself
where LINKS_PER_HOUR is set.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    actions = parser.add_subparsers(dest="action", metavar="check | report", required=True)
    check = actions.add_parser("check", help="look at the links that are due now")
    check.add_argument(
        "--most", type=_count, default=MOST_AT_ONCE, metavar="N", help="at most so many (default: %(default)s)"
    )
    report = actions.add_parser("report", help="print the dead links as JSON Lines: url, reason, since")
    for action in (check, report):
        add_database(action)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 1000")
    return int(text)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Does what was asked for and says what came of it."""
    return asyncio.run(_run(options, environment))


async def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    async with open_database(options, environment) as database:
        if options.action == "check":
            proxy = environment.get("HTTPS_PROXY", "").strip() or None
            tally = await check_links(database, datetime.now(UTC), most=options.most, proxy=proxy)
            gone = f"{tally.gone} were found gone, {tally.unsure} servers would not say."
            say(f"{tally.alive} links lead somewhere, {gone}")
            return Status.DONE
        async with database.read() as session:
            for dead in await load_dead_links(session):
                reason = describe_failure(dead.failure)
                print(render_json({"url": dead.url, "reason": reason, "since": f"{dead.since:%Y-%m-%d}"}))
    return Status.DONE
