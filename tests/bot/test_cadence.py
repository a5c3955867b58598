"""The package as others use it: what is typed, kept as text and read again runs at the same instants."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import Cadence, CadenceKind, complete_zone, parse_cadence, parse_zone, render_cadence, upcoming
from bot.cadence.plan import WEEKDAYS

TIMES = (st.integers(0, 59), st.integers(0, 23))
CADENCES = st.one_of(
    st.builds(Cadence, st.just(CadenceKind.HOURLY), st.integers(0, 59)),
    st.builds(Cadence, st.just(CadenceKind.DAILY), *TIMES),
    st.builds(Cadence, st.just(CadenceKind.WEEKLY), *TIMES, st.sampled_from(WEEKDAYS)),
    st.builds(Cadence, st.just(CadenceKind.MONTHLY), *TIMES, st.just("mon"), st.integers(1, 31)),
    st.sampled_from(["0 9 * * mon", "0 */6 * * *", "30 8 15,last * *", "0 9 * 1,7 mon-fri"]).map(
        lambda expression: Cadence(CadenceKind.CRON, expression=expression)
    ),
)


@given(CADENCES)
def test_a_cadence_is_read_back_from_its_text(cadence: Cadence) -> None:
    assert parse_cadence(render_cadence(cadence)) == cadence


def test_a_member_types_a_rhythm_and_a_city() -> None:
    zone = parse_zone(complete_zone("shang", 25)[0])
    runs = upcoming(parse_cadence("每周五下午6点"), zone, datetime(2026, 11, 21, tzinfo=UTC), 2)
    assert runs == (datetime(2026, 11, 27, 10, tzinfo=UTC), datetime(2026, 12, 4, 10, tzinfo=UTC))
