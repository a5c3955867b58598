"""The operator's door to the database: `python -m storage COMMAND`."""

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence

from storage.cli import export, import_list, lists, papers, search, stats, sync, upgrade
from storage.cli.printing import say
from storage.cli.sentences import Status, find_sentence

_COMMANDS = {
    "upgrade": upgrade,
    "import": import_list,
    "export": export,
    "search": search,
    "stats": stats,
    "lists": lists,
    "sync": sync,
    "papers": papers,
}
_EPILOG = """\
status: 0 done; 1 it could not be done, or nothing was found; 2 the command line makes no sense; 130 Ctrl-C.
Results go to standard output, everything else to standard error. python -m storage COMMAND --help has examples.
"""


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Does what the arguments say and returns the status to end with. Raises `SystemExit` as argparse does."""
    options = _parser().parse_args(arguments)
    try:
        status: int = _COMMANDS[options.command].run(options, environment)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return Status.DONE
    except KeyboardInterrupt:
        say("Interrupted: nothing was left half done.")
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
    parser = argparse.ArgumentParser("python -m storage", epilog=_EPILOG, formatter_class=plain)
    parser.description = "The catalog as a database: create it, fill it, look into it."
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


def _speak_utf_8() -> None:
    """What is piped is UTF-8 whatever the locale says; a terminal gets what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


if __name__ == "__main__":
    _speak_utf_8()
    sys.exit(main(sys.argv[1:], os.environ))
