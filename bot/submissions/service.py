"""Submissions while nobody presses anything: cards are posted and kept up to date, outcomes and reminders sent."""

import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.answering import nobody
from bot.digests.marks import new_mark, queue_id
from bot.submissions.cards import draw_review, show_review
from bot.submissions.notices import card_payload, outcome_payload, reminder_payload
from bot.submissions.reviewers import rules_of
from bot.texts import Words
from bot.texts.catalogs import SOURCE_LOCALE
from storage.digests.gaps import get_database_name
from storage.digests.outbox import post_message
from storage.digests.subscription import Place, Target
from storage.members.traces import NOBODY
from storage.submissions.cards import (
    Card,
    load_stale_cards,
    load_wanted_cards,
    mark_card_lost,
    mark_card_shown,
    post_card,
)
from storage.submissions.outcomes import Outcome, load_due_outcomes, post_outcome, skip_outcome
from storage.submissions.reminding import claim_stale, find_review_guilds
from storage.submissions.reviewing import load_review_settings

if TYPE_CHECKING:
    from bot.app import Paperboy

_GONE = frozenset({10003, 10008})  # Discord's codes: unknown channel, unknown message

_log = logging.getLogger(__name__)


class SubmissionService:
    """Brings what the database says of submissions to Discord. Any number of processes may do so at once: what is
    posted is claimed, and what is drawn anew may be drawn twice."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    async def run(self) -> None:
        """Does all that is due. Raises `DatabaseUnreachable`."""
        if not self._bot.may_deliver():
            return
        await self._post_cards()
        await self._tell_outcomes()
        await self._refresh_cards()

    async def remind(self) -> None:
        """Reminds reviewers of what has been waiting long, once for each submission. Raises `DatabaseUnreachable`."""
        if not self._bot.may_deliver():
            return
        bot, rules = self._bot, rules_of(self._bot)
        async with bot.database.read() as session:
            guilds = await find_review_guilds(session, rules)
        for guild_id in guilds:
            async with bot.database.write() as session:
                settings = await load_review_settings(session, guild_id)
                if settings.channel_id is None:
                    continue
                waiting = await claim_stale(session, guild_id, rules, bot.now())
                if waiting:
                    place = Place(Target.TEXT, guild_id, settings.channel_id)
                    mark, name = new_mark(None), await get_database_name(session)
                    payload = reminder_payload(waiting, name, mark, await self.words_of_guild(guild_id))
                    occasion = f"reminder:{guild_id}:{waiting[0].id}:{waiting[-1].id}:{len(waiting)}"
                    await post_message(session, occasion, mark, place, payload, bot.now())

    async def words_of_guild(self, guild_id: int | None) -> Words:
        """The language in which a guild is written to: what it chose, else what Discord has of it."""
        bot = self._bot
        shelf = await bot.library.open(guild_id, may_be_empty=True)
        guild = bot.get_guild(guild_id) if guild_id else None
        own = str(guild.preferred_locale) if guild else ""
        return bot.texts.speak(shelf.choices.language or bot.texts.find_locale(own) or SOURCE_LOCALE)

    async def _post_cards(self) -> None:
        bot, rules = self._bot, rules_of(self._bot)
        async with bot.database.read() as session:
            wanted = await load_wanted_cards(session, rules)
        for each in wanted:
            guild_id, channel_id = each.settings.guild_id, each.settings.channel_id
            async with bot.database.write() as session:
                mark, name = new_mark(None), await get_database_name(session)
                words = await self.words_of_guild(guild_id)
                screen = await draw_review(bot, session, each.submission, words, guild_id, queue=queue_id(name, mark))
                place = Place(Target.TEXT, guild_id, channel_id)
                await post_card(session, each.submission, place, mark, card_payload(screen), bot.now())

    async def _tell_outcomes(self) -> None:
        bot, rules = self._bot, rules_of(self._bot)
        async with bot.database.read() as session:
            outcomes = await load_due_outcomes(session, rules)
        for outcome in outcomes:
            async with bot.database.write() as session:
                settings = await load_review_settings(session, outcome.submission.guild_id or 0)
                place = _place_of(outcome, settings.channel_id)
                if place is None:
                    await skip_outcome(session, outcome)
                    continue
                mark, name = new_mark(None), await get_database_name(session)
                payload = outcome_payload(outcome, name, mark, await self._words_of(outcome))
                await post_outcome(session, outcome, place, mark, payload, bot.now())

    async def _refresh_cards(self) -> None:
        async with self._bot.database.read() as session:
            stale = await load_stale_cards(session)
        for card in stale:
            await self._refresh(card)

    async def _refresh(self, card: Card) -> None:
        """Draws a card anew; one that somebody has deleted is noted as lost."""
        bot = self._bot
        channel = bot.get_partial_messageable(card.channel_id)
        found = bot.get_channel(card.channel_id)
        guild_id = found.guild.id if isinstance(found, discord.abc.GuildChannel | discord.Thread) else None
        async with bot.database.read() as session:
            words = await self.words_of_guild(guild_id)
            submission, screen = await show_review(bot, session, card.submission_id, words, guild_id)
        try:
            await channel.get_partial_message(card.message_id).edit(view=screen, allowed_mentions=nobody())
        except discord.HTTPException as refusal:
            if refusal.code not in _GONE and refusal.status != 403:
                _log.info("The card of submission %d has to wait: %s", card.submission_id, refusal)
                return
            async with bot.database.write() as session:
                await mark_card_lost(session, card.submission_id, card.message_id)
        except (aiohttp.ClientError, OSError, TimeoutError) as fault:
            _log.info("The card of submission %d has to wait: %s", card.submission_id, type(fault).__name__)
        else:
            async with bot.database.write() as session:
                await mark_card_shown(session, submission.id, submission.version)

    async def _words_of(self, outcome: Outcome) -> Words:
        if outcome.to_guild or outcome.submission.mentions:
            return await self.words_of_guild(outcome.submission.guild_id)
        locale = self._bot.texts.find_locale(outcome.submission.language)
        return self._bot.texts.speak(locale or SOURCE_LOCALE)


def _place_of(outcome: Outcome, review_channel_id: int | None) -> Place | None:
    """Where an outcome is told; None for nowhere."""
    submission = outcome.submission
    if not outcome.to_guild and submission.submitter_id == NOBODY:  # who has been erased
        return None
    if outcome.to_guild:
        if review_channel_id is None or submission.guild_id is None:
            return None
        return Place(Target.TEXT, submission.guild_id, review_channel_id)
    if submission.mentions and submission.guild_id is not None and submission.channel_id is not None:
        return Place(Target.TEXT, submission.guild_id, submission.channel_id)
    return Place(Target.PERSON, user_id=submission.submitter_id)
