"""Every word that a user sees, in the languages that have a catalog beside this file.

The sentences stand in the code in American English; `<locale>.po` holds them in another language. A catalog is read
when the program starts, so that mending a sentence needs no build step.
"""

from bot.texts.catalogs import Texts
from bot.texts.commands import CommandTranslator
from bot.texts.words import Words

__all__ = ["CommandTranslator", "Texts", "Words"]
