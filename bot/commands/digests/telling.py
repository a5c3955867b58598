"""What digests tell and told: /digest preview, send, history and why."""

from discord import app_commands

from bot.answering import Asked, answer, begin, words_of
from bot.commands.digests.acting import preview_digest, send_digest, show_history
from bot.commands.digests.asking import find_digest
from bot.commands.digests.group import DIGEST, WHICH, Family
from bot.commands.looking import find_paper
from bot.digest_options import DigestOption
from bot.options import PaperOption
from bot.screens.receipts import render_story
from storage.digests.receipts import load_story


class Telling(Family):
    """Shows what is told, what was, and why."""

    @DIGEST.command(name="preview", description="Show what a digest would tell now, to you alone")
    @app_commands.describe(digest=WHICH)
    async def preview_one(
        self, interaction: Asked, digest: app_commands.Transform[str, DigestOption] | None = None
    ) -> None:
        """Shows the next digest as it would be now; nothing counts as told."""
        found = await find_digest(interaction, digest)
        await begin(interaction)
        await answer(interaction, await preview_digest(interaction, found))

    @DIGEST.command(name="send", description="Post what is new at once, without waiting for the next time")
    @app_commands.describe(digest=WHICH)
    async def send_one(
        self, interaction: Asked, digest: app_commands.Transform[str, DigestOption] | None = None
    ) -> None:
        """Posts what there is to tell; it counts as told."""
        found = await find_digest(interaction, digest)
        await begin(interaction)
        await answer(interaction, await send_digest(interaction, found))

    @DIGEST.command(name="history", description="Show the messages of a digest, with links to them")
    @app_commands.describe(digest=WHICH)
    async def show_messages(
        self, interaction: Asked, digest: app_commands.Transform[str, DigestOption] | None = None
    ) -> None:
        """Shows what became of the messages, the newest first."""
        await answer(interaction, await show_history(interaction, await find_digest(interaction, digest)))

    @DIGEST.command(name="why", description="Say why a paper was in a digest, or was not")
    @app_commands.describe(
        paper="Its title or short name; choose one of those that appear while you type", digest=WHICH
    )
    async def why(
        self,
        interaction: Asked,
        paper: app_commands.Transform[int | str, PaperOption],
        digest: app_commands.Transform[str, DigestOption] | None = None,
    ) -> None:
        """Says when it was seen, what the filters say of it, and when it was told."""
        subscription, _ = await find_digest(interaction, digest)
        shelf = await self._bot.library.open(interaction.guild_id)
        meant = find_paper(shelf, paper)
        async with self._bot.database.read() as session:
            story = await load_story(session, subscription, meant.id)
        titles = {info.name: info.title for info in shelf.lists}
        await answer(interaction, render_story(meant, subscription, story, titles, words_of(interaction)))
