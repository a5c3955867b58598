"""`python -m data convert`: a list becomes JSON Lines, one object a row, in the order of the list."""

import argparse
import sys
from pathlib import Path

from data.cli.printing import say
from data.cli.sentences import Status
from data.formats import FORMATS, parse_document, read_text
from data.formats.files import decode_text
from data.formats.jsonl import render_row

HELP = "write a list as JSON Lines, one object a row"
EXAMPLES = """\
examples:
  python -m data convert README.md > rows.jsonl
  curl -s https://example.org/list.md | python -m data convert -
  python -m data convert README.md | jq -r 'select(.stars >= 2) | .title'

Rows go to standard output; what a curator may want to mend goes to standard error, with its line. The output can be
read again: python -m storage import rows.jsonl --list NAME
"""
_STANDARD_INPUT = "-"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    file = "a list: Markdown, a page saved as text, JSON Lines; - is standard input"
    parser.add_argument("file", metavar="FILE", help=file)
    parser.add_argument("--format", choices=("auto", *FORMATS), default="auto", help="how to read it (default: auto)")


def run(options: argparse.Namespace) -> Status:
    """Reads the list whole, then writes its rows."""
    document = parse_document(read_list(options.file), options.format)
    for row in document.rows:
        sys.stdout.write(f"{render_row(row)}\n")
    for problem in document.problems:
        say(f"line {problem.line}: {problem.kind.replace('_', ' ')}: {problem.text[:80]}")
    return Status.DONE


def read_list(file: str) -> str:
    """The text of the file that a command names, or of standard input. Raises `FileUnreadable`."""
    if file == _STANDARD_INPUT:
        return decode_text(sys.stdin.buffer.read(), Path("standard input"))
    return read_text(Path(file))
