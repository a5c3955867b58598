"""What the doors of the packages share: a parser of commands, one status a way of ending, no traceback for what is
expected. A command is a module with HELP, EXAMPLES, a docstring and `add_options`."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from data.cli.printing import say
from data.cli.sentences import Status


def build_parser(prog: str, description: str, epilog: str, commands: Mapping[str, Any]) -> argparse.ArgumentParser:
    """A parser with one subcommand a module, each explained by the module itself. The name lands in `command`."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog, description=description, epilog=epilog, formatter_class=plain)
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in commands.items():
        command.add_options(
            choices.add_parser(
                name, help=command.HELP, description=command.__doc__, epilog=command.EXAMPLES, formatter_class=plain
            )
        )
    return parser


def serve(run: Callable[[], int], find_sentence: Callable[[Exception], str | None]) -> int:
    """Runs a command and returns the status to end with. An error that has a sentence is told by it; one that has none
    is a defect of ours, and is raised."""
    try:
        status = run()
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


def speak_utf_8() -> None:
    """What is piped is UTF-8 whatever the locale says; a terminal gets what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _drop_output() -> None:
    """Whoever read our output has gone, and wanted no more: what is still buffered must not complain at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
