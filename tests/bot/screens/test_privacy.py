import pytest

from bot.privacy import Handout
from bot.screens.limits import find_violations
from bot.screens.privacy import GUILDS, MINE, ask_privacy, render_handout, render_question, tell_erased
from bot.texts import Texts


@pytest.mark.parametrize("locale", Texts.load().locales)
@pytest.mark.parametrize("whose", [MINE, GUILDS])
def test_each_fits_and_erasing_is_a_button_of_its_own(whose: str, locale: str) -> None:
    words = Texts.load().speak(locale)
    handout = render_handout(Handout("paperboy.json", b"{}"), whose, words)
    assert find_violations(handout) == []
    assert [file.filename for file in handout.files] == ["paperboy.json"]
    question = render_question(whose, words)
    assert find_violations(question) == []
    custom_ids = [item.custom_id for item in question.walk_children() if hasattr(item, "custom_id")]
    assert custom_ids == [ask_privacy("erase", whose), ask_privacy("export", whose)]
    assert tell_erased(whose, words)
