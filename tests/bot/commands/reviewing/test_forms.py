"""What moderators, and submitters who were asked, send by form."""

from typing import TYPE_CHECKING

import pytest

from data.months import Month
from data.schema import LinkKind
from storage.submissions.submission import Reason, State

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court


async def test_declining_says_why(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Decline")
    await court.fill(court.moderator, form, card, reason=["off_topic"], comment="Teapots have a list of their own.")
    submission = await court.submission()
    assert (submission.state, submission.reason) == (State.REJECTED, Reason.OFF_TOPIC)
    told = (await court.told()).text
    assert "not about the topic" in told
    assert "Teapots have a list of their own." in told


async def test_a_form_that_is_sent_after_the_decision_says_who_decided(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Decline")
    await court.other.press(card, "Approve")
    reply = await court.fill(court.moderator, form, card, reason=["spam"])
    assert f"<@{court.other.person.id}>" in reply.text
    assert (await court.submission()).state is State.APPROVED


async def test_a_form_outlives_a_restart(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Decline")
    await court.restart()
    await court.fill(court.moderator, form, card, reason=["spam"])
    assert (await court.submission()).state is State.REJECTED


async def test_another_reason_needs_words(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Decline")
    reply = await court.fill(court.moderator, form, card, reason=["other"])
    assert "in your own words" in reply.text
    assert (await court.submission()).is_open


async def test_the_facts_are_mended_before_the_decision(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Edit")
    mended = await court.fill(
        court.moderator,
        form,
        card,
        title="A better title",
        alias="TeaPot",
        organisations="NVIDIA",
        month="2026-05",
        links="paper https://arxiv.org/abs/2606.00001\ncode https://github.com/tea/pot",
    )
    assert "A better title" in mended.text
    facts = (await court.submission()).facts
    assert (facts.alias, facts.published) == ("TeaPot", Month(2026, 5))
    assert [link.kind for link in facts.links] == [LinkKind.PAPER, LinkKind.CODE]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("month", "soon", "no month"),
        ("month", "2026", "no month"),
        ("links", "paper javascript:alert(1)", "no public http(s) address"),
        ("links", "paper http://169.254.169.254/secret", "no public http(s) address"),
        ("title", "", "the title"),
    ],
)
async def test_facts_that_make_no_sense_are_refused_and_change_nothing(
    court: "Court", field: str, text: str, said: str
) -> None:
    await court.submit()
    before = await court.submission()
    card = await court.card()
    form = await court.moderator.show_form(card, "Edit")
    values = {"title": "T", "links": "paper https://arxiv.org/abs/2606.00001", field: text}
    reply = await court.fill(court.moderator, form, card, **values)
    assert said in reply.text
    assert await court.submission() == before


async def test_of_two_who_edit_at_once_the_later_is_told(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    links = "paper https://arxiv.org/abs/2606.00001"
    first, second = [await who.show_form(card, "Edit") for who in (court.moderator, court.other)]
    await court.fill(court.moderator, first, card, title="One", links=links)
    reply = await court.fill(court.other, second, card, title="Two", links=links)
    assert "changed submission 1" in reply.text
    assert (await court.submission()).facts.title == "One"


@pytest.mark.parametrize("other", ["Speculative pruning of kettle number 3", "https://arxiv.org/abs/2401.00003"])
async def test_a_duplicate_is_named_by_title_or_link(court: "Court", other: str) -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Duplicate of")
    await court.fill(court.moderator, form, card, other=other)
    submission = await court.submission()
    assert submission.state is State.DUPLICATE
    assert submission.duplicate_paper_id == 3


async def test_a_duplicate_of_nothing_is_refused(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Duplicate of")
    reply = await court.fill(court.moderator, form, card, other="#77")
    assert "no submission 77" in reply.text
    assert (await court.submission()).is_open


async def test_the_submitter_is_asked_and_answers(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Ask the submitter")
    await court.fill(court.moderator, form, card, question="Is @everyone **sure**?")
    letter = await court.told()
    assert r"Is \@everyone \*\*sure\*\*?" in letter.text
    shown = await court.member.person.user.click(letter.message, label="Answer")
    result = await court.member.person.user.submit_modal(shown, {"answer": "Quite sure."})
    assert result.response is not None
    await court.settle()
    assert "Quite sure." in court.moderator.read_message(card.message).text
    again = await court.member.person.user.click(letter.message, label="Answer")
    assert "answered already" in str(again.response.components)
