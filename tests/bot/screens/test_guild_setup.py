from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.screens.guild_setup import render_answers, render_language, render_lists, tell_lists
from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from storage.lists import ListInfo

Read = Callable[[Screen], str]
LOCALES = Texts.load().locales


def many(number: int, title: str = "@everyone **x** 列表" * 20) -> list[ListInfo]:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    return [ListInfo(f"list{n:03}", title, "", "", "", (), 1, 1, at, at) for n in range(number)]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("number", [0, 1, 25, 26, 150])
def test_any_number_of_lists_with_any_title_fits(number: int, locale: str) -> None:
    words, lists = Texts.load().speak(locale), many(number)
    for names in (None, set[str](), {info.name for info in lists}):
        assert find_violations(render_lists(names, lists, words)) == []


def test_a_list_is_said_to_be_seen_or_not_in_words(english: Words, read: Read) -> None:
    text = read(render_lists({"list000"}, many(2, "Title"), english))
    assert "- **Title**: seen, 1 paper" in text
    assert "- **Title**: not seen, 1 paper" in text
    assert tell_lists({"list000"}, many(2), english).state == "1 of 2"


@pytest.mark.parametrize("locale", LOCALES)
def test_channels_and_languages_fit(locale: str) -> None:
    words, channels = Texts.load().speak(locale), list(range(2**63 - 25, 2**63))
    assert find_violations(render_language("zh-CN", "en-US", LOCALES, words)) == []
    assert find_violations(render_answers(channels, channels, words)) == []
