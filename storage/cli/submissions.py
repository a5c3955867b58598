"""`python -m storage submissions`: what members propose, and the audit log of what was decided."""

import argparse
import asyncio
from collections.abc import Mapping

from data.writers.jsonl import render_json
from storage.cli.opening import add_database, open_database
from storage.cli.printing import printable, say
from storage.cli.sentences import Status
from storage.database import Session
from storage.submissions.audit import Audited, load_audit
from storage.submissions.facts import dump_facts
from storage.submissions.loading import load_submissions
from storage.submissions.submission import State, Submission

HELP = "show what members propose, export the audit log"
EXAMPLES = """\
examples:
  python -m storage submissions list
  python -m storage submissions list --state approved --json
  python -m storage submissions audit > audit.jsonl
  python -m storage submissions audit --guild 123456789012345678 --after 4000

list shows the newest first: number, state, kind, the day, the title. audit prints one JSON object for each thing that
was done, the oldest first; members and guilds are told by their numbers. --after goes on behind the id of a line.
"""

_PAGE = 1_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    actions = parser.add_subparsers(dest="action", metavar="list | audit", required=True)
    listing = actions.add_parser("list", help="show submissions, the newest first")
    listing.add_argument("--state", choices=[state.value for state in State], help="those of one state")
    listing.add_argument("--limit", metavar="N", type=_count, default=50, help="at most so many (default: 50)")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    audit = actions.add_parser("audit", help="print the audit log as JSON Lines, the oldest first")
    audit.add_argument("--guild", metavar="ID", type=_count, help="what happened to the submissions of one guild")
    audit.add_argument("--after", metavar="ID", type=_count, default=0, help="the lines behind this one")
    for action in (listing, audit):
        add_database(action)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Shows submissions or prints the log."""
    return asyncio.run(_run(options, environment))


async def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    async with open_database(options, environment) as database, database.read() as session:
        if options.action == "audit":
            await _print_audit(session, options.guild, options.after)
            return Status.DONE
        state = State(options.state) if options.state else None
        found = await load_submissions(session, state=state, limit=options.limit)
    for one in found:
        print(render_json(_facts(one)) if options.json else "\t".join(map(printable, _cells(one))))
    if not found:
        say("There are no submissions.")
    return Status.DONE


async def _print_audit(session: Session, guild_id: int | None, after: int) -> None:
    while lines := await load_audit(session, guild_id=guild_id, after=after, limit=_PAGE):
        for line in lines:
            print(render_json(_line(line)))
        after = lines[-1].id


def _cells(one: Submission) -> tuple[str, ...]:
    kind = one.fault.value or one.kind.value
    return str(one.id), one.state.value, kind, f"{one.created_at:%Y-%m-%d}", one.facts.title


def _facts(one: Submission) -> dict[str, object]:
    return {
        "id": one.id, "state": one.state.value, "kind": one.kind.value, "fault": one.fault.value, "paper": one.paper_id,
        "guild": one.guild_id, "submitter": one.submitter_id, "created_at": one.created_at.isoformat(),
        "decided_by": one.decided_by, "decided_at": one.decided_at.isoformat() if one.decided_at else None,
        "reason": one.reason.value, "comment": one.comment, "facts": dump_facts(one.facts),
    }  # fmt: skip


def _line(line: Audited) -> dict[str, object]:
    return {
        "id": line.id, "at": line.at.isoformat(), "action": line.action, "submission": line.submission_id,
        "guild": line.guild_id, "actor": line.actor_id, "member": line.member_id, "facts": dict(line.facts),
    }  # fmt: skip


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is no number that counts from 1")
    return int(text)
