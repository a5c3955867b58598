import asyncio

from bot.scheduler import Scheduler


async def test_a_job_runs_again_and_again_never_twice_at_once_and_not_after_the_end() -> None:
    scheduler, running, most, runs = Scheduler(), 0, 0, 0

    async def job() -> None:
        nonlocal running, most, runs
        running += 1
        runs += 1
        most = max(most, running)
        await asyncio.sleep(1.4)
        running -= 1

    scheduler.every(1, "job", job)
    scheduler.start()
    await asyncio.sleep(3.2)
    await scheduler.stop()
    assert (runs, most) == (2, 1), "the tick that found it running was passed over"
    ended_at = runs
    await asyncio.sleep(1.5)
    assert runs == ended_at


async def test_stopping_what_was_never_started_is_no_error() -> None:
    await Scheduler().stop()
