"""What a command or a button refuses, as facts. Their sentences stand in `bot.errors`."""

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
