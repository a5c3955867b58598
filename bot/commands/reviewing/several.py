"""The queue, and deciding several submissions at once, each in a transaction of its own: one holds up no other."""

import re
from collections.abc import Awaitable, Callable, Sequence

from bot.answering import Asked, answer, begin, nobody, words_of
from bot.commands.forms import Filled
from bot.commands.presses import Press
from bot.errors import find_sentence
from bot.refusals import MayNotReview, PagesLost
from bot.screens import reviewing
from bot.screens.form import Form
from bot.screens.notice import render_notice
from bot.screens.phrases import list_some
from bot.screens.queue import PER_PAGE, render_queue, render_several
from bot.screens.screen import Screen
from bot.screens.submission import name_reason
from bot.submissions.cards import show_review
from bot.submissions.reviewers import reviewer_of, rules_of
from storage.database import Session
from storage.errors import StorageError
from storage.submissions import deciding
from storage.submissions.loading import count_queue, get_submission, load_queue
from storage.submissions.reviewing import check_reviewer, load_review_settings
from storage.submissions.submission import Reason

Numbered = Sequence[tuple[int, int]]
"""Submissions by number, each with the version that was shown."""

_ROOM = 1_500


async def show_queue(interaction: Asked, page: int, note: str = "") -> Screen:
    """What waits for the reviewers of the guild, or for the operator's, to one of them. Raises `NotAReviewer`."""
    bot, reviewer, rules = interaction.client, reviewer_of(interaction), rules_of(interaction.client)
    guild_id = interaction.guild_id or rules.operator_guild or 0
    async with bot.database.read() as session:
        settings = await load_review_settings(session, guild_id)
        if not settings.may_review(reviewer):
            raise MayNotReview
        total = await count_queue(session, guild_id, rules)
        page = max(1, min(page, -(-total // PER_PAGE)))
        waiting = await load_queue(session, guild_id, rules, offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    return render_queue(waiting, total, page, words_of(interaction), note)


async def show_submission(interaction: Asked, number: int) -> Screen:
    """The card of a submission, to one who may decide it. Raises `SubmissionNotFound` and `NotAReviewer`."""
    bot = interaction.client
    async with bot.database.read() as session:
        submission, screen = await show_review(bot, session, number, words_of(interaction), interaction.guild_id)
        await check_reviewer(session, number, submission.guild_id, reviewer_of(interaction), rules_of(bot))
    return screen


class OpenQueue(Press, template=r"queue:.*"):
    """Shows what waits below."""

    async def act(self, interaction: Asked) -> None:
        await answer(interaction, await show_queue(interaction, 1))


class TurnQueue(Press, template=r"queue-page:(?P<page>\d{1,6})"):
    """Shows another page of what waits in the place of this one."""

    async def act(self, interaction: Asked) -> None:
        screen = await show_queue(interaction, int(self.match["page"]))
        await interaction.response.edit_message(view=screen, allowed_mentions=nobody())


class ShowSubmission(Press, template=r"submission:(?P<number>\d{1,9})"):
    """Shows the card of a submission below."""

    async def act(self, interaction: Asked) -> None:
        await answer(interaction, await show_submission(interaction, int(self.match["number"])))


class ChooseSeveral(Press, template="choose-several"):
    """Shows what was chosen from the queue, to be decided."""

    async def act(self, interaction: Asked) -> None:
        numbers = _read_numbers(",".join(map(str, self.choices())))
        bot = interaction.client
        async with bot.database.read() as session:
            chosen = [await get_submission(session, number) for number, _ in numbers]
        await answer(interaction, render_several(chosen, words_of(interaction)))


class DecideSeveral(Press, template=r"several:(?P<verb>approve|decline):(?P<numbers>[0-9.,]{3,90})"):
    """Decides what was chosen."""

    async def act(self, interaction: Asked) -> None:
        numbers = _read_numbers(self.match["numbers"])
        if self.match["verb"] == "decline":
            words = words_of(interaction)
            form = Form(words.say("Decline all of them"), f"several-declined:{self.match['numbers']}")
            reasons = [(reason.value, name_reason(reason, words)) for reason in Reason if reason is not Reason.NONE]
            form.offer(reviewing.REASON, words.say("Why?"), reasons, required=True)
            form.ask(reviewing.COMMENT, words.say("In your own words"), most=1_000, long=True)
            await interaction.response.send_modal(form)
            return
        bot, reviewer = interaction.client, reviewer_of(interaction)

        async def approve(session: Session, number: int, version: int) -> None:
            await deciding.approve(session, number, reviewer, rules_of(bot), bot.now(), seen=version)

        await _decide_each(interaction, numbers, approve)


class SeveralDeclined(Filled):
    """Why all that was chosen is declined."""

    template = re.compile(r"several-declined:(?P<numbers>[0-9.,]{3,80})")

    async def act(self, interaction: Asked) -> None:
        """Declines each."""
        bot, reviewer = interaction.client, reviewer_of(interaction)
        try:
            reason = Reason(self.values.get(reviewing.REASON, ""))
        except ValueError:
            raise PagesLost from None
        comment = self.values.get(reviewing.COMMENT, "")

        async def decline(session: Session, number: int, version: int) -> None:
            await deciding.reject(session, number, reviewer, rules_of(bot), bot.now(), reason, comment, seen=version)

        await _decide_each(interaction, _read_numbers(self.match["numbers"]), decline)


async def _decide_each(
    interaction: Asked, numbers: Numbered, decide: Callable[[Session, int, int], Awaitable[None]]
) -> None:
    """Decides each of several, and says what could not be and why."""
    await begin(interaction)
    words, bot = words_of(interaction), interaction.client
    done, left = 0, []
    for number, version in numbers:
        try:
            async with bot.database.write() as session:
                await decide(session, number, version)
            done += 1
        except StorageError as refusal:
            sentence = find_sentence(refusal, words)
            if sentence is None:
                raise
            left.append(words.say("- Submission {number}: {problem}", number=number, problem=sentence))
    decided = words.say_count("{count} submission is decided.", "{count} submissions are decided.", done)
    told = list_some(
        [decided, *left], _ROOM, lambda more: words.say_count("- and {count} more", "- and {count} more", more)
    )
    await answer(interaction, render_notice(told))


def _read_numbers(text: str) -> Numbered:
    """Raises `PagesLost`."""
    found = [re.fullmatch(r"([0-9]{1,9})\.([0-9]{1,9})", piece) for piece in text.split(",")]
    if not all(found):
        raise PagesLost
    return [(int(match[1]), int(match[2])) for match in found if match]


SEVERAL_ITEMS = (OpenQueue, TurnQueue, ShowSubmission, ChooseSeveral, DecideSeveral)
"""Everything about the queue that answers a press."""
