"""The menu of a message, as people use it."""

from typing import Any

import pytest

MENU = "Papers in this message"


@pytest.fixture
def look() -> Any:
    """Posts a message and looks at its papers."""

    async def looked(chat: Any, content: str) -> Any:
        message = await chat.person.send(chat.channel, content)
        result = await chat.person.context_menu(chat.channel, MENU, message)
        assert result.response is not None
        return chat.read_answer(result)

    return looked


@pytest.mark.parametrize(
    ("locale", "note"),
    [("en-US", "-# The paper in this message is on the lists."), ("zh-CN", "-# 这条消息中的论文已收录在列表中。")],
)
async def test_a_single_paper_is_shown_by_its_card(chat: Any, look: Any, note: str) -> None:
    card = await look(chat, "have you read https://arxiv.org/abs/2309.06180v3?")
    assert card.ephemeral
    assert card.text.startswith(note)
    assert "vLLM" in card.text
    assert "https://github.com/vllm-project/vllm" in card.urls


async def test_papers_on_the_lists_are_told_from_those_that_are_not(chat: Any, look: Any) -> None:
    page = await look(
        chat,
        "https://arxiv.org/abs/2309.06180 https://github.com/Dao-AILab/flash-attention https://youtu.be/x "
        "https://openreview.net/forum?id=nowhere https://doi.org/10.1145/nothing https://aclanthology.org/2099.acl-long.1",
    )
    assert "3 links that are not" in page.text
    assert "<https://openreview.net/forum?id=nowhere>" in page.text
    assert "youtu" not in page.text
    await chat.restart()
    assert (await chat.press(page, "Open 1")).text.startswith("## ")


async def test_forty_links_are_answered_and_all_open_also_after_a_restart(small_chat: Any, look: Any) -> None:
    links = [f"https://arxiv.org/abs/2401.{n:05}" for n in range(1, 41)]
    page = await look(small_chat, " ".join(links))
    assert "**12 papers on the lists, 28 links that are not**" in page.text
    assert "- and " in page.text
    assert [value for _, value in page.options] == ["8", "9", "10", "11", "12"]
    await small_chat.restart()
    assert "kettle number 12" in (await small_chat.choose(page, "12")).text


async def test_a_paper_that_was_removed_since_is_told_as_such(small_chat: Any, look: Any, refill: Any) -> None:
    page = await look(small_chat, " ".join(f"https://arxiv.org/abs/2401.{n:05}" for n in range(1, 13)))
    await refill(range(1, 12))
    assert "is not on the lists any more" in (await small_chat.choose(page, "12")).text


@pytest.mark.parametrize("content", ["hello", "https://youtu.be/x", "https:// arxiv: doi:"])
async def test_a_message_without_papers_gets_a_kind_answer(content: str, small_chat: Any, look: Any) -> None:
    reply = await look(small_chat, content)
    assert reply.ephemeral
    assert reply.text.startswith("I see no link to a paper in this message. I look for links to arXiv")


async def test_it_works_where_only_the_person_has_installed_the_bot(small_chat: Any, look: Any) -> None:
    def elsewhere(event: str, payload: Any) -> None:
        if event == "INTERACTION_CREATE":
            payload.update(
                guild_id="123456789012345678",
                guild={"id": "123456789012345678", "locale": "en-US", "features": []},
                context=0,
                authorizing_integration_owners={"1": str(small_chat.person.id)},
            )

    small_chat.env.backend.subscribers.insert(0, elsewhere)
    assert "kettle number 5" in (await look(small_chat, "https://arxiv.org/abs/2401.00005")).text


async def test_papers_that_the_bot_itself_has_shown_are_found_too(small_chat: Any) -> None:
    card = await small_chat.ask("paper", title="Trick3")
    result = await small_chat.person.context_menu(small_chat.channel, MENU, card.message)
    assert "kettle number 3" in small_chat.read_answer(result).text
