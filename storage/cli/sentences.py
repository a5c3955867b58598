"""Every sentence about why a command of `python -m storage` did not do its work, by the class of the error."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

from data import errors as document
from storage import errors as stored
from storage.cli import errors as door
from storage.cli.printing import printable
from storage.sync import errors as syncing


class Status(IntEnum):
    """What the process ends with."""

    DONE = 0
    FAILED = 1  # it could not be done, or nothing was found
    USAGE = 2  # the command line makes no sense
    INTERRUPTED = 130  # Ctrl-C; nothing is half done


UPGRADE = "python -m storage upgrade"

_FILES: Mapping[str, str] = {
    "missing": "There is no file {path}.",
    "directory": "{path} is a directory: name the file of the list in it.",
    "denied": "{path} may not be read by this user.",
    "binary": "{path} is no text: a list is Markdown, a page saved as text, or JSON Lines.",
    "too_large": "{path} is larger than any list that is read.",
    "empty": "{path} is empty.",
    "failed": "{path} could not be read.",
}
_NO_LISTS: Mapping[str, str] = {
    "empty": "The file is empty.",
    "html_page": "The file is an HTML page and no list: save the list's Markdown (on GitHub: the Raw button) instead.",
    "no_entries": "The file has no entry of a list that could be read.",
}


def _not_ready(error: stored.DatabaseNotReady) -> str:
    state = "holds no catalog yet" if error.revision is None else "is of an older version of Paperboy"
    return f"The database {error.url} {state}: run {UPGRADE}"


SENTENCES: Mapping[type[Exception], Callable[[Any], str]] = {
    document.UnreadableMonth: lambda error: f"{error.text!r} is no month or year: write 2024, 2024-07 or july 2024.",
    document.FileUnreadable: lambda error: _FILES[error.reason].format(path=error.path),
    document.NotAList: lambda error: f"{_NO_LISTS[error.reason]} Nothing was changed.",
    document.UnknownFormat: lambda error: (
        f"{error.name!r} is no format that is read; there are: auto, {', '.join(error.known)}."
    ),
    document.InvalidRow: lambda error: (
        f"Line {error.line} is no row of JSON Lines{f' ({error.field!r} is wrong)' if error.field else ''}: "
        "nothing was changed."
    ),
    stored.InvalidDatabaseUrl: lambda error: (
        f"{error.url!r} is no address of a database: write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
    ),
    stored.DatabaseUnreachable: lambda error: f"The database {error.url} cannot be used: {error.reason}",
    stored.DatabaseNotReady: _not_ready,
    stored.DatabaseTooNew: lambda error: (
        f"The database {error.url} is of a newer version of Paperboy ({error.revision}): update this one. "
        "Nothing was changed."
    ),
    stored.PaperNotFound: lambda error: f"There is no paper {error.paper_id}.",
    stored.SamePaper: lambda error: f"Paper {error.paper_id} is one paper already: name two.",
    stored.RowsNotOfPaper: lambda error: (
        f"Name some rows of paper {error.paper_id}, but not all of them: python -m storage papers show {error.paper_id}"
    ),
    stored.ListNotFound: lambda error: f"There is no list {error.name!r}: python -m storage lists show names them all.",
    stored.InvalidListName: lambda error: (
        f"{error.name!r} cannot name a list: take up to 64 lower-case letters, digits, '-', '_' and '.'."
    ),
    syncing.InvalidListUrl: lambda error: (
        f"{error.url!r} is no address of a list: write http(s)://… or file:///…, without a password."
    ),
    syncing.ListUnreachable: lambda error: f"{error.url} cannot be read: {error.reason}",
    syncing.ListNotFollowed: lambda error: (
        f"The list {error.name!r} has no address to be read from: python -m storage lists add {error.name} URL"
    ),
    syncing.NothingHeld: lambda error: f"Nothing of {error.name!r} is held back.",
    door.OutputUnwritable: lambda error: f"{error.path} cannot be written: {error.reason}",
    door.UnknownCategory: lambda error: f"There is no category {error.name!r}; there are: {', '.join(error.known)}.",
}


def find_sentence(error: Exception) -> str | None:
    """What to tell about an error, on one line that a terminal can show; None for a defect of ours."""
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return printable(SENTENCES[kind](error))
    return None
