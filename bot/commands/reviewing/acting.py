"""Deciding from a card: what a moderator does becomes one transaction, and the card shows what it came to."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.answering import Asked, nobody, words_of
from bot.submissions.cards import draw_review
from storage.database import Session
from storage.submissions.cards import find_submission_of, mark_card_shown
from storage.submissions.loading import get_submission

T = TypeVar("T")


async def act_and_show(interaction: Asked, submission_id: int, act: Callable[[Session], Awaitable[T]]) -> T:
    """Does something with a submission and draws the message anew from which it was asked for, in one transaction.

    Raises what `act` raises; then nothing was written, and the message is left as it is.
    """
    bot, message = interaction.client, interaction.message
    if not interaction.response.is_done():
        await interaction.response.defer()  # who writes may have to wait for who writes already
    async with bot.database.write() as session:
        done = await act(session)
        submission = await get_submission(session, submission_id)
        is_card = message is not None and await find_submission_of(session, message.id) == submission_id
        words = await bot.submissions.words_of_guild(interaction.guild_id) if is_card else words_of(interaction)
        screen = await draw_review(bot, session, submission, words, interaction.guild_id)
        if is_card:
            await mark_card_shown(session, submission_id, submission.version)
    await interaction.edit_original_response(view=screen, allowed_mentions=nobody())
    return done
