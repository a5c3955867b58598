"""Keeping below Discord's limit of requests a second, which all that a bot does shares."""

import asyncio
import time
from collections.abc import Callable


class Pace:
    """Hands out moments at even distances, so many a second at most, in the order in which they are asked for."""

    def __init__(self, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._distance = 1 / per_second
        self._clock = clock
        self._next = clock()

    async def wait(self) -> None:
        """Returns when the next moment has come."""
        now = self._clock()
        moment = max(self._next, now)
        self._next = moment + self._distance
        if moment > now:
            await asyncio.sleep(moment - now)
