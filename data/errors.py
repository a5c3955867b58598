"""What can go wrong with a document, as facts: each error carries values, never a sentence.

The doors (`python -m data`, `python -m storage`, the bot) turn them into sentences.
"""

from pathlib import Path


class DataError(Exception):
    """The base of everything that this package raises on purpose."""


class UnreadableMonth(DataError):
    """A text that names no month or year. `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class FileUnreadable(DataError):
    """A path that gives no text. `reason` is one of missing, directory, denied, binary, too_large, empty,
    failed; or no_report, for the report of links that a command wants."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason


class NotAList(DataError):
    """A text in which no entry of a list can be found. `reason` is one of empty, html_page, no_entries, pointer."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownFormat(DataError):
    """A name of a format that nobody reads. `known` holds the names that are read."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class InvalidRow(DataError):
    """A JSON line that is no row. `line` counts from 1; `field` names what is wrong, where that is known."""

    def __init__(self, line: int, field: str) -> None:
        super().__init__(line, field)
        self.line = line
        self.field = field
