"""A cadence: how often a digest runs, and at what time of the clock on the wall."""

from dataclasses import dataclass
from enum import StrEnum

LEAST_MINUTES = 60
"""The minimum distance between two runs, on a clock that nobody puts forward or back."""

LAST_DAY = 31
"""The day of the month that stands for the last one of shorter months too."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class CadenceKind(StrEnum):
    """How often a digest runs."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    CRON = "cron"


@dataclass(frozen=True, slots=True)
class Cadence:
    """A kind and what it needs; the parts that it does not need keep their defaults.

    Times are local. `day` is of the month; where a month is too short for it, its last day is meant. `expression` has
    the five fields of cron, weekdays by name.
    """

    kind: CadenceKind
    minute: int = 0
    hour: int = 9
    weekday: str = "mon"
    day: int = 1
    expression: str = ""


def render_cadence(cadence: Cadence) -> str:
    """The canonical text, which `parse_cadence` reads back: "hourly :15", "weekly mon 09:00", "cron 0 9 * * mon"."""
    time = f"{cadence.hour:02d}:{cadence.minute:02d}"
    match cadence.kind:
        case CadenceKind.HOURLY:
            return f"hourly :{cadence.minute:02d}" if cadence.minute else "hourly"
        case CadenceKind.DAILY:
            return f"daily {time}"
        case CadenceKind.WEEKLY:
            return f"weekly {cadence.weekday} {time}"
        case CadenceKind.MONTHLY:
            return f"monthly {cadence.day} {time}"
        case CadenceKind.CRON:
            return f"cron {cadence.expression}"
