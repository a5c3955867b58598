"""`python -m data check`: what a curator may want to mend in a list, by line."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from data.cli.convert import read_list
from data.cli.printing import printable, say
from data.cli.sentences import Status
from data.errors import FileUnreadable, InvalidRow
from data.formats import FORMATS, parse_document, read_text
from data.linting import DeadLink, lint
from data.months import Month
from data.schema import Problem

HELP = "tell what is wrong with a list, by line"
EXAMPLES = """\
examples:
  python -m data check README.md
  python -m data check README.md --json | jq -r .line
  python -m storage links report > links.jsonl && python -m data check README.md --links

--links adds links that are dead. This command asks no server: it reads what `python -m storage links` found, from
links.jsonl here unless another file is named. Status 1: something is wrong.
"""
REPORT = "links.jsonl"
WRONG: Mapping[str, str] = {
    "empty_link": "a label without a link",
    "unsafe_link": "a link that is not http(s)",
    "relative_link": "a link into the list's own repository, which leads nowhere from outside",
    "broken_link": "a link whose brackets do not fit together",
    "unknown_date": "a date that states no month (write 2024.07)",
    "missing_cell": "fewer cells than the header has",
    "extra_cell": "more cells than the header has (write a | in a text as \\|)",
    "no_title": "an entry without a title",
    "truncated": "a text longer than any that is read",
    "unknown_mark": "a rating that is neither a row of stars nor a number",
    "duplicate": "an entry that stands twice in its section",
    "shared_id": "one id on two papers",
    "missing_link": "an entry without a link",
    "missing_date": "an entry without a month, which the others of its section have",
    "bad_id": "an arXiv address that names no paper",
    "future_date": "a month that has not come yet",
    "dead_link": "a dead link",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument(
        "file", metavar="FILE", help="a list: Markdown, a page saved as text, JSON Lines; - is standard input"
    )
    parser.add_argument("--format", choices=("auto", *FORMATS), default="auto", help="how to read it (default: auto)")
    links = f"also tell dead links, from a report of python -m storage links (default: {REPORT})"
    parser.add_argument("--links", metavar="REPORT", nargs="?", type=Path, const=Path(REPORT), help=links)
    parser.add_argument("--json", action="store_true", help="print one JSON object a problem")


def run(options: argparse.Namespace) -> Status:
    """Reads the list whole, then says what is wrong with it."""
    document = parse_document(read_list(options.file), options.format)
    today = datetime.now(UTC)
    dead = list(read_report(options.links)) if options.links else []
    found = lint(document, Month(today.year, today.month), dead)
    for problem in found:
        sys.stdout.write(f"{_render(options.file, problem, as_json=options.json)}\n")
    count = f"{len(found)} {'problem' if len(found) == 1 else 'problems'}"
    say(f"{len(document.rows)} entries, {count if found else 'nothing wrong'}.")
    return Status.FAILED if found else Status.DONE


def read_report(path: Path) -> Iterator[DeadLink]:
    """The dead links of a report: JSON Lines of `url`, `reason` and `since`. Raises `FileUnreadable`, `InvalidRow`."""
    try:
        text = read_text(path)
    except FileUnreadable as error:
        if error.reason == "empty":
            return  # a report of no dead links
        raise FileUnreadable(path, "no_report" if error.reason == "missing" else error.reason) from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _parse_dead_link(line, number)


def _parse_dead_link(line: str, number: int) -> DeadLink:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidRow(number, "") from error
    fields = [value.get(name) if isinstance(value, dict) else None for name in ("url", "reason", "since")]
    if not all(isinstance(field, str) for field in fields):
        raise InvalidRow(number, "url")
    return DeadLink(*map(str, fields))


def _render(file: str, problem: Problem, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"line": problem.line, "kind": problem.kind, "text": problem.text}, ensure_ascii=False)
    return printable(f"{file}:{problem.line}: {WRONG[problem.kind]}: {problem.text[:160]}")
