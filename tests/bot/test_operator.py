import pytest

from bot.operator import describe_held
from bot.texts import Texts
from storage.sync.guard import HoldReason
from storage.sync.syncing import Outcome, Status

TEXTS = Texts.load()


@pytest.mark.parametrize("locale", TEXTS.locales)
@pytest.mark.parametrize("reason", HoldReason)
def test_the_operator_learns_what_is_held_why_and_what_to_do(reason: HoldReason, locale: str) -> None:
    text = describe_held(Outcome("awesome_*list", Status.HELD, reason), TEXTS.speak(locale))
    assert "awesome\\_\\*list" in text
    assert "`python -m storage sync --review awesome_*list`" in text
    assert "{" not in text
    assert len(text) < 400


def test_every_reason_has_words_of_its_own() -> None:
    words = TEXTS.speak("en-US")
    assert len({describe_held(Outcome("x", Status.HELD, reason), words) for reason in HoldReason}) == len(HoldReason)
