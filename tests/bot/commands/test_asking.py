"""Questions by command, by mention, by direct message, and by reply."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.bot.conftest import Chat, Reply


async def mention(chat: "Chat", text: str, **options: Any) -> "Reply":
    """Writes to the bot in the channel; what everybody sees below."""
    user = chat.bot.user
    assert user is not None
    await chat.person.send(chat.channel, f"<@{user.id}> {text}", **options)
    return chat.read_last()


async def test_ask_answers_and_shows_the_papers_and_how_it_was_understood(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="how many kv cache papers from 2024 have code?")
    assert "**12 papers**" in reply.text
    assert "Understood: KV cache · 2024 · with code" in reply.text
    assert reply.ephemeral
    assert {"Without: 2024", "Without: with code", "Ask on", "Edit", "Wrong answer"} <= set(reply.labels)


@pytest.mark.parametrize("locale", ["zh-CN"])
async def test_ask_speaks_chinese(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="vLLM是谁做的")
    assert "**UC Berkeley**" in reply.text
    assert "答案不对" in reply.labels


async def test_what_the_lists_cannot_know_is_declined_with_the_nearest_papers(chat: "Chat") -> None:
    reply = await chat.ask("ask", question="how many citations does AWQ have")
    assert "No list can know that" in reply.text
    assert "AWQ" in reply.text
    assert "Open 1" in reply.labels


async def test_a_message_that_mentions_the_bot_is_answered_for_everybody(chat: "Chat") -> None:
    reply = await mention(chat, "who made vLLM?")
    assert "**UC Berkeley**" in reply.text
    assert not reply.ephemeral


async def test_a_message_that_does_not_mention_it_is_none_of_its_business(chat: "Chat") -> None:
    await chat.person.send(chat.channel, "who made vLLM?")
    assert len(chat.channel.history()) == 1


async def test_a_bare_mention_is_told_what_to_ask(chat: "Chat") -> None:
    assert "Ask me something" in (await mention(chat, "")).text


async def test_who_writes_chinese_is_answered_in_chinese(chat: "Chat") -> None:
    assert "**54 篇论文**" in (await mention(chat, "有多少篇KV缓存论文")).text


async def test_a_direct_message_is_answered(chat: "Chat") -> None:
    person = chat.env.create_user("cleo")
    await person.send_dm("which came first, GPTQ or AWQ")
    reply = chat.read_message(person.dm_channel.last_message)
    assert "**GPTQ**" in reply.text


async def test_a_reply_goes_on_from_the_answer_and_does_so_after_a_restart(chat: "Chat") -> None:
    first = await mention(chat, "papers on MoE")
    second = await mention(chat, "only those from 2024", reply_to=first.message)
    assert "**4 papers**" in second.text
    await chat.restart()
    third = await mention(chat, "how many of them have code?", reply_to=second.message)
    assert "Understood: Mixture of experts · 2024 · with code" in third.text


async def test_a_reply_to_something_else_stands_alone(chat: "Chat") -> None:
    other = await chat.person.send(chat.channel, "hello all")
    assert "**2 papers**" in (await mention(chat, "papers by apple", reply_to=other)).text


async def test_a_message_of_four_thousand_characters_or_of_nothing_visible_gets_a_helpful_answer(chat: "Chat") -> None:
    for text in ("kv " * 600, "\u200f\u200e", "😀" * 50, "'; DROP TABLE papers; --", "@everyone `x` [a](http://b)"):
        reply = await mention(chat, text)
        assert reply.text
        assert "went wrong" not in reply.text


async def test_what_breaks_is_told_with_a_number_and_never_in_silence(
    chat: "Chat", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("bot.conversing.answer_question", broken)
    reply = await mention(chat, "who made vLLM?")
    assert reply.text
    assert "secret" not in reply.text
    assert "secret detail" in caplog.text
    caplog.clear()


async def test_a_channel_in_which_it_may_not_write_is_left_alone(
    chat: "Chat", caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.commands.asking")
    chat.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
    user = chat.bot.user
    assert user is not None
    await chat.person.send(chat.channel, f"<@{user.id}> who made vLLM?")
    assert "may not write there" in caplog.text
