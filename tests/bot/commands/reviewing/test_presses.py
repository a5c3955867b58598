"""What moderators press on a card, and what it comes to."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from storage.submissions.loading import load_history
from storage.submissions.submission import Reason, State, Verdict

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court

LINK = "https://arxiv.org/abs/2606.00001"
TITLE = "A wholly new way to warm teapots"


async def test_a_paper_is_approved_from_its_card_and_found_at_once(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    assert TITLE in card.text
    assert {"Approve", "Decline", "Edit", "Duplicate of", "Ask the submitter", "I’m on it"} <= set(card.labels)
    decided = await court.moderator.press(card, "Approve")
    assert "approved" in decided.text
    assert "Undo" in decided.labels
    assert TITLE in (await court.member.ask("search", query="warm teapots")).text
    assert "was approved" in (await court.told()).text


async def test_of_two_moderators_one_wins_and_the_other_reads_who_it_was(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    shown = await court.moderator.ask("submissions show", number=1)
    await court.moderator.press(shown, "Approve")
    late = await court.other.press(card, "Approve")
    assert late.ephemeral
    assert f"<@{court.moderator.person.id}>" in late.text
    assert "decided already" in late.text


async def test_a_card_shows_what_was_decided_elsewhere(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    await court.moderator.press(await court.moderator.ask("submissions show", number=1), "Approve")
    await court.settle()
    assert "approved" in court.moderator.read_message(card.message).text


@pytest.mark.parametrize("label", ["Approve", "Decline", "Edit", "Duplicate of", "Ask the submitter", "I’m on it"])
async def test_a_member_who_is_no_reviewer_decides_nothing(court: "Court", label: str) -> None:
    await court.submit()
    reply = await court.member.press(await court.card(), label)
    assert "may not decide" in reply.text
    assert (await court.submission()).is_open


async def test_a_card_works_after_a_restart(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    await court.restart()
    assert "approved" in (await court.moderator.press(card, "Approve")).text


async def test_a_card_that_somebody_deleted_is_posted_again(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    await court.delete(card)
    await court.moderator.press(await court.moderator.ask("submissions show", number=1), "I’m on it")
    again = await court.card()
    assert again.message.id != card.message.id
    assert "is on it" in again.text


async def test_a_decision_is_taken_back(court: "Court") -> None:
    await court.submit()
    decided = await court.moderator.press(await court.card(), "Approve")
    await court.settle()
    waits = await court.other.press(decided, "Undo")
    assert "Approve" in waits.labels
    assert TITLE not in (await court.member.ask("search", query="warm teapots")).text
    assert "was taken back" in (await court.told()).text
    assert (await court.submission()).is_open


async def test_what_was_decided_long_ago_is_not_taken_back(court: "Court", monkeypatch: pytest.MonkeyPatch) -> None:
    await court.submit()
    decided = await court.moderator.press(await court.card(), "Approve")
    later = court.member.bot.now() + timedelta(days=3)
    monkeypatch.setattr(court.member.bot, "now", lambda: later)
    assert "too late" in (await court.moderator.press(decided, "Undo")).text


async def test_the_category_is_chosen_on_the_card(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    slug = card.options[0][1]
    await court.moderator.choose(card, slug)
    assert (await court.submission()).facts.category == slug


async def test_somebody_who_is_on_it_is_named_and_gives_it_back(court: "Court") -> None:
    await court.submit()
    taken = await court.moderator.press(await court.card(), "I’m on it")
    assert f"<@{court.moderator.person.id}> is on it" in taken.text
    assert "is on it since" in (await court.other.press(taken, "I’m on it")).text
    assert "is on it" not in (await court.moderator.press(taken, "I’m on it")).text


async def test_a_moderator_whose_role_is_gone_decides_nothing_any_more(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    await court.dismiss(court.moderator)
    assert "may not decide" in (await court.moderator.press(card, "Approve")).text


async def test_a_paper_that_came_meanwhile_is_shown_before_it_is_approved_twice(court: "Court", refill: Any) -> None:
    alike = await court.member.ask("submit", link=LINK, title="Speculative pruning of kettle number 14")
    await court.member.press(alike, "Submit all the same")
    card = await court.card()
    await refill(range(1, 14))
    reply = await court.moderator.press(card, "Approve")
    assert "has come to the lists" in reply.text
    assert "It is a duplicate" in reply.labels
    assert (await court.submission()).is_open


async def test_the_history_tells_who_did_what(court: "Court") -> None:
    await court.submit()
    decided = await court.moderator.press(await court.card(), "Approve")
    history = await court.moderator.press(decided, "History")
    assert "approved by" in history.text
    assert "submitted by" in history.text


async def test_there_is_one_notice_a_decision(court: "Court") -> None:
    await court.submit()
    await court.moderator.press(await court.card(), "Approve")
    for _ in range(3):
        await court.settle()
    assert len(await court.letters()) == 1
    async with court.member.bot.database.read() as session:
        history = await load_history(session, 1)
    assert [decision.verdict for decision in history.decisions] == [Verdict.APPROVED]


async def test_closed_direct_messages_are_no_error(court: "Court") -> None:
    await court.submit()
    await court.close_letters()
    await court.moderator.press(await court.card(), "Approve")
    await court.settle()
    assert (await court.submission()).state is State.APPROVED


async def test_the_submitter_is_mentioned_where_they_asked_for_it(court: "Court") -> None:
    await court.submit(mention=True)
    await court.moderator.press(await court.card(), "Approve")
    await court.settle()
    assert f"<@{court.member.person.id}>" in court.member.read_last().text
    assert await court.letters() == []


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
