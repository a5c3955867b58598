"""/submissions."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court


async def test_a_member_sees_what_has_become_of_their_submissions(court: "Court") -> None:
    assert "nothing yet" in (await court.member.ask("submissions mine")).text
    await court.submit()
    mine = await court.member.ask("submissions mine")
    assert "waits for a decision" in mine.text
    assert "nothing yet" in (await court.other.ask("submissions mine")).text
    await court.member.press(mine, "Take back 1")
    assert "withdrawn" in (await court.member.ask("submissions mine")).text


@pytest.mark.parametrize("command", ["submissions close", "submissions open", "submissions export"])
async def test_what_is_for_reviewers_is_refused_to_others(court: "Court", command: str) -> None:
    reply = await court.member.ask(command)
    assert "Only the reviewers" in reply.text
    assert reply.ephemeral


async def test_a_number_that_nobody_has_is_told(court: "Court") -> None:
    assert "no submission 99" in (await court.moderator.ask("submissions show", number=99)).text
    assert "no submission 99" in (await court.member.ask("submissions withdraw", number=99)).text


async def test_what_is_approved_is_handed_out_to_curators(court: "Court") -> None:
    await court.submit()
    await court.moderator.press(await court.card(), "Approve")
    reply = await court.moderator.ask("submissions export")
    assert "no list that is followed" in reply.text or "Not placed" in reply.text
    assert "no list" in (await court.moderator.ask("submissions export", name="nosuch")).text.casefold()


async def test_the_notice_leads_to_ones_own_submissions(court: "Court") -> None:
    await court.submit()
    await court.moderator.press(await court.card(), "Approve")
    letter = await court.told()
    result = await court.member.person.user.click(letter.message, label="My submissions")
    assert "approved" in court.member.read_answer(result).text
