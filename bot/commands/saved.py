"""A member's library: /library, and the buttons by which papers are saved, read, noted and taken along."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from discord import TextStyle, app_commands, ui
from discord.ext import commands

from bot.answering import Asked, answer, turn, words_of
from bot.commands.forms import Form, text_field
from bot.commands.presses import Press
from bot.saved import Entry, find_entries, get_entry, load_entries
from bot.screens.custom_ids import LONGEST_LIBRARY_QUERY, LibraryState, parse_library_state
from bot.screens.markdown import clean
from bot.screens.saved import render_dropped, render_entry, render_export, render_library
from bot.screens.screen import Screen
from bot.texts import Words
from data.writers.bibtex import render_bibtex
from data.writers.ris import render_ris
from storage.members.library import LONGEST_NOTE, forget_saved, mark_read, save_paper, write_note

if TYPE_CHECKING:
    from bot.app import Paperboy

_WRITERS = {"bibtex": render_bibtex, "ris": render_ris}


class SavedPapers(commands.Cog):
    """What a member keeps."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @app_commands.command(name="library", description="Show the papers that you saved, and what you noted about them")
    @app_commands.describe(query="Words of a title, a name, an organisation or your note; leave it out for all")
    async def library(
        self, interaction: Asked, query: app_commands.Range[str, 1, LONGEST_LIBRARY_QUERY] | None = None
    ) -> None:
        """Shows a page of the library, to nobody else."""
        await answer(interaction, await show_library(interaction, LibraryState(clean(query or "")), 1))


async def show_library(interaction: Asked, state: LibraryState, page: int) -> Screen:
    """A page of the library of who asks."""
    bot = interaction.client
    entries, shelf = await load_entries(bot.reads, bot.library, interaction.user.id)
    found = find_entries(entries, state.text, shelf, unread_alone=state.unread_alone)
    return render_library(found, len(entries), page, state, words_of(interaction))


async def _get_entry(interaction: Asked, paper_id: str) -> Entry:
    bot = interaction.client
    return await get_entry(bot.database, bot.library, interaction.user.id, int(paper_id))


class SavePaper(Press, template=r"save:(?P<paper>\d{1,19})"):
    """Saves the paper of a card, and shows it as it is in the library. Raises `LibraryFull`."""

    async def act(self, interaction: Asked) -> None:
        bot, words = interaction.client, words_of(interaction)
        shelf = await bot.library.open(interaction.guild_id)
        paper = shelf.get_paper(int(self.match["paper"]))
        async with bot.database.write() as session:
            is_new = await save_paper(session, interaction.user.id, paper.id, paper.title, bot.now())
        note = words.say("Saved. /library shows all that you saved.") if is_new else words.say("You had saved it.")
        await answer(interaction, render_entry(await _get_entry(interaction, self.match["paper"]), words, note=note))


class OpenSaved(Press, template=r"saved:(?P<paper>\d{1,19})"):
    """Shows a paper of the library below."""

    async def act(self, interaction: Asked) -> None:
        entry = await _get_entry(interaction, self.match["paper"])
        await answer(interaction, render_entry(entry, words_of(interaction)))


class ActOnSaved(Press, template=r"saved-(?P<verb>read|unread|note|drop):(?P<paper>\d{1,19})"):
    """Marks a paper of the library read or not, asks for a note, or takes it out."""

    async def act(self, interaction: Asked) -> None:
        bot, words, user_id = interaction.client, words_of(interaction), interaction.user.id
        entry = await _get_entry(interaction, self.match["paper"])
        verb, paper_id = self.match["verb"], entry.paper.id
        if verb == "note":
            await interaction.response.send_modal(NoteForm(paper_id, entry.saved.note, words))
            return
        async with bot.database.write() as session:
            if verb == "drop":
                await forget_saved(session, user_id, paper_id)
            else:
                await mark_read(session, user_id, paper_id, bot.now() if verb == "read" else None)
        if verb == "drop":
            await turn(interaction, render_dropped(entry, words))
        else:
            await turn(interaction, render_entry(await _get_entry(interaction, self.match["paper"]), words))


class NoteForm(Form):
    """Asks for the note about a paper; an empty one takes it away."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"saved-form:(?P<paper>\d{1,19})")

    def __init__(self, paper_id: int, note: str, words: Words) -> None:
        super().__init__(words.say("Your note"), f"saved-form:{paper_id}")
        field = text_field(
            "note",
            max(LONGEST_NOTE, len(note)),  # what two papers had before they were merged is not cut
            default=note or None,
            required=False,
            style=TextStyle.paragraph,
        )
        self.add_item(ui.Label(text=words.say("Only you see it"), component=field))

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """Writes the note. Raises `PaperNotSaved`."""
        entry, bot, words = await _get_entry(interaction, match["paper"]), interaction.client, words_of(interaction)
        async with bot.database.write() as session:
            await write_note(session, interaction.user.id, entry.paper.id, filled.get("note", "").strip())
        await turn(interaction, render_entry(await _get_entry(interaction, match["paper"]), words))


class TurnLibrary(Press, template=r"library:(?P<page>\d{1,9}):(?P<state>[au]~.*)"):
    """Puts another page of the library in the place of this one."""

    async def act(self, interaction: Asked) -> None:
        state = parse_library_state(self.match["state"])
        await turn(interaction, await show_library(interaction, state, int(self.match["page"])))


class ExportLibrary(Press, template=r"library-as:(?P<style>bibtex|ris):(?P<state>[au]~.*)"):
    """Sends what the pages show as a file."""

    async def act(self, interaction: Asked) -> None:
        bot, state = interaction.client, parse_library_state(self.match["state"])
        entries, shelf = await load_entries(bot.reads, bot.library, interaction.user.id)
        found = find_entries(entries, state.text, shelf, unread_alone=state.unread_alone)
        if not found:
            await answer(interaction, render_library(found, len(entries), 1, state, words_of(interaction)))
            return
        style = self.match["style"]
        content = _WRITERS[style](entry.paper for entry in found).encode(errors="backslashreplace")
        await answer(interaction, render_export(found, style, content, words_of(interaction)))


SAVED_ITEMS = (SavePaper, OpenSaved, ActOnSaved, TurnLibrary, ExportLibrary)
"""Everything that answers a press on a library, for the client to know."""
