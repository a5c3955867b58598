"""What a command or a button refuses, as facts. Their sentences stand in `bot.errors`."""

from enum import StrEnum

from discord import app_commands

from data.categories import Category
from data.months import Month


class Refusal(app_commands.AppCommandError):
    """The base of everything that this package refuses on purpose."""


class SinceAfterUntil(Refusal):
    """A stretch of time that ends before it begins."""

    def __init__(self, since: Month, until: Month) -> None:
        super().__init__(since, until)
        self.since = since
        self.until = until


class UnknownCategory(Refusal):
    """A text that is no category's name. `nearest` holds those whose names are like it, the best first."""

    def __init__(self, text: str, nearest: tuple[Category, ...]) -> None:
        super().__init__(text)
        self.text = text
        self.nearest = nearest


class UnreadablePage(Refusal):
    """A text that is no number of a page. `pages` is how many there are."""

    def __init__(self, text: str, pages: int) -> None:
        super().__init__(text, pages)
        self.text = text
        self.pages = pages


class PagesLost(Refusal):
    """A message whose buttons do not say any more what was looked for, as one of another version."""


class CadenceFault(StrEnum):
    """Why a text is no cadence."""

    UNKNOWN = "unknown"
    FIELDS = "fields"
    DAY_AND_WEEKDAY = "day_and_weekday"
    NEVER = "never"
    OUT_OF_RANGE = "out_of_range"


class UnreadableCadence(Refusal):
    """A text that tells no times to run at. `reason` is unknown words, fields that are not those of cron, a day of the
    month together with a day of the week, a date that no year has, or a number that no clock or calendar has."""

    def __init__(self, text: str, reason: CadenceFault = CadenceFault.UNKNOWN) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason


class CadenceTooFrequent(Refusal):
    """A cadence with two runs that are only so many minutes apart, which is fewer than digests may be."""

    def __init__(self, text: str, minutes: int) -> None:
        super().__init__(text, minutes)
        self.text = text
        self.minutes = minutes


class UnknownTimeZone(Refusal):
    """A text that is no name of a time zone. `nearest` holds names that are like it, the best first."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        super().__init__(text, nearest)
        self.text = text
        self.nearest = nearest


class ConversationLost(Refusal):
    """An answer whose question is not kept any more."""
