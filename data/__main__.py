"""The curator's door to lists as files: `python -m data COMMAND`."""

import sys
from collections.abc import Sequence

from data.cli import check, convert, seed
from data.cli.door import build_parser, serve, speak_utf_8
from data.cli.sentences import find_sentence

_COMMANDS = {"check": check, "convert": convert, "seed": seed}
_EPILOG = """\
status: 0 done; 1 it could not be done; 2 the command line makes no sense; 130 Ctrl-C.
python -m data COMMAND --help has examples.
"""


def main(arguments: Sequence[str]) -> int:
    """Does what the arguments say and returns the status to end with. Raises `SystemExit` as argparse does."""
    description = "Lists as documents: read them whole, write what they say, tell what is wrong."
    options = build_parser("python -m data", description, _EPILOG, _COMMANDS).parse_args(arguments)
    return serve(lambda: _COMMANDS[options.command].run(options), find_sentence)


if __name__ == "__main__":
    speak_utf_8()
    sys.exit(main(sys.argv[1:]))
