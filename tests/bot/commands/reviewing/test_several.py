"""The queue, and deciding several at once."""

from datetime import timedelta
from typing import TYPE_CHECKING

from simcord.components import walk_components

from storage.submissions.submission import State

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court

TITLES = ("Warm teapots for everyone", "On the boiling of long noodles", "Quick cups without handles")


async def submit_all(court: "Court") -> None:
    for number, title in enumerate(TITLES, 1):
        court.member.bot.now._ahead = timedelta(minutes=number)
        reply = await court.member.ask("submit", link=f"https://arxiv.org/abs/2606.0000{number}", title=title)
        assert f"submission {number}" in reply.text


async def test_the_queue_shows_what_waits_the_oldest_first(court: "Court") -> None:
    await submit_all(court)
    queue = await court.moderator.ask("submissions queue")
    assert "3 submissions wait" in queue.text
    assert [queue.text.index(title) for title in TITLES] == sorted(queue.text.index(title) for title in TITLES)
    shown = await court.moderator.press(queue, "Show 2")
    assert TITLES[1] in shown.text
    assert "Approve" in shown.labels


async def test_several_are_approved_at_once_and_what_cannot_be_is_told(court: "Court") -> None:
    await submit_all(court)
    queue = await court.moderator.ask("submissions queue")
    result = await court.moderator.person.select(queue.message, [value for _, value in queue.options[:3]])
    chosen = court.moderator.read_answer(result)
    assert "3 submissions chosen" in chosen.text
    await court.member.ask("submissions withdraw", number=2)
    done = await court.moderator.press(chosen, "Approve all of them")
    assert "2 submissions are decided" in done.text
    assert "Submission 2" in done.text
    assert "withdrawn" in done.text
    states = [(await court.submission(number)).state for number in (1, 2, 3)]
    assert states == [State.APPROVED, State.WITHDRAWN, State.APPROVED]


async def test_several_are_declined_for_one_reason(court: "Court") -> None:
    await submit_all(court)
    queue = await court.moderator.ask("submissions queue")
    result = await court.moderator.person.select(queue.message, [value for _, value in queue.options[:2]])
    chosen = court.moderator.read_answer(result)
    form = await court.moderator.show_form(chosen, "Decline all of them")
    done = await court.fill(court.moderator, form, None, reason=["off_topic"])
    assert "2 submissions are decided" in done.text
    assert (await court.submission(3)).is_open


async def test_who_decides_nothing_sees_no_queue(court: "Court") -> None:
    await submit_all(court)
    assert "Only the reviewers" in (await court.member.ask("submissions queue")).text
    queue = await court.moderator.ask("submissions queue")
    button = next(one for one in walk_components(queue.message.components) if one.get("label") == "Show 1")
    assert button["custom_id"] == "submission:1"
    assert "may not decide" in (await court.member.ask("submissions show", number=1)).text


async def test_an_empty_queue_says_so(court: "Court") -> None:
    assert "Nothing waits" in (await court.moderator.ask("submissions queue", page=9)).text
