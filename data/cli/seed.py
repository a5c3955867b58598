"""`python -m data seed`: the shipped catalog is made anew from the lists themselves."""

import argparse
from pathlib import Path

from data.cli.printing import say
from data.cli.sentences import Status
from data.seed import FOLDER
from data.seed.building import build_seed

HELP = "rebuild the shipped catalog from a folder of lists"
EXAMPLES = """\
examples:
  python -m data seed ../lists
  git diff --stat data/seed

The folder holds the files that data/seed/sources.toml names. All of them are read before the first one is written.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where the files of the lists are")
    parser.add_argument("--output", metavar="FOLDER", type=Path, default=FOLDER, help="default: %(default)s")


def run(options: argparse.Namespace) -> Status:
    """Builds every file of the seed and writes them."""
    for name, text in dict(build_seed(options.folder)).items():
        (options.output / name).write_text(text, encoding="utf-8")
        say(f"{name}: {text.count(chr(10))} rows")
    return Status.DONE
