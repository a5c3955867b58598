"""What happens by itself: stateless jobs that look for what is due. All state is rows, so any number of processes may
tick at once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

SYNC_TICK_SECONDS = 60
"""How often a process looks whether a list is due; how often a list is due is a setting."""

LINK_TICK_SECONDS = 600
"""How often a process looks at links that are due, where the operator wants that."""

ENRICHMENT_TICK_SECONDS = 60
"""How often a process looks whether abstracts are to be asked for, where the operator wants that."""

DIGEST_TICK_SECONDS = 5
"""How often a process looks whether a digest is due."""

DELIVERY_TICK_SECONDS = 1
"""How often a process looks whether a message has to leave."""

SUBMISSION_TICK_SECONDS = 2
"""How often a process looks for submissions without a card, cards that show an older state, and outcomes to be told."""

UNANSWERED_TICK_SECONDS = 15
"""How often a process keeps the searches that found nothing."""

REMINDER_TICK_SECONDS = 900
"""How often a process looks for submissions that have been waiting long."""

BACKUP_TICK_SECONDS = 300
"""How often a process looks whether the next backup is due."""

HOUSEKEEPING_TICK_SECONDS = 60
"""How often a process says that it is alive, and looks which guilds are there."""


class Scheduler:
    """Runs jobs in the event loop. A job that is still running when its next tick comes is not started again."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def every(self, seconds: int, name: str, job: Callable[[], Coroutine[Any, Any, None]], *, at_once: int = 1) -> None:
        """Runs a job each time so many seconds have passed, the first time after as many; `at_once` is how many of it
        may run at the same time."""
        trigger = IntervalTrigger(seconds=seconds, timezone="UTC")
        self._scheduler.add_job(
            self._run, trigger, args=[job], id=name, name=name, coalesce=True, max_instances=at_once
        )

    def start(self) -> None:
        """Starts in the running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Starts nothing any more, cancels what is running and waits until it has cleaned up."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _run(self, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Runs a job in a task of its own, which outlives the scheduler's long enough to clean up."""
        task = asyncio.create_task(job())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.wait([task])  # which leaves it running when this is cancelled
        if not task.cancelled():
            task.result()
