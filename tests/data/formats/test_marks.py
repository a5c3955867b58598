import pytest

from data.formats.marks import (
    count_fires,
    count_stars,
    fold_blanks,
    says_none,
    split_leading_emoji,
    split_trailing_emoji,
    strip_emoji,
)


@pytest.mark.parametrize(("text", "stars"), [("", 0), ("⭐️", 1), ("⭐️⭐️ ", 2), ("⭐⭐⭐⭐⭐", 3), ("🌟", 1), ("⚠️", 0)])
def test_stars_are_counted_up_to_three(text: str, stars: int) -> None:
    assert count_stars(text) == stars


@pytest.mark.parametrize(("text", "heat"), [("", 0), ("🔥", 1), ("🔥🔥 🔥", 3), ("🔥" * 9, 3)])
def test_fires_are_counted_up_to_three(text: str, heat: int) -> None:
    assert count_fires(text) == heat


@pytest.mark.parametrize("text", ["", " ", "-", "--", "—", "⚠️", "⚠", "n/a", "N/A", "None", "TBD", "❌", "无"])
def test_signs_for_none_say_none(text: str) -> None:
    assert says_none(text)


@pytest.mark.parametrize("text", ["[pdf]", "x", "2024.01", "none of it", "-1", "⭐"])
def test_words_do_not_say_none(text: str) -> None:
    assert not says_none(text)


def test_emoji_around_a_text_come_off_and_those_inside_it_stay() -> None:
    assert split_leading_emoji("🔥🔥 [x]") == ("🔥🔥 ", "[x]")
    assert split_leading_emoji("INTEL® NPUS") == ("", "INTEL® NPUS")
    assert split_trailing_emoji("Topics©️ 👆🏻") == ("Topics", "©️ 👆🏻")
    assert split_trailing_emoji("LAPTOP NPUS®") == ("LAPTOP NPUS®", "")


def test_a_name_loses_all_its_emoji() -> None:
    assert strip_emoji("📖LLM 🚀  Inference©️") == "LLM Inference"


def test_what_nobody_can_see_is_gone_and_blanks_are_single() -> None:
    assert fold_blanks(" a \u2028 b\u200b\u202ec\x00\t\nd\ud800 ") == "a bc d"
    assert fold_blanks("’®—推理") == "’®—推理"
