"""What submitters press and send: a draft once more, something to add, something to report, something taken back."""

import re
from dataclasses import replace

from bot.answering import Asked, answer, begin, words_of
from bot.commands.forms import Filled
from bot.commands.presses import Press
from bot.commands.submitting.handing_in import (
    chosen_category,
    find_own_draft,
    hand_in,
    keep,
    load_categories,
    make_form,
    new_draft,
)
from bot.errors import find_sentence
from bot.refusals import NotALink, PagesLost
from bot.screens import submitting
from bot.screens.custom_ids import submit_draft
from bot.screens.markdown import clean
from bot.screens.notice import render_notice
from bot.screens.screen import press
from bot.submissions.links import as_links, as_typed, read_link
from bot.submissions.reports import read_report
from data.schema import Link, LinkKind
from storage.submissions.errors import InvalidFacts
from storage.submissions.submission import Facts, Fault, Kind
from storage.submissions.submitting import withdraw


class UseDraft(Press, template=r"draft:(?P<verb>insist|again|fill):(?P<number>\d{1,19})"):
    """Hands a draft in all the same, or shows the form for the rest of it."""

    async def act(self, interaction: Asked) -> None:
        number = int(self.match["number"])
        draft = await find_own_draft(interaction, number)
        if self.match["verb"] == "fill":
            await interaction.response.send_modal(await make_form(interaction, draft))
        else:
            await hand_in(interaction, draft, insists=self.match["verb"] == "insist", number=number)


class ChooseDraft(Press, template="choose-draft"):
    """Shows the form for the link that was chosen from a menu."""

    async def act(self, interaction: Asked) -> None:
        chosen = str(self.choices()[0])
        if not re.fullmatch(r"[0-9]{1,19}", chosen):
            raise PagesLost
        draft = await find_own_draft(interaction, int(chosen))
        await interaction.response.send_modal(await make_form(interaction, draft))


class AddToPaper(Press, template=r"add:(?P<paper>\d{1,19}):(?P<draft>\d{1,19})"):
    """Shows the form for what a paper lacks."""

    async def act(self, interaction: Asked) -> None:
        number = int(self.match["draft"])
        draft = await find_own_draft(interaction, number) if number else None
        shelf = await interaction.client.library.open(interaction.guild_id)
        paper = shelf.get_paper(int(self.match["paper"]))
        form = submitting.addition_form(paper.id, draft, await load_categories(interaction), words_of(interaction))
        await interaction.response.send_modal(form)


class ReportPaper(Press, template=r"report:(?P<paper>\d{1,19})"):
    """Shows the form for what is wrong with a paper."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        paper = shelf.get_paper(int(self.match["paper"]))
        await interaction.response.send_modal(submitting.report_form(paper.id, words_of(interaction)))


class Withdraw(Press, template=r"withdraw:(?P<number>\d{1,9})"):
    """Takes a submission back."""

    async def act(self, interaction: Asked) -> None:
        await take_back(interaction, int(self.match["number"]))


class PaperFilled(Filled):
    """A paper is handed in."""

    template = re.compile(r"submit:paper:(?P<flags>c?m?)")

    async def act(self, interaction: Asked) -> None:
        """Raises what `hand_in` raises. What cannot be taken is shown with a way to fill the form in again."""
        address, code = (clean(self.values.get(name, "")) for name in (submitting.LINK, submitting.CODE))
        facts = Facts(
            title=clean(self.values.get(submitting.TITLE, "")),
            links=as_typed(address, code),
            category=chosen_category(self.values.get(submitting.CATEGORY, "")),
            note=self.values.get(submitting.NOTE, ""),
        )
        flags, user = self.match["flags"], interaction.user
        draft = replace(
            new_draft(interaction, facts),
            credit=user.display_name if "c" in flags else "",
            mentions="m" in flags,
        )
        try:
            links = as_links(read_link(address), read_link(code) if code else "")
            await hand_in(interaction, replace(draft, facts=replace(facts, links=links)))
        except (NotALink, InvalidFacts) as refusal:
            words = words_of(interaction)
            again = press(words.say("Fill it in again"), submit_draft("fill", await keep(interaction, draft)))
            await answer(interaction, render_notice(find_sentence(refusal, words) or "", again))


class AdditionFilled(Filled):
    """Code or a section is handed in for a paper on the lists."""

    template = re.compile(r"submit:add:(?P<paper>\d{1,19})")

    async def act(self, interaction: Asked) -> None:
        """Raises `NotALink` and what `hand_in` raises."""
        code = clean(self.values.get(submitting.CODE, ""))
        facts = Facts(
            links=(Link(LinkKind.CODE, "code", read_link(code)),) if code else (),
            category=chosen_category(self.values.get(submitting.CATEGORY, "")),
            note=self.values.get(submitting.NOTE, ""),
        )
        draft = replace(new_draft(interaction, facts), kind=Kind.ADDITION, paper_id=int(self.match["paper"]))
        await hand_in(interaction, draft)


class ReportFilled(Filled):
    """What is wrong with a paper is handed in."""

    template = re.compile(r"submit:report:(?P<paper>\d{1,19})")

    async def act(self, interaction: Asked) -> None:
        """Raises what `hand_in` raises."""
        shelf = await interaction.client.library.open(interaction.guild_id)
        paper = shelf.get_paper(int(self.match["paper"]))
        try:
            fault = Fault(self.values.get(submitting.FAULT, ""))
        except ValueError:
            raise PagesLost from None
        detail, note = self.values.get(submitting.DETAIL, ""), self.values.get(submitting.NOTE, "")
        facts = read_report(fault, clean(detail), note, paper, shelf)
        draft = replace(new_draft(interaction, facts), kind=Kind.CORRECTION, fault=fault, paper_id=paper.id)
        await hand_in(interaction, draft)


async def take_back(interaction: Asked, number: int) -> None:
    """Takes a submission of one's own back. Raises what `withdraw` raises."""
    await begin(interaction)
    bot = interaction.client
    async with bot.database.write() as session:
        await withdraw(session, number, interaction.user.id, bot.now())
    sentence = words_of(interaction).say("Submission {number} is withdrawn.", number=number)
    await answer(interaction, render_notice(sentence))


SUBMITTING_ITEMS = (UseDraft, ChooseDraft, AddToPaper, ReportPaper, Withdraw)
"""Everything of submitters that answers a press."""

SUBMITTING_FORMS = (PaperFilled, AdditionFilled, ReportFilled)
"""Everything of submitters that takes a form."""
