"""What the sentences of all subjects share."""

import pytest

from bot.errors import find_sentence
from bot.errors.wording import QUOTED
from bot.refusals import CadenceFault, NotFollowed, UnknownKind, UnreadableCadence, UnreadablePage
from bot.texts import Texts
from data.errors import UnreadableMonth

TYPED = "y" * 4000


@pytest.mark.parametrize(
    "error",
    [
        UnreadableMonth(TYPED),
        UnreadablePage(TYPED, 3),
        UnknownKind(TYPED),
        NotFollowed(TYPED),
        UnreadableCadence(TYPED, CadenceFault.UNKNOWN),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_a_person_typed_is_repeated_in_part_only(error: Exception) -> None:
    sentence = find_sentence(error, Texts.load().speak("en-US"))
    assert sentence is not None
    assert QUOTED // 2 < sentence.count("y") <= QUOTED + 20
