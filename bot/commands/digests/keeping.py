"""Looking after digests: /digest list, show, pause, resume and delete."""

from discord import app_commands

from bot.answering import Asked, answer, begin
from bot.commands.digests.acting import ask_deletion, pause_digest, resume_digest
from bot.commands.digests.asking import find_digest, present, show_own
from bot.commands.digests.group import DIGEST, WHICH, Family
from bot.digest_options import DigestOption


class Keeping(Family):
    """Shows digests and lets them rest."""

    @DIGEST.command(name="list", description="Show the digests of this guild that you may manage")
    async def list_digests(self, interaction: Asked) -> None:
        """Shows the digests, each in a line."""
        await answer(interaction, await show_own(interaction))

    @DIGEST.command(name="show", description="Show a digest: what it tells, when it comes, how it is doing")
    @app_commands.describe(digest=WHICH)
    async def show_digest(
        self, interaction: Asked, digest: app_commands.Transform[str, DigestOption] | None = None
    ) -> None:
        """Shows all that was chosen for a digest, and its next times."""
        subscription, _ = await find_digest(interaction, digest)
        await answer(interaction, await present(interaction, subscription))

    @DIGEST.command(name="pause", description="Let a digest rest until you resume it")
    @app_commands.describe(digest=WHICH)
    async def pause_one(
        self, interaction: Asked, digest: app_commands.Transform[str, DigestOption] | None = None
    ) -> None:
        """Lets a digest rest; what happens meanwhile is not told."""
        found = await find_digest(interaction, digest)
        await begin(interaction)
        await answer(interaction, await pause_digest(interaction, found))

    @DIGEST.command(name="resume", description="Serve a digest again that rests")
    @app_commands.describe(digest=WHICH)
    async def resume_one(
        self, interaction: Asked, digest: app_commands.Transform[str, DigestOption] | None = None
    ) -> None:
        """Serves a digest again: after a person's pause from now on, after a fault from where it stopped."""
        found = await find_digest(interaction, digest)
        await begin(interaction)
        await answer(interaction, await resume_digest(interaction, found))

    @DIGEST.command(name="delete", description="Delete a digest and what it was told")
    @app_commands.describe(digest=WHICH)
    async def delete_one(
        self, interaction: Asked, digest: app_commands.Transform[str, DigestOption] | None = None
    ) -> None:
        """Asks whether it is meant so."""
        await answer(interaction, await ask_deletion(interaction, await find_digest(interaction, digest)))
