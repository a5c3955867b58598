"""What people can ask. A command reads what was typed, asks the catalog once, and hands what it got to a screen."""

from bot.commands.browsing import Browsing
from bot.commands.feed import Feed
from bot.commands.guidance import Guidance
from bot.commands.papers import Papers
from bot.commands.presses import DYNAMIC_ITEMS

__all__ = ["COGS", "DYNAMIC_ITEMS"]

COGS = (Papers, Browsing, Feed, Guidance)
"""Every cog, for the client to construct with itself."""
