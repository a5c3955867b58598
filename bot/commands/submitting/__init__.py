"""Submitting, as members see it: /submit, the menu of messages, what they press and send."""

from bot.commands.submitting.commands import SUBMIT_FROM_MESSAGE, Submitting
from bot.commands.submitting.presses import SUBMITTING_FORMS, SUBMITTING_ITEMS

__all__ = ["SUBMITTING_FORMS", "SUBMITTING_ITEMS", "SUBMIT_FROM_MESSAGE", "Submitting"]
