"""Handing in, and what is done instead."""

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court

LINK = "https://arxiv.org/abs/2606.00002"


async def test_what_met_a_limit_is_kept_and_handed_in_later_by_a_button(court: "Court") -> None:
    await court.submit()
    soon = await court.member.ask("submit", link=LINK, title="Quick cups without handles", note="by the way")
    assert "Try again" in soon.labels
    court.member.bot.now._ahead = timedelta(minutes=1)
    assert "submission 2" in (await court.member.press(soon, "Try again")).text
    assert (await court.submission(2)).facts.note == "by the way"


async def test_a_draft_outlives_a_restart(court: "Court") -> None:
    alike = await court.member.ask("submit", link=LINK, title="Speculative pruning of kettle number 14")
    await court.restart()
    assert "submission 1" in (await court.member.press(alike, "Submit all the same")).text


async def test_a_button_that_was_used_up_says_so(court: "Court") -> None:
    alike = await court.member.ask("submit", link=LINK, title="Speculative pruning of kettle number 14")
    await court.member.press(alike, "Submit all the same")
    court.member.bot.now._ahead = timedelta(minutes=1)
    assert "kept for a week" in (await court.member.press(alike, "Submit all the same")).text


async def test_a_moderators_own_submission_is_decided_by_the_same_checks(court: "Court") -> None:
    reply = await court.moderator.ask("submit", link=LINK, title="Quick cups without handles")
    assert "submission 1" in reply.text
    done = await court.moderator.press(reply, "Approve")
    assert "approved" in done.text
    court.member.bot.now._ahead = timedelta(minutes=1)
    other = await court.member.ask("submit", link="https://arxiv.org/abs/2606.00003", title="On noodles that boil long")
    assert "Approve" not in other.labels
