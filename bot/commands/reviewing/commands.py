"""/submissions: what waits, what one has submitted, and who may submit."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, begin, words_of
from bot.commands.presses import Press
from bot.commands.reviewing.several import show_queue, show_submission
from bot.commands.submitting.presses import take_back
from bot.refusals import MayNotReview
from bot.screens.handed_in import render_mine
from bot.screens.limits import CHOICES
from bot.screens.notice import render_notice
from bot.screens.upstream import render_upstream
from bot.submissions.reviewers import reviewer_of
from storage.database import Session
from storage.submissions.exporting import export_pending
from storage.submissions.loading import load_submissions
from storage.submissions.reviewing import (
    block_member,
    close_submissions,
    load_review_settings,
    open_submissions,
    unblock_member,
)

if TYPE_CHECKING:
    from bot.app import Paperboy

Number = app_commands.Range[int, 1, 2**31 - 1]
_MOST_SHOWN = 10


class Reviewing(commands.GroupCog, group_name="submissions", group_description="What was submitted, and what waits"):
    """Submissions, for those who decide and those who submit."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @app_commands.command(name="queue", description="What waits for a decision; for moderators")
    @app_commands.describe(page="The page, from 1")
    async def queue(self, interaction: Asked, page: Number = 1) -> None:
        """Shows what waits."""
        await answer(interaction, await show_queue(interaction, page))

    @app_commands.command(name="show", description="A submission, to be decided; for moderators")
    @app_commands.describe(number="The number of the submission")
    async def show(self, interaction: Asked, number: Number) -> None:
        """Shows a submission's card."""
        await answer(interaction, await show_submission(interaction, number))

    @app_commands.command(name="mine", description="What you have submitted, and what has become of it")
    async def mine(self, interaction: Asked) -> None:
        """Shows one's own submissions."""
        await show_mine(interaction)

    @app_commands.command(name="withdraw", description="Take back what you have submitted")
    @app_commands.describe(number="The number of the submission")
    async def withdraw(self, interaction: Asked, number: Number) -> None:
        """Takes a submission back."""
        await take_back(interaction, number)

    @app_commands.command(name="block", description="Take no submissions of a member any more; for moderators")
    @app_commands.describe(member="Whose submissions are not taken", reason="Why, for the other moderators")
    async def block(
        self, interaction: Asked, member: discord.User, reason: app_commands.Range[str, 1, 500] | None = None
    ) -> None:
        """Blocks a member."""
        guild_id, words = await self._check_reviewer(interaction), words_of(interaction)
        await begin(interaction)
        async with self._bot.database.write() as session:
            await block_member(session, guild_id, member.id, interaction.user.id, self._bot.now(), reason or "")
        await answer(interaction, render_notice(words.say("{who} cannot submit here any more.", who=member.mention)))

    @app_commands.command(name="unblock", description="Take the submissions of a member again; for moderators")
    @app_commands.describe(member="Whose submissions are to be taken again")
    async def unblock(self, interaction: Asked, member: discord.User) -> None:
        """Unblocks a member."""
        guild_id, words = await self._check_reviewer(interaction), words_of(interaction)
        await begin(interaction)
        async with self._bot.database.write() as session:
            was_blocked = await unblock_member(session, guild_id, member.id, interaction.user.id, self._bot.now())
        said = (
            words.say("{who} can submit here again.", who=member.mention)
            if was_blocked
            else words.say("{who} was not blocked.", who=member.mention)
        )
        await answer(interaction, render_notice(said))

    @app_commands.command(name="close", description="Take no submissions for now, as during a raid; for moderators")
    async def close(self, interaction: Asked) -> None:
        """Turns the raid mode on."""
        guild_id, words = await self._check_reviewer(interaction), words_of(interaction)
        await begin(interaction)
        async with self._bot.database.write() as session:
            await close_submissions(session, guild_id, interaction.user.id, self._bot.now())
        sentence = words.say("No submissions are taken here until you use /submissions open.")
        await answer(interaction, render_notice(sentence))

    @app_commands.command(name="open", description="Take submissions again; for moderators")
    async def open(self, interaction: Asked) -> None:
        """Turns the raid mode off."""
        guild_id, words = await self._check_reviewer(interaction), words_of(interaction)
        await begin(interaction)
        async with self._bot.database.write() as session:
            await open_submissions(session, guild_id, interaction.user.id, self._bot.now())
        await answer(interaction, render_notice(words.say("Submissions are taken here again.")))

    @app_commands.command(name="export", description="What is approved as a patch for the lists; for moderators")
    @app_commands.describe(name="A list; all of them if you leave it out")
    async def export(self, interaction: Asked, name: app_commands.Range[str, 1, 64] | None = None) -> None:
        """Hands out what curators can take over. Raises `ListNotFound` and `ListNotFollowed`."""
        await self._check_reviewer(interaction)
        await begin(interaction)
        async with self._bot.database.read() as session:
            pending = await export_pending(session, name)
        await answer(interaction, render_upstream(pending, words_of(interaction)))

    @export.autocomplete("name")
    async def complete_list(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        """The lists that hold what was typed."""
        shelf = await self._bot.library.open(interaction.guild_id, may_be_empty=True)
        wanted = typed.casefold()
        held = [info.name for info in shelf.lists if wanted in info.name.casefold() or wanted in info.title.casefold()]
        return [app_commands.Choice(name=each, value=each) for each in sorted(held)[:CHOICES]]

    async def _check_reviewer(self, interaction: Asked) -> int:
        """The guild, if whoever asks may decide there. Raises `NoPrivateMessage` and `MayNotReview`."""
        if interaction.guild_id is None:
            raise app_commands.NoPrivateMessage
        async with self._bot.database.read() as session:
            await check_may_review(session, interaction)
        return interaction.guild_id


async def check_may_review(session: Session, interaction: Asked) -> None:
    """Raises `MayNotReview` for one who decides nothing in the guild."""
    settings = await load_review_settings(session, interaction.guild_id or 0)
    if not settings.may_review(reviewer_of(interaction)):
        raise MayNotReview


async def show_mine(interaction: Asked) -> None:
    """Shows one's own submissions, the newest first."""
    async with interaction.client.database.read() as session:
        mine = await load_submissions(session, submitter_id=interaction.user.id, limit=_MOST_SHOWN)
    await answer(interaction, render_mine(mine, words_of(interaction)))


class OpenMine(Press, template=r"mine:.*"):
    """Shows the submissions of whoever presses."""

    async def act(self, interaction: Asked) -> None:
        await show_mine(interaction)
