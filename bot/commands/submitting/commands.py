"""Submitting: /submit and the menu of messages."""

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, words_of
from bot.commands.submitting.handing_in import hand_in_link, make_form, new_draft
from bot.mentioned import find_mentions, read_texts
from bot.options import CategoryOption, get_category
from bot.refusals import NoLinks
from bot.screens.markdown import clean
from bot.screens.notice import render_notice
from bot.screens.offered import render_offered
from bot.screens.submitting import LONGEST_NOTE, LONGEST_TITLE
from bot.submissions.links import LONGEST_LINK, as_links, read_link
from storage.submissions.drafts import keep_draft
from storage.submissions.submission import Facts

if TYPE_CHECKING:
    from bot.app import Paperboy

SUBMIT_FROM_MESSAGE = "Submit papers in this message"
_MOST_OFFERED = 10


class Submitting(commands.Cog):
    """What members propose."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name=SUBMIT_FROM_MESSAGE, callback=self.submit_from_message)

    async def cog_load(self) -> None:
        """Adds the menu, which discord.py does not find in a cog by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Takes the menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="submit", description="Propose a paper for the lists; a link is enough")
    @app_commands.describe(
        link="Where the paper is: a link, an arXiv number or a DOI",
        title="Its title, if you have it at hand",
        category="Where it belongs",
        code="A link to its code",
        note="What the moderators should know",
        credit="Name you where the list is changed; nobody is named otherwise",
        mention="Mention you in this channel when it is decided, in place of a direct message",
    )
    async def submit(
        self,
        interaction: Asked,
        link: app_commands.Range[str, 1, LONGEST_LINK],
        title: app_commands.Range[str, 1, LONGEST_TITLE] | None = None,
        category: app_commands.Transform[str, CategoryOption] | None = None,
        code: app_commands.Range[str, 1, LONGEST_LINK] | None = None,
        note: app_commands.Range[str, 1, LONGEST_NOTE] | None = None,
        credit: bool = False,
        mention: bool = False,
    ) -> None:
        """Hands a paper in, or asks for what is missing."""
        shelf = await self._bot.library.open(interaction.guild_id, may_be_empty=True)
        facts = Facts(
            title=clean(title or ""),
            links=as_links(read_link(link), read_link(code) if code else ""),
            category=get_category(category, shelf).slug if category else "",
            note=note or "",
        )
        draft = new_draft(interaction, facts)
        name = interaction.user.display_name if credit else ""
        await hand_in_link(interaction, replace(draft, credit=name, mentions=mention and draft.guild_id is not None))

    async def submit_from_message(self, interaction: Asked, message: discord.Message) -> None:
        """Offers what the message links and no list has. Raises `NoLinks`."""
        shelf = await self._bot.library.open(interaction.guild_id, may_be_empty=True)
        found = find_mentions(read_texts(message), shelf)
        words = words_of(interaction)
        if not found.links:
            raise NoLinks
        if not found.unknown:
            sentence = words.say("All that this message links is on the lists already.")
            await answer(interaction, render_notice(sentence))
            return
        drafts = [
            new_draft(interaction, Facts(links=as_links(address)))
            for address in found.unknown[:_MOST_OFFERED]
            if len(address) <= LONGEST_LINK
        ]
        if len(drafts) == 1:
            await interaction.response.send_modal(await make_form(interaction, drafts[0]))
            return
        async with self._bot.database.write() as session:
            kept = [(await keep_draft(session, draft, self._bot.now()), draft) for draft in drafts]
        await answer(interaction, render_offered(kept, len(found.papers), words))
