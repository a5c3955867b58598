"""`python -m storage lists`: which lists are followed, and how they are doing."""

import argparse
import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from data.formats import FORMATS
from data.writers.jsonl import render_json
from storage.cli.health import describe_health
from storage.cli.opening import add_database, open_database
from storage.cli.preview import preview
from storage.cli.printing import printable, say
from storage.cli.sentences import Status
from storage.database import Database
from storage.lists import ListInfo, load_lists
from storage.removing import remove_list
from storage.sources import Source, follow_list, load_sources
from storage.sync.addresses import name_of_list

HELP = "follow lists, stop following them, and see how they are doing"
EXAMPLES = """\
examples:
  python -m storage lists add https://github.com/owner/awesome-rag --dry-run
  python -m storage lists add https://github.com/owner/awesome-rag
  python -m storage lists add mine file:///srv/lists/mine.md --format markdown
  python -m storage lists show
  python -m storage lists remove awesome-rag

A page of a repository on GitHub stands for its README; a list without a NAME is called as its repository or file.
--dry-run shows what would be read: entries, sections, a sample, and what is passed over and why; it writes nothing.
Following a list reads nothing yet: python -m storage sync does, and the bot does by itself. Removing a list takes its
papers out of the catalog and announces nothing.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    actions = parser.add_subparsers(dest="action", metavar="add | remove | show", required=True)
    add = actions.add_parser("add", help="follow a list from now on, or from another address than before")
    add.add_argument("name", metavar="NAME", nargs="?", help="lower-case letters, digits, '-', '_' and '.'")
    add.add_argument("url", metavar="URL", help="http(s) or file; a GitHub repository stands for its README")
    add.add_argument("--format", choices=("auto", *FORMATS), default="auto", help="how to read it (default: auto)")
    add.add_argument("--dry-run", action="store_true", help="show what would be read, and write nothing")
    add.add_argument("--json", action="store_true", help="with --dry-run: print one JSON object")
    remove = actions.add_parser("remove", help="take a list and its papers out of the catalog, silently")
    remove.add_argument("name", metavar="NAME")
    show = actions.add_parser("show", help="every list with its address and its health")
    show.add_argument("--json", action="store_true", help="print one JSON object")
    for action in (add, remove, show):
        add_database(action)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Does what was asked for and says what came of it."""
    return asyncio.run(_run(options, environment))


async def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    now = datetime.now(UTC)
    if options.action == "add":
        options.name = options.name or name_of_list(options.url)
        if options.dry_run:
            proxy = environment.get("HTTPS_PROXY", "").strip() or None
            await preview(options.name, options.url, options.format, now, proxy=proxy, as_json=options.json)
            return Status.DONE
        if options.json:
            say("--json goes with --dry-run.")
            return Status.USAGE
    async with open_database(options, environment) as database:
        if options.action == "add":
            await _add(database, options, now)
        elif options.action == "remove":
            await _remove(database, options.name, now)
        else:
            await _show(database, now, as_json=options.json)
    return Status.DONE


async def _add(database: Database, options: argparse.Namespace, now: datetime) -> None:
    async with database.write() as session:
        url = await follow_list(session, options.name, options.url, options.format, now)
    print(printable(f"{options.name} is followed from {url}. Read it now: python -m storage sync {options.name}"))


async def _remove(database: Database, name: str, now: datetime) -> None:
    async with database.write() as session:
        rows = await remove_list(session, name, now)
    print(printable(f"{name} is removed with its {rows} rows. Nothing was announced."))


async def _show(database: Database, now: datetime, *, as_json: bool) -> None:
    async with database.read() as session:
        lists = await load_lists(session)
        sources = {source.name: source for source in await load_sources(session)}
    if as_json:
        print(render_json({"lists": [_facts(info, sources.get(info.name)) for info in lists]}))
        return
    for info in lists:
        source = sources.get(info.name)
        health = describe_health(source.health, now) if source else "not followed"
        print(printable(f"{info.name}: {info.rows} rows, {info.papers} papers; {health}"))
        print(printable(f"    {source.url if source else info.url or 'imported from a file'}"))


def _facts(info: ListInfo, source: Source | None) -> dict[str, object]:
    health = source.health if source else None
    instants = ("checked_at", "succeeded_at", "changed_at", "failing_since", "held_at")
    return {
        "name": info.name,
        "url": source.url if source else info.url,
        "followed": source is not None,
        "rows": info.rows,
        "papers": info.papers,
        **{name: _instant(getattr(health, name, None)) for name in instants},
        "failure": health.failure if health else "",
        "held_reason": health.held_reason if health else "",
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
