"""What moderators, and submitters who were asked, send by form."""

import re
from dataclasses import replace

from bot.answering import Asked, answer, begin, words_of
from bot.commands.forms import Filled
from bot.commands.reviewing.acting import act_and_show
from bot.digests.marks import new_mark
from bot.refusals import PagesLost, PaperUnclear
from bot.screens import reviewing
from bot.screens.markdown import clean
from bot.screens.notice import render_notice
from bot.submissions.notices import question_payload
from bot.submissions.reviewers import reviewer_of, rules_of
from bot.texts.catalogs import SOURCE_LOCALE
from data.query.query import Query
from storage.database import Session
from storage.digests.gaps import get_database_name
from storage.digests.subscription import Place, Target
from storage.search.result import Confidence
from storage.submissions import deciding, editing
from storage.submissions.loading import get_submission
from storage.submissions.outcomes import post_question
from storage.submissions.submission import Reason

_NUMBER = r"(?P<number>\d{1,9}):(?P<version>\d{1,9})"


class DeclineFilled(Filled):
    """A submission is declined."""

    template = re.compile(rf"reviewed:decline:{_NUMBER}")

    async def act(self, interaction: Asked) -> None:
        """Raises what deciding raises."""
        bot, reviewer, number = interaction.client, reviewer_of(interaction), int(self.match["number"])
        try:
            reason = Reason(self.values.get(reviewing.REASON, ""))
        except ValueError:
            raise PagesLost from None
        comment = self.values.get(reviewing.COMMENT, "")
        version = int(self.match["version"])

        async def decline(session: Session) -> None:
            await deciding.reject(session, number, reviewer, rules_of(bot), bot.now(), reason, comment, seen=version)

        await act_and_show(interaction, number, decline)


class DuplicateFilled(Filled):
    """A submission is called a duplicate."""

    template = re.compile(rf"reviewed:duplicate:{_NUMBER}")

    async def act(self, interaction: Asked) -> None:
        """Raises `PaperUnclear` and what deciding raises."""
        bot, reviewer, number = interaction.client, reviewer_of(interaction), int(self.match["number"])
        typed, comment = clean(self.values.get(reviewing.OTHER, "")), self.values.get(reviewing.COMMENT, "")
        submission_id = re.fullmatch(r"#\s*([0-9]{1,9})", typed)
        paper_id = None if submission_id else await _find_paper(interaction, typed)
        version = int(self.match["version"])

        async def decide(session: Session) -> None:
            await deciding.call_duplicate(
                session,
                number,
                reviewer,
                rules_of(bot),
                bot.now(),
                paper_id=paper_id,
                of_submission_id=int(submission_id[1]) if submission_id else None,
                comment=comment,
                seen=version,
            )

        await act_and_show(interaction, number, decide)


class EditFilled(Filled):
    """The facts of a submission are mended."""

    template = re.compile(rf"reviewed:edit:{_NUMBER}")

    async def act(self, interaction: Asked) -> None:
        """Raises `UnreadableMonth` and what editing raises."""
        bot, reviewer, number = interaction.client, reviewer_of(interaction), int(self.match["number"])
        version, month = int(self.match["version"]), reviewing.read_month(self.values.get(reviewing.MONTH, ""))

        async def mend(session: Session) -> None:
            before = (await get_submission(session, number)).facts
            facts = replace(
                before,
                title=clean(self.values.get(reviewing.TITLE, "")),
                alias=clean(self.values.get(reviewing.ALIAS, "")),
                organisations=clean(self.values.get(reviewing.ORGANISATIONS, "")),
                published=month,
                links=reviewing.read_links(self.values.get(reviewing.LINKS, ""), before.links),
            )
            await editing.edit(session, number, reviewer, rules_of(bot), facts, bot.now(), seen=version)

        await act_and_show(interaction, number, mend)


class QuestionFilled(Filled):
    """The submitter is asked something."""

    template = re.compile(rf"reviewed:ask:{_NUMBER}")

    async def act(self, interaction: Asked) -> None:
        """Raises what asking raises."""
        bot, reviewer, number = interaction.client, reviewer_of(interaction), int(self.match["number"])

        async def ask(session: Session) -> None:
            text = self.values.get(reviewing.QUESTION, "")
            question = await editing.ask(session, number, reviewer, rules_of(bot), text, bot.now())
            submission = await get_submission(session, number)
            words = bot.texts.speak(bot.texts.find_locale(submission.language) or SOURCE_LOCALE)
            mark, name = new_mark(None), await get_database_name(session)
            payload = question_payload(question, submission, name, mark, words)
            place = Place(Target.PERSON, user_id=submission.submitter_id)
            await post_question(session, question, place, mark, payload, bot.now())

        await act_and_show(interaction, number, ask)


class AnswerFilled(Filled):
    """A submitter answers."""

    template = re.compile(r"answered:(?P<number>\d{1,9})")

    async def act(self, interaction: Asked) -> None:
        """Raises what answering raises."""
        bot = interaction.client
        await begin(interaction)
        async with bot.database.write() as session:
            text = self.values.get(reviewing.ANSWER, "")
            await editing.answer(session, int(self.match["number"]), interaction.user.id, text, bot.now())
        sentence = words_of(interaction).say("Thank you. The moderators have your answer.")
        await answer(interaction, render_notice(sentence))


async def _find_paper(interaction: Asked, typed: str) -> int:
    """The paper that is meant. Raises `PaperUnclear`."""
    shelf = await interaction.client.library.open(interaction.guild_id)
    found = shelf.search(Query(text=typed))
    if not found.papers or found.confidence is not Confidence.HIGH:
        raise PaperUnclear(typed)
    return found.papers[0].id


REVIEWING_FORMS = (DeclineFilled, DuplicateFilled, EditFilled, QuestionFilled, AnswerFilled)
"""Everything about deciding that takes a form."""
