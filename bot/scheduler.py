"""What happens by itself: stateless jobs that look for what is due. All state is rows, so any number of processes may
tick at once."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

SYNC_TICK_SECONDS = 60
"""How often a process looks whether a list is due; how often a list is due is a setting."""


class Scheduler:
    """Runs jobs in the event loop. A job that is still running when its next tick comes is not started again."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def every(self, seconds: int, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """Runs a job each time so many seconds have passed, the first time after as many."""
        trigger = IntervalTrigger(seconds=seconds, timezone="UTC")
        self._scheduler.add_job(job, trigger, id=name, name=name, coalesce=True, max_instances=1)

    def start(self) -> None:
        """Starts in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Starts nothing any more; what is running is the caller's to wait for."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
