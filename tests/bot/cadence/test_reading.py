import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence.plan import render_cadence
from bot.cadence.reading import parse_cadence
from bot.refusals import CadenceFault, CadenceTooFrequent, UnreadableCadence


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("hourly", "hourly"),
        ("Every Hour", "hourly"),
        ("hourly at :15", "hourly :15"),
        ("every hour at 15 past", "hourly :15"),
        ("every 1 hour", "hourly"),
        ("每小时", "hourly"),
        ("每個小時15分", "hourly :15"),
        ("@hourly", "hourly"),
        ("daily", "daily 09:00"),
        ("every day at 9", "daily 09:00"),
        ("daily at 18:30", "daily 18:30"),
        ("6pm", "daily 18:00"),
        ("once a day at noon", "daily 12:00"),
        ("every 24 hours", "daily 09:00"),
        ("每天9点", "daily 09:00"),
        ("每天９：３０", "daily 09:30"),
        ("每日下午6点半", "daily 18:30"),
        ("@daily", "daily 00:00"),
        ("weekly", "weekly mon 09:00"),
        ("weekly on friday at 9:00", "weekly fri 09:00"),
        ("every week on tuesday", "weekly tue 09:00"),
        ("mondays 8am", "weekly mon 08:00"),
        ("weekly mon 7", "weekly mon 07:00"),
        ("每周一 9:00", "weekly mon 09:00"),
        ("每周五下午6点", "weekly fri 18:00"),
        ("每週日晚上8點", "weekly sun 20:00"),
        ("@weekly", "weekly sun 00:00"),
        ("monthly", "monthly 1 09:00"),
        ("monthly on the 15th at 10:00", "monthly 15 10:00"),
        ("monthly 30 at 7", "monthly 30 07:00"),
        ("monthly 1 2", "monthly 1 02:00"),
        ("last day of the month", "monthly 31 09:00"),
        ("every month on day 5", "monthly 5 09:00"),
        ("每月1号", "monthly 1 09:00"),
        ("每月十五日上午十点", "monthly 15 10:00"),
        ("每月最后一天", "monthly 31 09:00"),
        ("weekdays at 9", "cron 0 9 * * mon-fri"),
        ("mon, wed and fri at 7:30", "cron 30 7 * * mon,wed,fri"),
        ("每周一三五9点", "cron 0 9 * * mon,wed,fri"),
        ("工作日9点", "cron 0 9 * * mon-fri"),
        ("the 1st and 15th at 9", "cron 0 9 1,15 * *"),
        ("15th and last day of the month", "cron 0 9 15,last * *"),
        ("every 6 hours", "cron 0 */6 * * *"),
        ("每隔两小时", "cron 0 */2 * * *"),
        ("0 9 * * mon", "cron 0 9 * * mon"),
        ("cron 0 9 * * 1-5", "cron 0 9 * * mon-fri"),
        ("CRON: 0 9 L * *", "cron 0 9 last * *"),
        ("@yearly", "cron 0 0 1 1 *"),
    ],
)
def test_a_rhythm_is_read_as_people_write_it(typed: str, canonical: str) -> None:
    assert render_cadence(parse_cadence(typed)) == canonical
    assert parse_cadence(canonical) == parse_cadence(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", CadenceFault.UNKNOWN),
        ("soon", CadenceFault.UNKNOWN),
        ("9", CadenceFault.UNKNOWN),
        ("every", CadenceFault.UNKNOWN),
        ("every other week", CadenceFault.UNKNOWN),
        ("every 2 weeks", CadenceFault.UNKNOWN),
        ("每两周", CadenceFault.UNKNOWN),
        ("every 5 hours", CadenceFault.UNKNOWN),
        ("every 90 minutes", CadenceFault.UNKNOWN),
        ("daily weekly", CadenceFault.UNKNOWN),
        ("daily on the 5th", CadenceFault.UNKNOWN),
        ("monthly on mondays", CadenceFault.UNKNOWN),
        ("hourly at 9:15", CadenceFault.UNKNOWN),
        ("daily :15", CadenceFault.UNKNOWN),
        ("daily at 9 and at 18", CadenceFault.UNKNOWN),
        ("the 15th and 30th", CadenceFault.UNKNOWN),
        ("@reboot", CadenceFault.UNKNOWN),
        ("cron", CadenceFault.FIELDS),
        ("0 9 * *", CadenceFault.FIELDS),
        ("1st monday", CadenceFault.DAY_AND_WEEKDAY),
        ("每月1号周一", CadenceFault.DAY_AND_WEEKDAY),
        ("0 9 30 2 *", CadenceFault.NEVER),
        ("daily at 25:00", CadenceFault.OUT_OF_RANGE),
        ("daily 9:60", CadenceFault.OUT_OF_RANGE),
        ("13pm", CadenceFault.OUT_OF_RANGE),
        ("monthly on the 32nd", CadenceFault.OUT_OF_RANGE),
        ("monthly 0", CadenceFault.OUT_OF_RANGE),
        ("hourly :60", CadenceFault.OUT_OF_RANGE),
        ("every 0 hours", CadenceFault.OUT_OF_RANGE),
    ],
)
def test_what_is_no_rhythm_is_refused_with_its_reason(typed: str, reason: CadenceFault) -> None:
    with pytest.raises(UnreadableCadence) as refused:
        parse_cadence(typed)
    assert refused.value.reason is reason
    assert refused.value.text == typed


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("every minute", 1),
        ("every 30 minutes", 30),
        ("每30分钟", 30),
        ("every half hour", 30),
        ("每半小时", 30),
        ("*/5 * * * *", 5),
    ],
)
def test_what_is_too_frequent_is_refused_with_its_distance(typed: str, minutes: int) -> None:
    with pytest.raises(CadenceTooFrequent) as refused:
        parse_cadence(typed)
    assert (refused.value.text, refused.value.minutes) == (typed, minutes)


KNOWN = """
every each hourly daily weekly monthly cron at on the 1 9 15 31 99 9:30 6pm mon friday - , * */5 1-5 0 last day of
weekdays 每 周 一 五 月 号 日 点 半 下午 十 两 分 小时 hours minutes 30 ? / : . @daily ٣ ² ﷺ
"""
WORDS = st.sampled_from(KNOWN.split())
TEXTS = st.one_of(
    st.text(),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(WORDS, max_size=12).map("".join),
    st.text(alphabet="0123456789*/,-?LlWw# monsu", max_size=60),
)


@given(TEXTS)
def test_no_text_raises_anything_but_a_refusal_and_what_is_read_is_canonical(text: str) -> None:
    with suppress(UnreadableCadence, CadenceTooFrequent):
        cadence = parse_cadence(text)
        assert parse_cadence(render_cadence(cadence)) == cadence


@pytest.mark.parametrize("piece", ["a", "9", "1,", "0 ", "mon,", "周一", "every ", " ", "*/", "ﷺ", "9:", "每"])
def test_a_long_text_takes_no_time(piece: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableCadence):
        parse_cadence((piece * 4_000)[:4_000])
    for text in ((piece * 200)[:200], f"0 9 {piece * 60}"[:200], f"every {piece * 60}"[:200]):
        with suppress(UnreadableCadence, CadenceTooFrequent):
            parse_cadence(text)
    assert time.process_time() - began < 1  # it takes about a millisecond
