"""What people read about making, changing and following digests."""

from typing import TYPE_CHECKING

import pytest

from bot.errors import digests
from bot.refusals import (
    DigestThere,
    EmptyKeyword,
    NoDigests,
    NotFollowed,
    NothingToEdit,
    TooManyValues,
    TooMuchFollowed,
    UnknownDigest,
    UnknownLanguage,
    WhichDigest,
)
from storage.digests.errors import SubscriptionNotFound, TooManySubscriptions

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

FOREIGN = "@everyone **x**\n" * 500
ERRORS: list[Exception] = [
    NoDigests(),
    WhichDigest(),
    UnknownDigest(FOREIGN),
    DigestThere(7),
    EmptyKeyword(FOREIGN),
    TooManyValues(25, 60),
    UnknownLanguage(FOREIGN, ("English", "中文")),
    NothingToEdit(),
    NotFollowed(FOREIGN),
    TooMuchFollowed(75),
    SubscriptionNotFound(7),
    TooManySubscriptions(25),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(
    error: Exception, check_sentence: "CheckSentence"
) -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(digests.SENTENCES) <= {kind for error in ERRORS for kind in type(error).__mro__}
