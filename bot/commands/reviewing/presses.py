"""What moderators press on a card. Who they are is asked again each time, in the transaction that decides."""

from dataclasses import replace

from bot.answering import Asked, answer, words_of
from bot.commands.presses import Press
from bot.commands.reviewing.acting import act_and_show
from bot.commands.reviewing.correcting import post_corrections
from bot.refusals import PagesLost
from bot.screens import reviewing
from bot.screens.audit import render_history
from bot.screens.custom_ids import review
from bot.screens.form import Form
from bot.screens.notice import render_notice
from bot.screens.screen import press
from bot.screens.submission import tell_duplicates
from bot.submissions.reviewers import reviewer_of, rules_of
from bot.texts import Words
from storage.database import Session
from storage.submissions import deciding, editing
from storage.submissions.audit import load_audit
from storage.submissions.errors import AlreadyDecided, DuplicateFound
from storage.submissions.loading import get_submission
from storage.submissions.reviewing import check_reviewer
from storage.submissions.submission import Submission
from storage.submissions.undoing import undo

_FORMS = {
    "decline": reviewing.decline_form,
    "edit": reviewing.edit_form,
    "duplicate": reviewing.duplicate_form,
    "ask": reviewing.question_form,
}


class Review(Press, template=r"review:(?P<verb>[a-z]{1,20}):(?P<number>\d{1,9}):(?P<version>\d{1,9})"):
    """Does something with a submission, as it was shown."""

    async def act(self, interaction: Asked) -> None:
        """Raises what deciding raises."""
        number, version = int(self.match["number"]), int(self.match["version"])
        match self.match["verb"]:
            case "approve" | "insist" as verb:
                await approve(interaction, number, version, insists=verb == "insist")
            case "take":
                await self._take(interaction, number)
            case "undo":
                await self._undo(interaction, number)
            case "history":
                await show_history(interaction, number)
            case verb if verb in _FORMS:
                await open_form(interaction, number, verb)
            case _:
                raise PagesLost

    async def _take(self, interaction: Asked, number: int) -> None:
        bot, reviewer = interaction.client, reviewer_of(interaction)

        async def take(session: Session) -> None:
            await editing.take(session, number, reviewer, rules_of(bot), bot.now())

        await act_and_show(interaction, number, take)

    async def _undo(self, interaction: Asked, number: int) -> None:
        bot, reviewer = interaction.client, reviewer_of(interaction)

        async def take_back(session: Session) -> None:
            undone = await undo(session, number, reviewer, rules_of(bot), bot.now())
            await post_corrections(session, undone, bot)

        await act_and_show(interaction, number, take_back)


class ChooseCategory(Press, template=r"chosen:category:(?P<number>\d{1,9}):(?P<version>\d{1,9})"):
    """Gives a submission the category that was chosen from its menu."""

    async def act(self, interaction: Asked) -> None:
        bot, reviewer = interaction.client, reviewer_of(interaction)
        number, version = int(self.match["number"]), int(self.match["version"])
        chosen = str(self.choices()[0])

        async def choose(session: Session) -> None:
            submission = await get_submission(session, number)
            facts = replace(submission.facts, category=chosen, list_name="", section="")
            await editing.edit(session, number, reviewer, rules_of(bot), facts, bot.now(), seen=version)

        await act_and_show(interaction, number, choose)


class AnswerQuestion(Press, template=r"answer:(?P<number>\d{1,9})"):
    """Shows a submitter the form for an answer."""

    async def act(self, interaction: Asked) -> None:
        async with interaction.client.database.read() as session:
            question = await editing.get_question(session, int(self.match["number"]), interaction.user.id)
        await interaction.response.send_modal(reviewing.answer_form(question, words_of(interaction)))


async def approve(interaction: Asked, number: int, version: int, *, insists: bool) -> None:
    """Approves a submission as it was shown; what has come meanwhile and is like it is shown first."""
    bot, reviewer = interaction.client, reviewer_of(interaction)

    async def decide(session: Session) -> None:
        await deciding.approve(session, number, reviewer, rules_of(bot), bot.now(), seen=version, insists=insists)

    try:
        await act_and_show(interaction, number, decide)
    except DuplicateFound as found:
        words = words_of(interaction)
        heading = words.say("This has come to the lists since it was submitted:")
        sentence = f"{heading}\n{tell_duplicates(found.duplicates, words)}"
        ways = [press(words.say("It is a duplicate"), review("duplicate", number, version), primary=True)]
        if not found.duplicates.is_certain:
            ways.append(press(words.say("Approve all the same"), review("insist", number, version)))
        await answer(interaction, render_notice(sentence, *ways))


async def open_form(interaction: Asked, number: int, verb: str) -> None:
    """Shows a form about a submission that waits, to whoever may decide it. Raises `SubmissionNotFound`,
    `AlreadyDecided` and `NotAReviewer`."""
    submission = await get_reviewable(interaction, number)
    await interaction.response.send_modal(_make_form(verb, submission, words_of(interaction)))


async def get_reviewable(interaction: Asked, number: int) -> Submission:
    """A submission that waits, if whoever asks may decide it. Raises `SubmissionNotFound`, `AlreadyDecided` and
    `NotAReviewer`."""
    bot = interaction.client
    async with bot.database.read() as session:
        submission = await get_submission(session, number)
        await check_reviewer(session, number, submission.guild_id, reviewer_of(interaction), rules_of(bot))
    if not submission.is_open:
        raise AlreadyDecided(number, submission.state, submission.decided_by, submission.decided_at)
    return submission


async def show_history(interaction: Asked, number: int) -> None:
    """Shows what happened to a submission, to whoever may decide it."""
    bot = interaction.client
    async with bot.database.read() as session:
        submission = await get_submission(session, number)
        await check_reviewer(session, number, submission.guild_id, reviewer_of(interaction), rules_of(bot))
        lines = await load_audit(session, submission_id=number)
    await answer(interaction, render_history(submission, lines, words_of(interaction)))


def _make_form(verb: str, submission: Submission, words: Words) -> Form:
    return _FORMS[verb](submission, words)


CARD_ITEMS = (Review, ChooseCategory, AnswerQuestion)
"""Everything on a card that answers a press."""
