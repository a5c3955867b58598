"""No error of ours is without a sentence, and no sentence is in a class's words."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import data
import storage
from data.errors import DataError, FileUnreadable, InvalidRow, NotAList, UnknownFormat, UnreadableMonth
from storage.cli.errors import DoorError, OutputUnwritable, UnknownCategory
from storage.cli.sentences import SENTENCES, find_sentence
from storage.digests.errors import ForeignMessages, SubscriptionNotFound, TooManySubscriptions
from storage.errors import (
    DatabaseNotReady,
    DatabaseTooNew,
    DatabaseUnreachable,
    InvalidDatabaseUrl,
    InvalidListName,
    ListNotFound,
    PaperNotFound,
    StorageError,
)
from storage.members.errors import LibraryFull, PaperNotSaved
from storage.operations.errors import (
    CopyUnwritable,
    DatabaseInUse,
    NotABackup,
    RowsDiffer,
    RowsNotTaken,
    SameDatabase,
    TargetNotEmpty,
)
from storage.submissions.errors import DraftLost

URL = "sqlite:///paperboy.db"
FILE_REASONS = ("missing", "directory", "denied", "binary", "too_large", "empty", "failed")
EXAMPLES: tuple[Exception, ...] = (
    UnreadableMonth("13/2024"),
    *(FileUnreadable(Path("list.md"), reason) for reason in FILE_REASONS),
    *(NotAList(reason) for reason in ("empty", "html_page", "no_entries")),
    UnknownFormat("doc", ("markdown",)),
    InvalidRow(3, "title"),
    InvalidRow(3, ""),
    InvalidDatabaseUrl("mysql://x"),
    DatabaseUnreachable(URL, "disk full"),
    DatabaseNotReady(URL, None),
    DatabaseNotReady(URL, "0001"),
    DatabaseTooNew(URL, "9999"),
    PaperNotFound(7),
    ListNotFound("tea"),
    InvalidListName("Tea!"),
    SubscriptionNotFound(7),
    TooManySubscriptions(25),
    ForeignMessages(7),
    LibraryFull(500),
    PaperNotSaved(7),
    DraftLost(7),
    DatabaseInUse(URL),
    *(NotABackup(Path("b.db"), reason) for reason in ("missing", "no database", "damaged", "newer")),
    CopyUnwritable(Path("b.db"), "disk full"),
    TargetNotEmpty(URL),
    SameDatabase(URL),
    RowsNotTaken("papers", "too long"),
    RowsDiffer("papers"),
    OutputUnwritable(Path("out"), "denied"),
    UnknownCategory("tea", ("moe",)),
)


def _classes(base: type[Exception]) -> Iterator[type[Exception]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _classes(kind)


def test_every_class_of_error_has_a_sentence() -> None:
    for package in (data, storage):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__") and "migrations" not in module.name:
                importlib.import_module(module.name)
    kinds = {kind for base in (DataError, StorageError, DoorError) for kind in _classes(base)}
    assert kinds - SENTENCES.keys() == set()


@pytest.mark.parametrize("error", EXAMPLES, ids=repr)
def test_a_sentence_says_what_happened_in_a_persons_words(error: Exception) -> None:
    sentence = find_sentence(error)
    assert sentence
    assert type(error).__name__ not in sentence
    assert "{" not in sentence
    assert "\n" not in sentence


def test_a_sentence_shows_no_sign_that_a_terminal_obeys() -> None:
    sentence = find_sentence(FileUnreadable(Path("\x1b[31m.md"), "missing"))
    assert sentence == "There is no file \\x1b[31m.md."


def test_a_defect_of_ours_has_no_sentence() -> None:
    assert find_sentence(ValueError("x")) is None
