import asyncio

import pytest

from bot.delivery.pace import Pace


class FakeTime:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("bot.delivery.pace.asyncio.sleep", self.sleep)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def moments_of(pace: Pace, clock: FakeTime, count: int) -> list[float]:
    found = []
    for _ in range(count):
        await pace.wait()
        found.append(clock.now)
    return found


@pytest.mark.parametrize("per_second", [1, 40, 50])
async def test_moments_are_handed_out_at_even_distances(per_second: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeTime(monkeypatch)
    moments = await moments_of(Pace(per_second, clock), clock, per_second * 2 + 1)
    assert moments[0] == 100.0, "the first one at once"
    assert moments == pytest.approx([100.0 + number / per_second for number in range(per_second * 2 + 1)])


async def test_quiet_minutes_save_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeTime(monkeypatch)
    pace = Pace(10, clock)
    await moments_of(pace, clock, 3)
    clock.now += 60
    assert await moments_of(pace, clock, 3) == pytest.approx([160.2, 160.3, 160.4])


async def test_those_who_ask_at_once_are_served_in_the_order_in_which_they_asked() -> None:
    pace, served = Pace(1000), []

    async def ask(number: int) -> None:
        await pace.wait()
        served.append(number)

    await asyncio.gather(*map(ask, range(20)))
    assert served == list(range(20))
