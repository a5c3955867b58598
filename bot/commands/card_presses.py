"""What the buttons below a card do: the paper's entry for a reference manager, and what happened to it."""

from bot.answering import Asked, answer, turn, words_of, words_of_turn
from bot.commands.looking import show_history
from bot.commands.presses import Press
from bot.screens.citation import Style, render_citation

_STYLES = "|".join(Style)


class CitePaper(Press, template=rf"cite:(?P<style>{_STYLES}):(?P<paper>\d{{1,19}})"):
    """Shows the paper as an entry below."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        paper = shelf.get_paper(int(self.match["paper"]))
        await answer(interaction, render_citation(paper, Style(self.match["style"]), words_of(interaction)))


class OpenHistory(Press, template=r"history:(?P<paper>\d{1,19})"):
    """Shows what happened to a paper below."""

    async def act(self, interaction: Asked) -> None:
        await answer(interaction, await show_history(interaction, int(self.match["paper"]), 1, words_of(interaction)))


class TurnHistory(Press, template=r"history-page:(?P<page>\d{1,8}):(?P<paper>\d{1,19})"):
    """Puts another page of what happened to a paper in the place of this one."""

    async def act(self, interaction: Asked) -> None:
        page = max(1, int(self.match["page"]))
        words = await words_of_turn(interaction)
        await turn(interaction, await show_history(interaction, int(self.match["paper"]), page, words))


CARD_ITEMS = (CitePaper, OpenHistory, TurnHistory)
"""What answers a press below a card, for the client to know."""
