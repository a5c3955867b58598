"""The buttons below an answer, also after a restart."""

from typing import TYPE_CHECKING

from storage.conversations import KEPT, Conversation, save_conversation
from storage.refused import load_refused

if TYPE_CHECKING:
    from tests.bot.conftest import Chat


async def test_a_part_is_taken_off_by_its_button_after_a_restart(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="how many kv cache papers from 2024 have code?")
    await chat.restart()
    wider = await chat.press(reply, "Without: 2024")
    assert "**25 papers**" in wider.text
    assert "Understood: KV cache · with code" in wider.text
    widest = await chat.press(wider, "Without: with code")
    assert "**54 papers**" in widest.text


async def test_pages_turn_in_place(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="early exit papers")
    assert "Page 1 of 2" in reply.labels
    turned = await chat.press(reply, "Next")
    assert "Page 2 of 2" in turned.labels
    assert "**6. " in turned.text


async def test_the_question_is_worded_anew_in_place(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="who made vLLM")
    form = await chat.show_form(reply, "Edit")
    changed = await chat.send_form(form, reply, "who made SGLang")
    assert "**Stanford University**" in changed.text
    assert changed.message.id == reply.message.id


async def test_a_question_goes_on_from_the_answer(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="what is Mooncake")
    form = await chat.show_form(reply, "Ask on")
    followed = await chat.send_form(form, reply, "and its date?")
    assert "**June 2024**" in followed.text


async def test_a_wrong_answer_is_noted_without_a_name(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="who made vLLM")
    thanks = await chat.press(reply, "Wrong answer")
    assert "without your name" in thanks.text
    async with chat.bot.database.read() as session:
        (noted,) = await load_refused(session, 10)
    assert (noted.reason, noted.text, noted.times) == ("wrong", "who made vLLM", 1)


async def test_an_answer_that_is_forgotten_says_what_to_do(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="who made vLLM")
    async with chat.bot.database.write() as session:
        await save_conversation(session, Conversation(("x",)), chat.bot.now() + 2 * KEPT)
    assert "ask again with /ask" in (await chat.press(reply, "Ask on")).text


async def test_somebody_else_who_presses_gets_an_answer_of_their_own(chat: "Chat") -> None:
    user = chat.bot.user
    assert user is not None
    await chat.person.send(chat.channel, f"<@{user.id}> early exit papers from 2023")
    public = chat.read_last()
    other = await chat.join("bob").press(public, "Without: 2023")
    assert other.ephemeral
    assert "**10 papers**" in other.text
    assert "2023" in chat.read_last().text
