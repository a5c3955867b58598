from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.delivery.verdicts import Blocked, Halted, Later, Refused, Unanswered, Verdict, judge
from storage.digests.subscription import PauseReason, Target


def refusal(status: int, code: int = 0) -> discord.HTTPException:
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    response = cast("aiohttp.ClientResponse", SimpleNamespace(status=status, reason="", headers={}))
    return kind(response, {"code": code, "message": "no"})


def unreachable() -> aiohttp.ClientConnectorError:
    return aiohttp.ClientConnectorError(cast("Any", SimpleNamespace(ssl=True, host="h", port=1)), OSError("refused"))


@pytest.mark.parametrize(
    ("error", "target", "verdict"),
    [
        (discord.RateLimited(12.5), Target.TEXT, Later("rate limited", in_doubt=False, after=12.5)),
        (refusal(429), Target.TEXT, Later("kept out", in_doubt=False, after=600)),
        (Unanswered(500), Target.TEXT, Later("status 500", in_doubt=True)),
        (refusal(503), Target.TEXT, Later("status 503", in_doubt=True)),
        (unreachable(), Target.TEXT, Later("no connection", in_doubt=False)),
        (aiohttp.ServerDisconnectedError(), Target.TEXT, Later("connection lost", in_doubt=True)),
        (ConnectionResetError(), Target.TEXT, Later("connection lost", in_doubt=True)),
        (TimeoutError(), Target.TEXT, Later("no answer in time", in_doubt=True)),
        (refusal(400, 20016), Target.TEXT, Later("slow mode", in_doubt=False)),
        (refusal(429, 20028), Target.TEXT, Later("kept out", in_doubt=False, after=600)),
        (refusal(400, 160006), Target.FORUM, Later("too many threads", in_doubt=False)),
        (refusal(404, 10003), Target.TEXT, Blocked(PauseReason.CHANNEL_GONE)),
        (refusal(404), Target.TEXT, Blocked(PauseReason.CHANNEL_GONE)),
        (refusal(403, 50001), Target.TEXT, Blocked(PauseReason.NO_ACCESS)),
        (refusal(403, 50013), Target.TEXT, Blocked(PauseReason.NO_PERMISSION)),
        (refusal(403), Target.TEXT, Blocked(PauseReason.NO_PERMISSION)),
        (refusal(403), Target.PERSON, Blocked(PauseReason.MESSAGES_CLOSED)),
        (refusal(403, 50007), Target.PERSON, Blocked(PauseReason.MESSAGES_CLOSED)),
        (refusal(400, 50083), Target.THREAD, Blocked(PauseReason.THREAD_CLOSED)),
        (refusal(403, 160005), Target.THREAD, Blocked(PauseReason.THREAD_CLOSED)),
        (refusal(400, 40067), Target.FORUM, Blocked(PauseReason.TAG_REQUIRED)),
        (refusal(401), Target.TEXT, Halted()),
        (refusal(400, 50035), Target.TEXT, Refused("code 50035")),
        (refusal(413, 40005), Target.TEXT, Refused("code 40005")),
    ],
    ids=lambda value: repr(value) if not isinstance(value, Target) else value.value,
)
def test_each_error_has_its_meaning(error: BaseException, target: Target, verdict: Verdict) -> None:
    assert judge(error, target) == verdict


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), AssertionError()])
def test_a_defect_of_ours_is_no_verdict(error: Exception) -> None:
    with pytest.raises(type(error)):
        judge(error, Target.TEXT)
