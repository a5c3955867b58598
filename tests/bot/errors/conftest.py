"""What every sentence must be."""

import re
from collections.abc import Callable

import pytest

from bot.errors import find_sentence
from bot.screens.limits import TEXT_CHARACTERS
from bot.texts import Texts

CheckSentence = Callable[[Exception], None]


@pytest.fixture(scope="session")
def check_sentence() -> CheckSentence:
    """Asserts that an error has a sentence in every language, on one short line, which pings no crowd and names no
    class."""
    texts = Texts.load()

    def check(error: Exception) -> None:
        for locale in texts.locales:
            sentence = find_sentence(error, texts.speak(locale))
            assert sentence is not None
            assert len(sentence) < TEXT_CHARACTERS // 4
            assert "\n" not in sentence
            assert not re.search(r"(?<![\\<])@", sentence)
            assert type(error).__name__ not in sentence

    return check
