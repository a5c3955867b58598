"""`python -m storage export --pending-upstream`: what is approved, as patches for the lists."""

import argparse
import asyncio
from collections.abc import Mapping
from pathlib import Path

from data.formats.files import read_source
from data.writers.rows.proposals import Refusal, Upstream
from storage.cli.errors import OutputUnwritable
from storage.cli.opening import open_database
from storage.cli.printing import printable, say, write_bytes
from storage.cli.sentences import Status
from storage.submissions.exporting import Left, LeftOut, PendingUpstream, export_pending

WHY: Mapping[Left | Refusal, str] = {
    Left.NO_LIST: "no list that is followed was meant",
    Left.NOT_READ: "its list has not been read yet: python -m storage sync",
    Left.UNREADABLE: "its list can no longer be read: python -m storage lists show",
    Left.NOT_ON_LIST: "what it changes stands on no list that is followed",
    Left.BY_HAND: "two rows that are one paper are for the curators to mend by hand",
    Refusal.FORMAT: "its list is no Markdown",
    Refusal.HTML_TABLE: "its section is a table in HTML, which is to be edited by hand",
    Refusal.NO_TITLE: "it has no title",
    Refusal.NO_LINK: "it would have no link that its list has a place for",
    Refusal.TITLE_TOO_LONG: "its title is too long",
    Refusal.ALREADY_LISTED: "the list shows it already; the next sync will notice",
    Refusal.ROW_NOT_FOUND: "the row that it changes is not there any more",
    Refusal.NOTHING_CHANGES: "the list says so already, or has no place for it",
    Refusal.UNKNOWN_FORM: "its row is written in a way that is to be edited by hand",
    Refusal.NOT_PROVEN: "the list would read as something else with it; edit it by hand",
}


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Writes the patches. Raises `OutputUnwritable`, `FileUnreadable`, `ListNotFound`, `ListNotFollowed`."""
    if options.against and not options.pending_upstream:
        say("--against is the text of one list: name it, too.")
        return Status.USAGE
    pending = asyncio.run(_load(options, environment))
    if len(pending.lists) > 1 and options.output is None:
        names = ", ".join(one.list_name for one in pending.lists)
        say(f"Several lists have something to take: name one of {names}, or a folder with --output.")
        return Status.USAGE
    for one in pending.lists:
        _write(one, options.output)
    for left in pending.left_out:
        say(describe_left(left))
    if not pending.lists and not pending.left_out:
        say("Nothing that is approved waits for a list.")
    return Status.FAILED if pending.left_out else Status.DONE


def describe_left(left: LeftOut) -> str:
    """Why a submission stands in no patch."""
    of_list = f" ({left.list_name})" if left.list_name else ""
    return f"Left out: submission {left.submission_id}, {printable(left.title[:120])}{of_list}: {WHY[left.reason]}."


def render_mail(one: Upstream) -> str:
    """A patch below the words that go with it, as `git apply` and `patch` take it."""
    return f"Subject: {one.title}\n\n{one.body}\n---\n{one.patch}"


async def _load(options: argparse.Namespace, environment: Mapping[str, str]) -> PendingUpstream:
    name = options.pending_upstream or None
    texts = {name: read_source(options.against)} if name and options.against else {}
    async with open_database(options, environment) as database, database.read() as session:
        return await export_pending(session, name, texts)


def _write(one: Upstream, folder: Path | None) -> None:
    if folder is None:
        write_bytes(render_mail(one).encode("utf-8", "surrogatepass"), None)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(folder, error.strerror or str(error)) from error
    patch, words = folder / f"{one.list_name}.patch", folder / f"{one.list_name}.md"
    write_bytes(one.patch.encode("utf-8", "surrogatepass"), patch)
    write_bytes(f"{one.title}\n\n{one.body}".encode("utf-8", "surrogatepass"), words)
    say(f"{patch}: {one.title} ({one.path}). The words for a pull request are in {words}.")
