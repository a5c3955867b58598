"""What people read about lists, documents and the database."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import lists
from data.errors import FileUnreadable, InvalidRow, NotAList, UnknownFormat
from storage.errors import (
    DatabaseNotReady,
    DatabaseTooNew,
    DatabaseUnreachable,
    InvalidDatabaseUrl,
    InvalidListName,
    ListNotFound,
)
from storage.operations.errors import DatabaseInUse
from storage.sync.errors import InvalidListUrl, ListNotFollowed, ListUnreachable, NothingHeld

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

FOREIGN = "@everyone **x**\n" * 500
ERRORS: list[Exception] = [
    FileUnreadable(Path(FOREIGN[:90]), "missing"),
    NotAList("empty"),
    UnknownFormat(FOREIGN, ()),
    InvalidRow(3, FOREIGN),
    InvalidDatabaseUrl(FOREIGN),
    DatabaseUnreachable(FOREIGN, FOREIGN),
    DatabaseNotReady(FOREIGN, None),
    DatabaseTooNew(FOREIGN, FOREIGN),
    DatabaseInUse(FOREIGN),
    ListNotFound(FOREIGN),
    InvalidListName(FOREIGN),
    InvalidListUrl(FOREIGN),
    ListUnreachable(FOREIGN, "timeout"),
    ListNotFollowed(FOREIGN),
    NothingHeld(FOREIGN),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(
    error: Exception, check_sentence: "CheckSentence"
) -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(lists.SENTENCES) <= {kind for error in ERRORS for kind in type(error).__mro__}
