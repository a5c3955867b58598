import asyncio
import os
import signal
import sys

import pytest

from bot.cli.stopping import until_stopped

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_block_after_its_clean_up_and_a_second_one_does_not_disturb_that(number: int) -> None:
    told = []
    with until_stopped():
        try:
            asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), number)
            await asyncio.sleep(30)
        finally:
            os.kill(os.getpid(), number)
            await asyncio.sleep(0.01)
            told.append("cleaned up")
    assert told == ["cleaned up"]
    await asyncio.sleep(0)  # the task itself goes on


async def test_what_goes_wrong_inside_is_not_hidden() -> None:
    with pytest.raises(KeyError), until_stopped():
        raise KeyError
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
