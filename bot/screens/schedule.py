"""When digests come, in words."""

import re
from collections.abc import Iterable
from datetime import datetime

from bot.cadence import Cadence, CadenceKind, parse_cadence
from bot.cadence.plan import LAST_DAY, WEEKDAYS
from bot.screens.markdown import escape, plain
from bot.texts import Words
from storage.digests.subscription import Choices

_DAY = f"(?:{'|'.join(WEEKDAYS)})"
_SOME_DAYS = re.compile(rf"(?P<minute>\d+) (?P<hour>\d+) \* \* (?P<days>mon-fri|{_DAY}(?:,{_DAY})*)")
_CRON = 80  # characters of an expression that are shown


def describe_cadence(cadence: Cadence, words: Words) -> str:
    """A cadence as plain text: "every Monday at 09:00"."""
    time = f"{cadence.hour:02d}:{cadence.minute:02d}"
    match cadence.kind:
        case CadenceKind.HOURLY:
            return words.say("every hour, at minute {minute}", minute=f"{cadence.minute:02d}")
        case CadenceKind.DAILY:
            return words.say("every day at {time}", time=time)
        case CadenceKind.WEEKLY:
            day = words.weekday(WEEKDAYS.index(cadence.weekday))
            return words.say("every {weekday} at {time}", weekday=day, time=time)
        case CadenceKind.MONTHLY if cadence.day >= LAST_DAY:
            return words.say("on the last day of each month at {time}", time=time)
        case CadenceKind.MONTHLY:
            return words.say("on day {day} of each month at {time}", day=cadence.day, time=time)
        case CadenceKind.CRON if found := _SOME_DAYS.fullmatch(cadence.expression):
            time = f"{int(found['hour']):02d}:{int(found['minute']):02d}"
            if found["days"] == "mon-fri":
                return words.say("from Monday to Friday at {time}", time=time)
            days = words.together([words.weekday(WEEKDAYS.index(day)) for day in found["days"].split(",")])
            return words.say("every {weekday} at {time}", weekday=days, time=time)
        case CadenceKind.CRON:
            return words.say("by cron: {expression}", expression=plain(cadence.expression, _CRON))


def tell_schedule(choices: Choices, words: Words) -> str:
    """When a digest comes, as Markdown: "every Monday at 09:00 (Asia/Shanghai)"."""
    cadence = escape(describe_cadence(parse_cadence(choices.cadence), words), 2 * _CRON)
    return words.say("{cadence} ({timezone})", cadence=cadence, timezone=escape(choices.timezone, 80))


def tell_runs(runs: Iterable[datetime]) -> str:
    """Instants one below the other, as each reader's Discord writes them."""
    return "\n".join(f"- <t:{int(run.timestamp())}:F>" for run in runs)


def show_instant(instant: datetime) -> str:
    """An instant as each reader's Discord writes it."""
    return f"<t:{int(instant.timestamp())}:f>"
