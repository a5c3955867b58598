"""Stopping when the system or a person asks for it."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def until_stopped() -> Iterator[None]:
    """Ends the block, quietly and with its clean-up, on the first SIGTERM or SIGINT; later ones do not disturb that.

    Must be entered in a task. Where the event loop takes no signal handlers (Windows), Ctrl-C does the same.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    stopped = False

    def stop() -> None:
        nonlocal stopped
        if task and not stopped:
            stopped = task.cancel()

    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop)
    try:
        yield
    except asyncio.CancelledError:
        if task:
            task.uncancel()
    finally:
        with contextlib.suppress(NotImplementedError):
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)
