"""What people read about what they keep."""

from typing import TYPE_CHECKING

import pytest

from bot.errors import members
from storage.members.errors import LibraryFull, PaperNotSaved

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

ERRORS: list[Exception] = [LibraryFull(2_000), PaperNotSaved(7)]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(
    error: Exception, check_sentence: "CheckSentence"
) -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(members.SENTENCES) == {type(error) for error in ERRORS}
