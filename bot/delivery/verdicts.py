"""What an attempt to send came to, and what each of Discord's refusals means for it."""

from dataclasses import dataclass
from typing import TypeAlias

import aiohttp
import discord

from storage.digests.subscription import PauseReason, Target


@dataclass(frozen=True, slots=True)
class Sent:
    """Discord has the message."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """Not now. `after` is how many seconds to wait at least, None for a pause that grows. `in_doubt` says that Discord
    may have the message all the same."""

    reason: str
    in_doubt: bool
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """Not until somebody has changed something. `in_doubt` says that an earlier attempt may have succeeded."""

    reason: PauseReason
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: Discord does not take this message."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been sent, and nothing can tell."""


@dataclass(frozen=True, slots=True)
class Halted:
    """Discord does not know us any more: nothing can be sent."""


Verdict: TypeAlias = Sent | Later | Blocked | Refused | Unknown | Halted


class Unanswered(Exception):
    """Discord answered with a fault of its own, after which nobody knows whether it took the message."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


_BY_CODE = {
    10003: PauseReason.CHANNEL_GONE,  # unknown channel
    50001: PauseReason.NO_ACCESS,
    50013: PauseReason.NO_PERMISSION,
    50007: PauseReason.MESSAGES_CLOSED,
    50278: PauseReason.MESSAGES_CLOSED,  # no guild in common
    50083: PauseReason.THREAD_CLOSED,
    160005: PauseReason.THREAD_CLOSED,  # locked
    40067: PauseReason.TAG_REQUIRED,
}
_SLOW = (20016, 20028)  # slow mode of the channel, its limit for writing
_FULL = (30033, 160006, 160007)  # threads: participants, active ones, active announcements


def judge(error: BaseException, target: Target) -> Verdict:
    """What an error while sending means. Raises it again where it is a defect of ours."""
    match error:
        case discord.RateLimited():
            return Later("rate limited", in_doubt=False, after=error.retry_after)
        case Unanswered():
            return Later(f"status {error.status}", in_doubt=True)
        case discord.HTTPException():
            return _judge_refusal(error, target)
        case aiohttp.ClientConnectorError():
            return Later("no connection", in_doubt=False)
        case TimeoutError():  # which is an OSError, too
            return Later("no answer in time", in_doubt=True)
        case aiohttp.ClientError() | OSError():
            return Later("connection lost", in_doubt=True)
    raise error


def _judge_refusal(error: discord.HTTPException, target: Target) -> Verdict:
    if error.status == 401:
        return Halted()
    if error.status == 429:  # without the headers of Discord's API: its edge keeps us out
        return Later("kept out", in_doubt=False, after=600)
    if error.status >= 500:
        return Later(f"status {error.status}", in_doubt=True)
    if error.code in _SLOW:
        return Later("slow mode", in_doubt=False)
    if error.code in _FULL:
        return Later("too many threads", in_doubt=False)
    if error.code in _BY_CODE:
        return Blocked(_BY_CODE[error.code])
    if error.status == 403:
        return Blocked(PauseReason.MESSAGES_CLOSED if target is Target.PERSON else PauseReason.NO_PERMISSION)
    if error.status == 404:
        return Blocked(PauseReason.CHANNEL_GONE)
    return Refused(f"code {error.code}")
