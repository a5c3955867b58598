"""What people read about what was looked up."""

from typing import TYPE_CHECKING

import pytest

from bot.errors import lookups
from bot.refusals import (
    BotSilenced,
    ConversationLost,
    MemberSilenced,
    NoLinks,
    NoListsSeen,
    PagesLost,
    PaperUnclear,
    QueryTooLong,
    SinceAfterUntil,
    UnknownCategory,
    UnknownKind,
    UnknownOrganisation,
    UnreadablePage,
)
from data.categories import Category
from data.errors import UnreadableMonth
from data.months import Month
from storage.errors import PaperNotFound, RowsNotOfPaper, SamePaper

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

FOREIGN = "@everyone **x**\n" * 500
ERRORS: list[Exception] = [
    UnreadableMonth(FOREIGN),
    PaperNotFound(7),
    NoLinks(),
    QueryTooLong(),
    UnknownOrganisation(FOREIGN, ()),
    UnknownOrganisation(FOREIGN, (FOREIGN,) * 3),
    RowsNotOfPaper(7),
    SamePaper(7),
    SinceAfterUntil(Month(2025, 1), Month(2024, 2)),
    UnknownCategory(FOREIGN, ()),
    UnknownCategory(FOREIGN, tuple(Category(str(n), {"en-US": FOREIGN}, n) for n in range(3))),
    UnreadablePage(FOREIGN, 12),
    PagesLost(),
    UnknownKind(FOREIGN),
    PaperUnclear(FOREIGN),
    ConversationLost(),
    NoListsSeen(has_lists=True),
    NoListsSeen(has_lists=False),
    MemberSilenced(),
    BotSilenced(),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(
    error: Exception, check_sentence: "CheckSentence"
) -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(lookups.SENTENCES) <= {kind for error in ERRORS for kind in type(error).__mro__}
