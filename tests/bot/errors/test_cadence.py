"""What people read about when a digest runs."""

from typing import TYPE_CHECKING

import pytest

from bot.errors import cadence
from bot.refusals import CadenceFault, CadenceTooFrequent, UnknownTimeZone, UnreadableCadence

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

FOREIGN = "@everyone **x**\n" * 500
ERRORS: list[Exception] = [
    *(UnreadableCadence(FOREIGN, fault) for fault in CadenceFault),
    CadenceTooFrequent(FOREIGN, 1),
    UnknownTimeZone(FOREIGN, ()),
    UnknownTimeZone(FOREIGN, ("Asia/Shanghai", "America/Argentina/Buenos_Aires", "America/New_York")),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(
    error: Exception, check_sentence: "CheckSentence"
) -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(cadence.SENTENCES) <= {kind for error in ERRORS for kind in type(error).__mro__}
