"""`python -m storage papers`: what the catalog holds for one paper, and what you know better."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from storage.cli.opening import add_database, open_database
from storage.cli.printing import printable, say
from storage.cli.sentences import Status
from storage.database import Session
from storage.errors import PaperNotFound
from storage.placements import load_placed_of_papers
from storage.unions import (
    find_redirect,
    load_contested_keys,
    load_proposals,
    merge_papers,
    split_paper,
    veto,
)

HELP = "merge papers that are one, split one that is two, see what is proposed"
EXAMPLES = """\
examples:
  python -m storage papers proposals         pairs of papers that may be one
  python -m storage papers show 12           the rows that make up paper 12
  python -m storage papers merge 12 40       40 becomes part of 12; told once in the feed
  python -m storage papers split 12 --rows 3,5
  python -m storage papers apart 12 40       they are two papers: do not propose it again
  python -m storage papers contested         ids that stand on two papers of one list
"""

_LONGEST_NUMBER = 9


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, help_text in (("proposals", "pairs of papers that may be one"), ("contested", "ids on two papers")):
        add_database(actions.add_parser(name, help=help_text))
    show = actions.add_parser("show", help="the rows that make up a paper")
    show.add_argument("paper", metavar="PAPER", type=_number)
    merge = actions.add_parser("merge", help="make two papers one")
    merge.add_argument("paper", metavar="KEEP", type=_number)
    merge.add_argument("other", metavar="GONE", type=_number)
    apart = actions.add_parser("apart", help="say that two papers are two")
    apart.add_argument("paper", metavar="PAPER", type=_number)
    apart.add_argument("other", metavar="OTHER", type=_number)
    split = actions.add_parser("split", help="make rows of a paper a paper of their own")
    split.add_argument("paper", metavar="PAPER", type=_number)
    split.add_argument("--rows", metavar="ROW,ROW", type=_numbers, required=True, help="as `papers show` numbers them")
    for action in (show, merge, apart, split):
        add_database(action)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Does what was asked for in one transaction."""
    return asyncio.run(_run(options, environment))


async def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    async with open_database(options, environment) as database:
        if options.action in {"proposals", "contested", "show"}:
            async with database.read() as session:
                await _LOOK[options.action](session, options)
        else:
            async with database.write() as session:
                await _decide(session, options, datetime.now(UTC))
    return Status.DONE


async def _decide(session: Session, options: argparse.Namespace, now: datetime) -> None:
    if options.action == "merge":
        await merge_papers(session, options.paper, options.other, now)
        print(f"Paper {options.other} is part of paper {options.paper} now.")
    elif options.action == "split":
        number = await split_paper(session, options.paper, options.rows, now)
        print(f"Paper {number} was split off paper {options.paper}.")
    else:
        await veto(session, options.paper, options.other, now)
        print(f"Papers {options.paper} and {options.other} stay two.")


async def _proposals(session: Session, _options: argparse.Namespace) -> None:
    proposals = await load_proposals(session)
    if not proposals:
        say("Nothing is proposed.")
    for one in proposals:
        print(printable(f"{one.paper_id}: {one.title}"))
        print(printable(f"{one.other_id}: {one.other_title}"))
        print(f"    python -m storage papers merge {one.paper_id} {one.other_id}")
        print(f"    python -m storage papers apart {one.paper_id} {one.other_id}")


async def _contested(session: Session, _options: argparse.Namespace) -> None:
    for key in await load_contested_keys(session):
        print(printable(key))


async def _show(session: Session, options: argparse.Namespace) -> None:
    number = await find_redirect(session, options.paper)
    if number != options.paper:
        say(f"Paper {options.paper} was merged into paper {number}.")
    placed = await load_placed_of_papers(session, [number])
    if not placed:
        raise PaperNotFound(options.paper)
    for one in placed:
        gone = ", dropped" if one.removed_at else ""
        print(printable(f"row {one.id}: {one.row.title} ({one.list_name}, {one.row.section.name}{gone})"))
        print(printable(f"    {' '.join(one.row.keys)}"))


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of a paper")
    return int(text)


_LOOK = {"proposals": _proposals, "contested": _contested, "show": _show}


def _numbers(text: str) -> list[int]:
    try:
        return [_number(part.strip()) for part in text.split(",")]
    except argparse.ArgumentTypeError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers such as 3,5") from error
