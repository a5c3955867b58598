"""The bot's only door: `python -m bot` runs it, `demo` tries it without Discord, `doctor` tells what is wrong."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

from bot.cli import demo, diagnose, run, work
from bot.cli.sentences import Status, find_ending
from bot.version import read_version

_COMMANDS = {"demo": demo.demo, "worker": work.work, "doctor": diagnose.diagnose}
_EPILOG = "All settings are environment variables: deploy/env.example has every one of them."


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> Status:
    """Does what the arguments say and returns the status to end with: 0 when it was stopped or done, 1 when starting
    again may help, 2 when something has to be set or mended first."""
    options = _parser().parse_args(arguments)
    try:
        return _COMMANDS.get(options.command, run.run)(options, environment)
    except Exception as error:
        ending = find_ending(error)
        if ending is None:
            raise
        print(ending.sentence, file=sys.stderr)
        return ending.status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bot", description="Paperboy, a Discord bot over lists of papers.")
    parser.epilog = _EPILOG
    parser.add_argument("--version", action="version", version=f"paperboy {read_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    run.add_options(
        commands.add_parser("run", help="connect to Discord with DISCORD_TOKEN; what happens without a command")
    )
    commands.add_parser("worker", help="run digests and deliver them, without answering people; wants PostgreSQL")
    diagnose.add_options(
        commands.add_parser("doctor", help="tell what is wrong with this installation, and what to do")
    )
    demo.add_options(commands.add_parser("demo", help="try the bot on this machine, without a token or a network"))
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
