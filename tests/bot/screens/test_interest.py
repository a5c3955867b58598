import pytest

from bot.screens.interest import tell_interest, tell_kinds, tell_obstacle
from bot.texts import Words
from storage.digests.matching import Obstacle
from storage.digests.subscription import Interest
from storage.feed import ChangeKind


def test_a_digest_of_everything_says_so(english: Words, chinese: Words) -> None:
    assert tell_interest(Interest(), {}, english) == ["all papers"]
    assert tell_interest(Interest(), {}, chinese) == ["全部论文"]


def test_each_part_is_said(english: Words) -> None:
    interest = Interest(("kv-cache",), ("awq", "-survey"), ("Meta",), (), True, 2)
    assert tell_interest(interest, {"kv-cache": "KV *cache*"}, english) == [
        r"in **KV \*cache\***",
        "about **awq**",
        "from **Meta**",
        "not about **survey**",
        "with code",
        "at least 2 stars of 3",
    ]


def test_many_values_are_counted(english: Words) -> None:
    (line,) = tell_interest(Interest(keywords=tuple(f"keyword number {n}" for n in range(25))), {}, english)
    assert line.endswith(" more")
    assert len(line) < 400


def test_values_without_anything_to_be_seen_leave_a_word(english: Words) -> None:
    assert tell_interest(Interest(keywords=("\u200b",)), {}, english) == ["about (untitled)"]


def test_kinds_stand_in_a_row(chinese: Words) -> None:
    assert tell_kinds((ChangeKind.ADDED, ChangeKind.CODE_RELEASED), chinese) == "新增、发布代码"


@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_is_said(obstacle: Obstacle, english: Words, chinese: Words) -> None:
    assert tell_obstacle(obstacle, english) != tell_obstacle(obstacle, chinese)
