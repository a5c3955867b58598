import pytest

from bot.cadence.phrases import listen
from bot.cadence.plan import CadenceKind


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 9", (9, 0)),
        ("at 9 o'clock", (9, 0)),
        ("9:05", (9, 5)),
        ("18.30", (18, 30)),
        ("12am", (0, 0)),
        ("12 p.m.", (12, 0)),
        ("6:15pm", (18, 15)),
        ("13pm", (99, 0)),
        ("noon", (12, 0)),
        ("midnight", (0, 0)),
        ("9点", (9, 0)),
        ("九点半", (9, 30)),
        ("十二点三十分", (12, 30)),
        ("两点一刻", (2, 15)),
        ("二十三时", (23, 0)),
        ("下午6点", (18, 0)),
        ("下午18点", (18, 0)),
        ("中午12点", (12, 0)),
        ("中午1点", (13, 0)),
        ("晚上12点", (0, 0)),
        ("晚上9:45", (21, 45)),
        ("凌晨12点", (0, 0)),
        ("上午10点10", (10, 10)),
    ],
)
def test_a_time_of_day_is_heard(text: str, time: tuple[int, int]) -> None:
    said = listen(text)
    assert said is not None
    assert said.times == [time]


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("mondays", "mon"),
        ("tues and thurs", "tue thu"),
        ("wed, saturday", "wed sat"),
        ("monday to friday", "mon tue wed thu fri"),
        ("fri-mon", "fri sat sun mon"),
        ("business days", "mon tue wed thu fri"),
        ("weekends", "sat sun"),
        ("每周一", "mon"),
        ("周1 9点", "mon"),
        ("周一九点", "mon"),
        ("周一三点", "mon"),
        ("周一二十点", "mon"),
        ("周五十点", "fri"),
        ("周一三五9点", "mon wed fri"),
        ("周一至周三和周五", "mon tue wed fri"),
        ("星期天", "sun"),
        ("礼拜日", "sun"),
        ("周一三五", "mon wed fri"),
        ("周二、周四", "tue thu"),
        ("周一至五", "mon tue wed thu fri"),
        ("工作日", "mon tue wed thu fri"),
        ("周末", "sat sun"),
    ],
)
def test_days_of_the_week_are_heard(text: str, weekdays: str) -> None:
    said = listen(text)
    assert said is not None
    assert said.weekdays == set(weekdays.split())


@pytest.mark.parametrize(
    "text", ["every other week", "2 weeks", "9月1日", "biweekly", "soon", "monday!", "twice a day", "9"]
)
def test_what_is_not_known_whole_is_not_heard_at_all(text: str) -> None:
    assert listen(text) is None


def test_what_is_heard_comes_in_any_order() -> None:
    assert listen("at 9 on fridays, weekly") == listen("weekly friday at 9")
    said = listen("每个月")
    assert said is not None
    assert said.units == {CadenceKind.MONTHLY}
