"""Deciding, as moderators see it: the cards, the queue, /submissions."""

from bot.commands.reviewing import forms
from bot.commands.reviewing.commands import OpenMine, Reviewing
from bot.commands.reviewing.presses import CARD_ITEMS
from bot.commands.reviewing.several import SEVERAL_ITEMS, SeveralDeclined

__all__ = ["REVIEWING_FORMS", "REVIEWING_ITEMS", "Reviewing"]

REVIEWING_ITEMS = (*CARD_ITEMS, *SEVERAL_ITEMS, OpenMine)
"""Everything about deciding that answers a press."""

REVIEWING_FORMS = (*forms.REVIEWING_FORMS, SeveralDeclined)
"""Everything about deciding that takes a form."""
