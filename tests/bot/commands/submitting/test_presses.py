"""What submitters press and send about papers that are there, and about what they have submitted."""

from typing import TYPE_CHECKING

import discord
import pytest
from simcord.components import walk_components

from bot.screens.notice import render_notice
from bot.screens.screen import press
from storage.submissions.submission import Fault, Kind, State

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court


@pytest.mark.parametrize(
    ("fault", "detail", "field", "expected"),
    [
        ("dead_link", "https://github.com/lab/trick3", "dead_url", "https://github.com/lab/trick3"),
        ("dead_link", "code", "dead_url", "https://github.com/lab/trick3"),
        ("wrong_date", "2024-09", "published", "2024-09"),
        ("wrong_date", "last year or so", "note", "last year or so"),
        ("missing_code", "https://github.com/new/code", "links", "https://github.com/new/code"),
        ("wrong_section", "Saucers", "section", "Saucers"),
        ("duplicate", "Speculative pruning of kettle number 5", "same_as", "5"),
    ],
)
async def test_a_problem_is_reported_from_a_card(
    court: "Court", fault: str, detail: str, field: str, expected: str
) -> None:
    card = await court.member.ask("paper", title="Speculative pruning of kettle number 3")
    form = await court.member.show_form(card, "Report a problem")
    reply = await court.fill(court.member, form, card, fault=[fault], detail=detail)
    assert "submission 1" in reply.text
    submission = await court.submission()
    assert (submission.kind, submission.fault, submission.paper_id) == (Kind.CORRECTION, Fault(fault), 3)
    assert expected in str(getattr(submission.facts, field))


async def test_a_dead_link_that_is_confirmed_is_gone_from_the_card(court: "Court") -> None:
    card = await court.member.ask("paper", title="Speculative pruning of kettle number 3")
    form = await court.member.show_form(card, "Report a problem")
    await court.fill(court.member, form, card, fault=["dead_link"], detail="code")
    await court.moderator.press(await court.card(), "Approve")
    after = await court.member.ask("paper", title="Speculative pruning of kettle number 3")
    assert "https://github.com/lab/trick3" not in after.urls


async def test_a_submission_is_taken_back_by_its_submitter_alone(court: "Court") -> None:
    reply = await court.submit()
    assert "Only who has submitted" in (await court.other.ask("submissions withdraw", number=1)).text
    done = await court.member.press(reply, "Take it back")
    assert "withdrawn" in done.text
    assert (await court.submission()).state is State.WITHDRAWN
    again = await court.member.press(reply, "Take it back")
    assert "decided already" in again.text


async def test_somebody_elses_draft_is_not_handed_in(court: "Court") -> None:
    alike = await court.member.ask(
        "submit", link="https://arxiv.org/abs/2606.00001", title="Speculative pruning of kettle number 14"
    )
    ids = [one.get("custom_id", "") for one in walk_components(alike.message.components)]
    (custom_id,) = [one for one in ids if one.startswith("draft:insist")]
    result = await court.other.person.click(await _copy(court, custom_id), custom_id=custom_id)
    assert "kept for a week" in court.other.read_answer(result).text


async def _copy(court: "Court", custom_id: str) -> discord.Message:
    """A message with the same button, which others can press."""
    there = court.member.bot.get_partial_messageable(court.member.channel.id)
    return await there.send(view=render_notice("x", press("Submit", custom_id)))
