"""`python -m storage sync`: read the followed lists now, or look at a version that was held back."""

import argparse
import asyncio
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from data.writers.jsonl import render_json
from storage.cli.health import describe_failure, describe_hold
from storage.cli.opening import add_database, open_database
from storage.cli.printing import printable, progress_of, say
from storage.cli.sentences import Status
from storage.cli.skipped import describe_skipped, facts_of_pieces
from storage.database import Database
from storage.sources import CLAIM, get_source, load_sources, mark_rejected
from storage.sync import syncing
from storage.sync.errors import NothingHeld
from storage.sync.guard import MOST_ADDITIONS
from storage.sync.syncing import Outcome, Policy, review_held, sync_list

MOST_CHANGES = 40
HELP = "read the followed lists now, or review a version that was held back"
EXAMPLES = """\
examples:
  python -m storage sync                        every followed list
  python -m storage sync awesome-rag --dry-run  tells what would change, writes nothing
  python -m storage sync awesome-rag --accept   applies what the guard would hold
  python -m storage sync --review awesome-rag   shows what was held back, and asks
  python -m storage sync --json                 {"lists": [{"name", "status", "reason", "rows", ...}]}

A version that removes more than a tenth of a list, adds more papers at once than the limit, or is no list at all is
held: nothing changes until you decide. Status 1: a list failed or is held.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="one list (default: all that are followed)")
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change and write nothing")
    parser.add_argument("--accept", action="store_true", help="apply what the guard would hold")
    limit = f"how many new papers pass at once (default: SYNC_MOST_ADDITIONS, else {MOST_ADDITIONS})"
    parser.add_argument("--additions", type=_count, metavar="N", help=limit)
    parser.add_argument("--review", metavar="NAME", help="show the version of this list that was held back")
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument("--apply", action="store_true", help="with --review: take it, without asking")
    decision.add_argument("--reject", action="store_true", help="with --review: drop it, without asking")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Syncs or reviews, and says what came of it."""
    return asyncio.run(_run(options, environment))


async def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    if (options.apply or options.reject) and not options.review:
        say("--apply and --reject go with --review NAME.")
        return Status.USAGE
    if options.name and options.review:
        say("Name one list: NAME to sync it, or --review NAME to look at what is held.")
        return Status.USAGE
    policy = Policy(
        most_additions=_find_limit(options.additions, environment),
        proxy=environment.get("HTTPS_PROXY", "").strip() or None,
    )
    async with open_database(options, environment) as database:
        if options.review:
            return await _review(database, options, policy)
        outcomes = await _sync(database, options, policy)
    _print(outcomes, as_json=options.json)
    bad = {syncing.Status.FAILED, syncing.Status.HELD}
    return Status.FAILED if any(outcome.status in bad for outcome in outcomes) else Status.DONE


def _find_limit(given: int | None, environment: Mapping[str, str]) -> int:
    """The limit of additions: as given, else as the bot's environment sets it, else our own."""
    set_to = environment.get("SYNC_MOST_ADDITIONS", "").strip()
    return given if given is not None else int(set_to) if set_to.isdecimal() else MOST_ADDITIONS


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 up")
    return int(text)


async def _sync(database: Database, options: argparse.Namespace, policy: Policy) -> list[Outcome]:
    async with database.read() as session:
        names = [options.name] if options.name else [source.name for source in await load_sources(session)]
    outcomes = []
    with progress_of("syncing") as progress:
        (task,) = progress.task_ids
        for done, name in enumerate(names):
            progress.update(task, description=f"syncing {name}", completed=done, total=len(names))
            outcomes.append(await _sync_one(database, name, options, policy))
    return outcomes


async def _sync_one(database: Database, name: str, options: argparse.Namespace, policy: Policy) -> Outcome:
    """Waits for its turn while another process has the list, but no longer than a claim lasts."""
    deadline = datetime.now(UTC) + CLAIM + timedelta(seconds=5)
    while True:
        now = datetime.now(UTC)
        outcome = await sync_list(
            database, name, now, policy, accept=options.accept, dry_run=options.dry_run
        )  # fmt: skip
        if outcome.status is not syncing.Status.BUSY:
            return outcome
        if now > deadline:
            return Outcome(name, syncing.Status.FAILED, "busy")
        await asyncio.sleep(0.3)


async def _review(database: Database, options: argparse.Namespace, policy: Policy) -> Status:
    name, now = options.review, datetime.now(UTC)
    async with database.read() as session:
        source = await get_source(session, name)
    if not source.health.held_at:
        raise NothingHeld(name)
    shown = await review_held(database, source, now, policy, apply=False)
    say(f"{name} is held: {describe_hold(source.health.held_reason)}.")
    _print([shown], as_json=options.json)
    decision = "apply" if options.apply else "reject" if options.reject else _ask()
    if decision == "apply":
        applied = await review_held(database, source, datetime.now(UTC), policy, apply=True)
        say(f"{name}: {describe(applied)}")
    elif decision == "reject":
        async with database.write() as session:
            await mark_rejected(session, source)
        say(f"{name}: rejected. The list stays as it is until another version comes.")
    else:
        say("Left as it is. --apply takes it, --reject drops it.")
    return Status.DONE


def _ask() -> str:
    if not sys.stdin.isatty():
        return ""
    while True:
        say("Apply it, reject it, or leave it for later? [apply/reject/leave]")
        answer = sys.stdin.readline().strip().lower()
        for choice in ("apply", "reject", "leave"):
            if answer and choice.startswith(answer):
                return choice
        if not answer:
            return ""


def _print(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    if as_json:
        print(render_json({"lists": [_facts(outcome) for outcome in outcomes]}))
        return
    if not outcomes:
        say("No list is followed: python -m storage lists add NAME URL")
    for outcome in outcomes:
        print(printable(f"{outcome.name}: {describe(outcome)}"))
        for change in outcome.changes[:MOST_CHANGES]:
            print(printable(f"    {change.kind.value.replace('_', ' ')}: {change.title} ({change.section})"))
        if len(outcome.changes) > MOST_CHANGES:
            print(f"    and {len(outcome.changes) - MOST_CHANGES} more: --json shows all")
        for line in describe_skipped(outcome.skipped):
            print(printable(f"    {line}"))


def describe(outcome: Outcome) -> str:
    """How a sync ended, in one clause."""
    count = f"{len(outcome.changes)} {'change' if len(outcome.changes) == 1 else 'changes'}"
    if outcome.status is syncing.Status.FAILED:
        return f"failed, {describe_failure(outcome.reason)}. Nothing was changed."
    if outcome.status is syncing.Status.HELD:
        reason = describe_hold(outcome.reason)
        return f"held, {reason}. Nothing was changed: python -m storage sync --review {outcome.name}"
    if outcome.status is syncing.Status.BUSY:
        return "is being synced by another process; try again in a moment."
    if outcome.status is syncing.Status.UNCHANGED:
        return f"{outcome.rows} rows, unchanged."
    return f"{outcome.rows} rows, {count}."


def _facts(outcome: Outcome) -> dict[str, object]:
    return {
        "name": outcome.name,
        "status": outcome.status.value,
        "reason": outcome.reason,
        "rows": outcome.rows,
        "changes": [
            {
                "seq": change.seq if outcome.is_written else None,
                "kind": change.kind.value,
                "title": change.title,
                "list": change.list_name,
                "section": change.section,
                "before": change.before,
                "after": change.after,
            }
            for change in outcome.changes
        ],
        "problems": facts_of_pieces(outcome.problems),
        "skipped": facts_of_pieces(outcome.skipped),
    }
