from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cadence import parse_cadence
from bot.screens.limits import length
from bot.screens.schedule import describe_cadence, show_instant, tell_runs, tell_schedule
from bot.texts import Texts, Words
from storage.digests.subscription import Choices


@pytest.mark.parametrize(
    ("cadence", "in_english", "in_chinese"),
    [
        ("hourly :15", "every hour, at minute 15", "每小时的第 15 分钟"),
        ("daily 09:05", "every day at 09:05", "每天 09:05"),
        ("weekly fri 17:00", "every Friday at 17:00", "每星期五 17:00"),
        ("monthly 3 09:00", "on day 3 of each month at 09:00", "每月 3 日 09:00"),
        ("monthly 31 09:00", "on the last day of each month at 09:00", "每月最后一天 09:00"),
        ("cron 0 9 * * mon-fri", "from Monday to Friday at 09:00", "周一至周五 09:00"),
        ("cron 30 8 * * mon,thu", "every Monday, Thursday at 08:30", "每星期一、星期四 08:30"),
        ("cron 0 */6 * * *", "by cron: 0 */6 * * *", "按 cron：0 */6 * * *"),
    ],
)
def test_a_cadence_is_said_in_words(
    cadence: str, in_english: str, in_chinese: str, english: Words, chinese: Words
) -> None:
    assert describe_cadence(parse_cadence(cadence), english) == in_english
    assert describe_cadence(parse_cadence(cadence), chinese) == in_chinese


def test_a_schedule_has_its_zone_and_is_markdown(english: Words) -> None:
    choices = Choices("cron 0 */6 * * *", "America/New_York")
    assert tell_schedule(choices, english) == r"by cron: 0 \*/6 \* \* \* (America/New\_York)"


@given(st.lists(st.integers(0, 23), min_size=1, max_size=12, unique=True))
@settings(deadline=None, max_examples=30)
def test_however_long_an_expression_is_it_is_told_in_bounds(hours: list[int]) -> None:
    text = f"0 {','.join(map(str, sorted(hours)))} 1-5,10-20,25 1,3,5,7 *"
    assert length(describe_cadence(parse_cadence(text), Texts.load().speak("en-US"))) <= 100


def test_instants_are_written_for_each_reader() -> None:
    instant = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert tell_runs([instant, instant]) == "- <t:1795253400:F>\n- <t:1795253400:F>"
    assert show_instant(instant) == "<t:1795253400:f>"
