"""Every sentence about why a command of `python -m data` did not do its work, by the class of the error."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

from data import errors


class Status(IntEnum):
    """What the process ends with."""

    DONE = 0
    FAILED = 1  # it could not be done
    USAGE = 2  # the command line makes no sense
    INTERRUPTED = 130  # Ctrl-C


FILES: Mapping[str, str] = {
    "missing": "There is no file {path}.",
    "directory": "{path} is a directory: name the file of the list in it.",
    "denied": "{path} may not be read by this user.",
    "binary": "{path} is no text: a list is Markdown, a page saved as text, or JSON Lines.",
    "too_large": "{path} is larger than any list that is read.",
    "empty": "{path} is empty.",
    "no_report": "There is no report of links {path}: python -m storage links report > {path} writes one.",
    "failed": "{path} could not be read.",
}
NO_LISTS: Mapping[str, str] = {
    "empty": "The file is empty.",
    "html_page": "The file is an HTML page and no list: save the list's Markdown (on GitHub: the Raw button) instead.",
    "pointer": "The file only points to other files of the list: name one of those instead.",
    "no_entries": "The file has no entry of a list that could be read.",
}

SENTENCES: Mapping[type[Exception], Callable[[Any], str]] = {
    errors.UnreadableMonth: lambda error: f"{error.text!r} is no month or year: write 2024, 2024-07 or july 2024.",
    errors.FileUnreadable: lambda error: FILES[error.reason].format(path=error.path),
    errors.NotAList: lambda error: NO_LISTS[error.reason],
    errors.UnknownFormat: lambda error: (
        f"{error.name!r} is no format that is read; there are: auto, {', '.join(error.known)}."
    ),
    errors.InvalidRow: lambda error: (
        f"Line {error.line} is no row of JSON Lines{f' ({error.field!r} is wrong)' if error.field else ''}."
    ),
}


def find_sentence(error: Exception) -> str | None:
    """What to tell about an error; None for a defect of ours."""
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return SENTENCES[kind](error)
    return None
