"""What is done from a message shows in that message, and in the card wherever it is."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court


async def test_what_is_refused_leaves_the_message_as_it_is(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    await court.member.press(card, "Approve")
    assert court.moderator.read_message(card.message).text == card.text


async def test_a_card_that_was_pressed_is_not_drawn_a_second_time(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    await court.moderator.press(card, "I’m on it")
    edits: list[object] = []
    backend, edit = court.member.env.backend, court.member.env.backend.edit_message

    def count(*arguments: Any, **named: Any) -> Any:
        edits.append(arguments)
        return edit(*arguments, **named)

    vars(backend)["edit_message"] = count
    await court.settle()
    assert edits == []
