"""The operator's door to the database: `python -m storage COMMAND`."""

import os
import sys
from collections.abc import Mapping, Sequence

from data.cli.door import build_parser, serve, speak_utf_8
from storage.cli import (
    ask,
    backup,
    check,
    export,
    import_list,
    links,
    lists,
    migrate_to,
    papers,
    refused,
    restore,
    search,
    stats,
    sync,
    upgrade,
    usage,
)
from storage.cli.sentences import find_sentence

_COMMANDS = {
    "upgrade": upgrade,
    "import": import_list,
    "export": export,
    "search": search,
    "ask": ask,
    "stats": stats,
    "lists": lists,
    "links": links,
    "sync": sync,
    "papers": papers,
    "refused": refused,
    "usage": usage,
    "backup": backup,
    "restore": restore,
    "check": check,
    "migrate-to": migrate_to,
}
_EPILOG = """\
status: 0 done; 1 it could not be done, or nothing was found; 2 the command line makes no sense; 130 Ctrl-C.
Results go to standard output, everything else to standard error. python -m storage COMMAND --help has examples.
"""


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Does what the arguments say and returns the status to end with. Raises `SystemExit` as argparse does."""
    description = "The catalog as a database: create it, fill it, look into it."
    options = build_parser("python -m storage", description, _EPILOG, _COMMANDS).parse_args(arguments)
    return serve(lambda: _COMMANDS[options.command].run(options, environment), find_sentence)


if __name__ == "__main__":
    speak_utf_8()
    sys.exit(main(sys.argv[1:], os.environ))
