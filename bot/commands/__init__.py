"""What people can ask. A command reads what was typed, asks the catalog once, and hands what it got to a screen."""

from bot.commands.asking import Asking
from bot.commands.asking_on import ANSWER_ITEMS
from bot.commands.browsing import Browsing
from bot.commands.feed import Feed
from bot.commands.guidance import Guidance
from bot.commands.papers import Papers
from bot.commands.presses import DYNAMIC_ITEMS as PRESSES

__all__ = ["COGS", "DYNAMIC_ITEMS"]

COGS = (Papers, Asking, Browsing, Feed, Guidance)
"""Every cog, for the client to construct with itself."""

DYNAMIC_ITEMS = (*PRESSES, *ANSWER_ITEMS)
"""Everything that answers a press, for the client to know."""
