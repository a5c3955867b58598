"""`python -m storage refused`: what people asked and the lists did not answer."""

import argparse
import asyncio
from collections.abc import Mapping

from data.writers.jsonl import render_json
from storage.cli.opening import add_database, open_database
from storage.cli.printing import printable, say
from storage.cli.sentences import Status
from storage.refused import Refused, forget_refused, load_refused

HELP = "show what was asked and found no answer"
EXAMPLES = """\
examples:
  python -m storage refused
  python -m storage refused --limit 200 --json
  python -m storage refused --forget

One text a line, the most frequent first: how often, search or question, why (none: nothing fitted; wrong: somebody
pressed "wrong answer"), the day it was asked last, the text. It shows curators which words data/lexicon lacks.
Nobody's name is kept. """


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--limit", metavar="N", type=_limit, default=50, help="show at most so many (default: 50)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--forget", action="store_true", help="empty the log instead")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Shows the log or empties it."""
    return asyncio.run(_run(options, environment))


async def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    async with open_database(options, environment) as database:
        if options.forget:
            async with database.write() as session:
                say(f"Forgot {await forget_refused(session)} texts.")
            return Status.DONE
        async with database.read() as session:
            refused = await load_refused(session, options.limit)
    for one in refused:
        print(render_json(_facts(one)) if options.json else "\t".join(map(printable, _cells(one))))
    if not refused:
        say("Nothing was refused yet.")
    return Status.DONE


def _facts(one: Refused) -> dict[str, object]:
    return {
        "times": one.times, "kind": one.kind.value, "reason": one.reason.value, "text": one.text,
        "first_at": one.first_at.isoformat(), "last_at": one.last_at.isoformat(),
    }  # fmt: skip


def _cells(one: Refused) -> tuple[str, ...]:
    return str(one.times), one.kind.value, one.reason.value, f"{one.last_at:%Y-%m-%d}", one.text


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of texts: give one from 1 to 100000")
    return int(text)
