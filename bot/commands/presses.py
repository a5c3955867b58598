"""What happens when a button is pressed or a menu chosen from, however long ago its message was sent.

discord.py builds the item anew from its custom id, so nothing has to be kept. It only logs what such an item raises,
and all that it raises before `callback`; so everything happens in there, behind our own door for errors.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Self, cast

import discord
from discord import ui

from bot.answering import Asked, answer, turn, words_of
from bot.commands.looking import show_card, show_category, show_changes, show_contents, show_results, show_similar
from bot.errors import answer_error
from bot.refusals import GuildNotServed, PagesLost, UnreadablePage
from bot.screens.custom_ids import find_query, parse_changes_state
from bot.screens.parts import find_part
from bot.screens.results import count_pages
from bot.texts import Words
from bot.tracing import note_interaction
from data.query.parts import take_off
from data.query.query import Query


class Press(ui.DynamicItem[ui.Item[Any]], template=r"(?!)"):
    """The base of what is pressed; its own template matches nothing."""

    def __init__(self, item: ui.Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Builds the item and reads nothing yet."""
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Does what is asked, and answers with a sentence where that fails."""
        note_interaction(interaction.id)
        try:
            if not interaction.client.settings.may_serve(interaction.guild_id):
                raise GuildNotServed
            await self.act(interaction)
        except Exception as error:
            await answer_error(interaction, error)

    async def act(self, interaction: Asked) -> None:
        """What is asked; may raise whatever `bot.errors` has a sentence for."""
        raise NotImplementedError


class OpenPaper(Press, template=r"open:(?P<paper>\d{1,19})(?:~.*)?"):
    """Shows a paper's card below."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, show_card(shelf, int(self.match["paper"]), words_of(interaction)))


class OpenFromDigest(Press, template=r"digest:(?P<database>[a-z0-9]+):(?P<mark>[A-Za-z0-9_-]+)"):
    """Shows the card of the paper that was chosen from the menu of a digest below."""

    async def act(self, interaction: Asked) -> None:
        chosen = cast("ui.Select[Any]", self.item).values[0].partition(":")[0]
        if not re.fullmatch(r"[0-9]{1,18}", chosen):
            raise PagesLost
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, show_card(shelf, int(chosen), words_of(interaction)))


class TurnPage(Press, template=r"turn:(?P<page>\d{1,9})~.*"):
    """Puts another page in the place of this one."""

    async def act(self, interaction: Asked) -> None:
        await _turn_to(interaction, _query_of(interaction), int(self.match["page"]))


class DropPart(Press, template=r"drop:(?P<kind>[a-z]{1,20})(?P<number>\d)~.*"):
    """Looks again without a part of what was understood."""

    async def act(self, interaction: Asked) -> None:
        query = _query_of(interaction)
        shelf = await interaction.client.library.open(interaction.guild_id)
        parts = shelf.search(query, interaction.client.now()).parts
        part = find_part(parts, self.match["kind"], int(self.match["number"]))
        await _turn_to(interaction, take_off(query, part) if part else query, 1)


class OpenSimilar(Press, template=r"similar:(?P<paper>\d{1,19})"):
    """Shows the papers that resemble one below."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, show_similar(shelf, int(self.match["paper"]), words_of(interaction)))


class GoToPage(Press, template=r"goto~.*"):
    """Asks for the number of a page."""

    async def act(self, interaction: Asked) -> None:
        query = _query_of(interaction)
        shelf = await interaction.client.library.open(interaction.guild_id)
        pages = count_pages(len(shelf.search(query, interaction.client.now()).papers))
        await interaction.response.send_modal(PageForm(query, pages, words_of(interaction)))


class TurnChanges(Press, template=r"changes:(?P<page>\d{1,8})~(?P<state>.*)"):
    """Puts another page of the feed in the place of this one."""

    async def act(self, interaction: Asked) -> None:
        state = parse_changes_state(self.match["state"])
        if state is None:
            raise PagesLost
        await turn(interaction, await show_changes(interaction, state, max(1, int(self.match["page"]))))


class OpenCategory(Press, template=r"category:(?P<slug>.+)"):
    """Shows a category's papers below."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, show_category(shelf, self.match["slug"], words_of(interaction)))


class ChooseCategory(Press, template=r"categories:\d+"):
    """Shows the papers of the category that was chosen from a menu below."""

    async def act(self, interaction: Asked) -> None:
        slug = cast("ui.Select[Any]", self.item).values[0]
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, show_category(shelf, slug, words_of(interaction)))


class OpenContents(Press, template="contents"):
    """Shows the table of contents below."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, show_contents(shelf, words_of(interaction)))


class PageForm(ui.Modal):
    """Asks for the number of a page. The only thing that is kept of what we show, and for three minutes at most."""

    def __init__(self, query: Query, pages: int, words: Words) -> None:
        super().__init__(title=words.say("Go to a page"), timeout=180)
        self._query = query
        self._pages = pages
        self._number: ui.TextInput[Self] = ui.TextInput(max_length=7)
        label = words.say("Page, from 1 to {pages}", pages=words.number(pages))
        self.add_item(ui.Label(text=label, component=self._number))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Turns to the page; a number beyond the last is the last."""
        text = self._number.value.strip()
        if not text.isdecimal():
            raise UnreadablePage(text, self._pages)
        await _turn_to(interaction, self._query, int(text))

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception) -> None:  # type: ignore[override]
        """The door of the form's errors."""
        await answer_error(interaction, error)


async def _turn_to(interaction: Asked, query: Query, page: int) -> None:
    shelf = await interaction.client.library.open(interaction.guild_id)
    await turn(interaction, show_results(shelf, query, page, words_of(interaction), interaction.client.now()))


def _query_of(interaction: Asked) -> Query:
    """What the pages of this message are about. Raises `PagesLost`."""
    components = interaction.message.components if interaction.message else []
    query = find_query(_custom_ids(components))
    if query is None:
        raise PagesLost
    return query


def _custom_ids(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        if getattr(component, "custom_id", None):
            yield component.custom_id
        yield from _custom_ids(getattr(component, "children", ()))
        yield from _custom_ids(filter(None, [getattr(component, "accessory", None)]))


LOOKING = (
    OpenPaper,
    OpenFromDigest,
    OpenSimilar,
    TurnPage,
    DropPart,
    GoToPage,
    TurnChanges,
    OpenCategory,
    ChooseCategory,
    OpenContents,
)
"""What answers a press by looking something up."""
