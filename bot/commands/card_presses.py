"""What the buttons below a card do: the paper's entry for a reference manager, and what happened to it."""

import re

from bot.answering import Asked
from bot.commands.looking import show_history
from bot.commands.presses import Showing, Turning
from bot.screens.citation import Style, render_citation
from bot.screens.screen import Screen
from bot.texts import Words

_STYLES = "|".join(Style)


class CitePaper(Showing, template=rf"cite:(?P<style>{_STYLES}):(?P<paper>\d{{1,19}})"):
    """Shows the paper as an entry below."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """The entry."""
        shelf = await interaction.client.library.open(interaction.guild_id)
        return render_citation(shelf.get_paper(int(match["paper"])), Style(match["style"]), words)


class OpenHistory(Showing, template=r"history:(?P<paper>\d{1,19})"):
    """Shows what happened to a paper below."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """The first page."""
        return await show_history(interaction, int(match["paper"]), 1, words)


class TurnHistory(Turning, template=r"history-page:(?P<page>\d{1,8}):(?P<paper>\d{1,19})"):
    """Puts another page of what happened to a paper in the place of this one."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """That page."""
        return await show_history(interaction, int(match["paper"]), max(1, int(match["page"])), words)


CARD_ITEMS = (CitePaper, OpenHistory, TurnHistory)
"""What answers a press below a card, for the client to know."""
