import statistics
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence.zones import complete_zone, parse_zone
from bot.refusals import UnknownTimeZone


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Asia/Shanghai", "Asia/Shanghai"),
        (" asia/shanghai ", "Asia/Shanghai"),
        ("AMERICA/NEW_YORK", "America/New_York"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
        ("us/pacific", "US/Pacific"),
        ("Etc/GMT+8", "Etc/GMT+8"),
    ],
)
def test_a_zone_is_read_in_any_case(typed: str, name: str) -> None:
    assert parse_zone(typed).key == name


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("shanghai", ("Asia/Shanghai",)),
        ("北京", ("Asia/Shanghai",)),
        ("Berln", ("Europe/Berlin",)),
        ("UTC+8", ()),  # neither UTC nor Etc/GMT+8 is what is meant
        ("", ()),
        ("../../etc/passwd", ()),
        ("x" * 4_000, ()),
        ("Factory", ()),
    ],
)
def test_an_unknown_zone_is_refused_with_those_that_are_like_it(typed: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(UnknownTimeZone) as refused:
        parse_zone(typed)
    assert refused.value.text == typed
    assert refused.value.nearest == nearest


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("shang", "Asia/Shanghai"),
        ("上海", "Asia/Shanghai"),
        ("北京", "Asia/Shanghai"),
        ("中国", "Asia/Shanghai"),
        ("china", "Asia/Shanghai"),
        ("germany", "Europe/Berlin"),
        ("zürich", "Europe/Zurich"),
        ("lon", "Europe/London"),
        ("new y", "America/New_York"),
        ("são p", "America/Sao_Paulo"),
        ("india", "Asia/Kolkata"),
        ("europe", "Europe/London"),
        ("", "UTC"),
        ("gmt", "UTC"),
    ],
)
def test_a_zone_is_offered_for_a_city_a_country_or_a_region(typed: str, first: str) -> None:
    assert complete_zone(typed, 25)[0] == first


def test_no_more_is_offered_than_wanted_and_nothing_for_nonsense() -> None:
    assert len(complete_zone("a", 25)) == 25
    assert complete_zone("qqqq", 25) == ()
    assert not [name for name in complete_zone("", 10_000) if name.startswith("Etc/")]


@given(st.text())
def test_what_is_offered_can_be_read_and_nothing_else_is_raised(typed: str) -> None:
    for name in complete_zone(typed, 3):
        assert parse_zone(name).key == name
    with suppress(UnknownTimeZone):
        parse_zone(typed)


def test_completing_reads_no_file_while_people_type(monkeypatch: pytest.MonkeyPatch) -> None:
    complete_zone("warm", 25)
    monkeypatch.setattr("bot.cadence.zones.files", None)
    taken = []
    for typed in ("s", "shang", "asia/", "x" * 4_000, "上"):
        began = time.perf_counter()
        complete_zone(typed, 25)
        taken.append(time.perf_counter() - began)
    assert statistics.median(taken) < 0.1  # about a millisecond
