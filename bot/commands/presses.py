"""What happens when a button is pressed or a menu chosen from, however long ago its message was sent.

discord.py builds the item anew from its custom id, so nothing has to be kept. It only logs what such an item raises,
and all that it raises before `callback`; so everything happens in there, behind our own door for errors.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Self, cast

import discord
from discord import ui

from bot.answering import Asked, answer, turn, words_of, words_of_turn
from bot.commands.forms import Form, text_field
from bot.commands.looking import open_card, show_category, show_changes, show_contents, show_results, show_similar
from bot.errors import answer_error
from bot.refusals import GuildNotServed, PagesLost, UnreadablePage
from bot.screens.carried import find_query
from bot.screens.custom_ids import GOTO_FORM, parse_changes_state
from bot.screens.parts import find_part
from bot.screens.results import count_pages
from bot.screens.screen import Screen
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

    def choices(self) -> list[Any]:
        """What was chosen from a menu. Raises `PagesLost` where that is nothing, as from what was no menu of ours."""
        chosen = list(getattr(self.item, "values", ()))
        if not chosen:
            raise PagesLost
        return chosen


class Showing(Press, template=r"(?!)"):
    """The base of what shows a screen that others may be shown as well: its custom id is the screen's address."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """The screen of this address, in these words; may raise whatever `bot.errors` has a sentence for."""
        raise NotImplementedError

    async def act(self, interaction: Asked) -> None:
        """Shows it below."""
        await answer(interaction, await self.show(interaction, self.match, words_of(interaction)))


class Turning(Showing, template=r"(?!)"):
    """The base of what shows a screen in the place of the one that was pressed."""

    async def act(self, interaction: Asked) -> None:
        """Shows it in the place of the message, where that is the person's own."""
        words = await words_of_turn(interaction)
        await turn(interaction, await self.show(interaction, self.match, words))


class OpenPaper(Showing, template=r"open:(?P<paper>\d{1,19})(?:~.*)?"):
    """Shows a paper's card below."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """The card."""
        shelf = await interaction.client.library.open(interaction.guild_id)
        return await open_card(interaction, shelf, int(match["paper"]), words)


class OpenFromDigest(Press, template=r"digest:(?P<database>[a-z0-9]+):(?P<mark>[A-Za-z0-9_-]+)"):
    """Shows the card of the paper that was chosen from the menu of a digest below."""

    async def act(self, interaction: Asked) -> None:
        chosen = cast("ui.Select[Any]", self.item).values[0].partition(":")[0]
        if not re.fullmatch(r"[0-9]{1,18}", chosen):
            raise PagesLost
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, await open_card(interaction, shelf, int(chosen), words_of(interaction)))


class TurnPage(Turning, template=r"turn:(?P<page>\d{1,9})(?:~.*)?"):
    """Puts another page in the place of this one."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """A page of the query that the message carries."""
        query, shelf = _query_of(interaction), await interaction.client.library.open(interaction.guild_id)
        return show_results(shelf, query, int(match["page"]), words, interaction.client.now())


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
        await interaction.response.send_modal(PageForm(pages, words_of(interaction)))


class TurnChanges(Turning, template=r"changes:(?P<page>\d{1,8})~(?P<state>.*)"):
    """Puts another page of the feed in the place of this one."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """A page of the feed. Raises `PagesLost`."""
        state = parse_changes_state(match["state"])
        if state is None:
            raise PagesLost
        return await show_changes(interaction, state, max(1, int(match["page"])), words)


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


class OpenContents(Showing, template="contents"):
    """Shows the table of contents below."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:  # noqa: ARG003  # has no state
        """The table of contents."""
        return show_contents(await interaction.client.library.open(interaction.guild_id), words)


class PageForm(Form):
    """Asks for the number of a page of the message that it was asked for on."""

    template: ClassVar[re.Pattern[str]] = re.compile(rf"{GOTO_FORM}:(?P<pages>\d{{1,9}})")

    def __init__(self, pages: int, words: Words) -> None:
        super().__init__(words.say("Go to a page"), f"{GOTO_FORM}:{pages}")
        label = words.say("Page, from 1 to {pages}", pages=words.number(pages))
        self.add_item(ui.Label(text=label, component=text_field("page", 7)))

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """Turns to the page; a number beyond the last is the last. Raises `UnreadablePage`."""
        text = filled.get("page", "").strip()
        if not text.isdecimal():
            raise UnreadablePage(text, int(match["pages"]))
        await _turn_to(interaction, _query_of(interaction), int(text))


async def _turn_to(interaction: Asked, query: Query, page: int) -> None:
    shelf = await interaction.client.library.open(interaction.guild_id)
    words = await words_of_turn(interaction)
    await turn(interaction, show_results(shelf, query, page, words, interaction.client.now()))


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
