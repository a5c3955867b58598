"""The curator's door to lists as files: `python -m data COMMAND`."""

import argparse
import os
import sys
from collections.abc import Sequence

from data.cli import convert, seed
from data.cli.printing import say
from data.cli.sentences import Status, find_sentence

_COMMANDS = {"convert": convert, "seed": seed}
_EPILOG = """\
status: 0 done; 1 it could not be done; 2 the command line makes no sense; 130 Ctrl-C.
python -m data COMMAND --help has examples.
"""


def main(arguments: Sequence[str]) -> int:
    """Does what the arguments say and returns the status to end with. Raises `SystemExit` as argparse does."""
    options = _parser().parse_args(arguments)
    try:
        status: int = _COMMANDS[options.command].run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return Status.DONE
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except Exception as error:
        sentence = find_sentence(error)
        if sentence is None:
            raise
        say(sentence)
        return Status.FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("python -m data", epilog=_EPILOG, formatter_class=plain)
    parser.description = "Lists as documents: read them whole, write what they say."
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in _COMMANDS.items():
        command.add_options(
            commands.add_parser(
                name, help=command.HELP, description=command.__doc__, epilog=command.EXAMPLES, formatter_class=plain
            )
        )
    return parser


def _drop_output() -> None:
    """Whoever read our output has gone, and wanted no more: what is still buffered must not complain at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
