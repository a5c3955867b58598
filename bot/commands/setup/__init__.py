"""What those who manage a guild set up: /setup. Each topic is a file with its panel, and `menu.TOPICS` lists them."""

from bot.commands.setup.digest import SetUp
from bot.commands.setup.guild import ChooseForGuild
from bot.commands.setup.menu import OpenSetup, SettingUp

__all__ = ["SETUP_ITEMS", "SettingUp"]

SETUP_ITEMS = (OpenSetup, SetUp, ChooseForGuild)
"""Everything that answers a press on a panel, for the client to know."""
