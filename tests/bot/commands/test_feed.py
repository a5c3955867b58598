from collections.abc import Awaitable, Callable
from typing import Any

import pytest

Refill = Callable[[range], Awaitable[None]]


async def test_a_list_that_never_changed_says_so(chat: Any) -> None:
    reply = await chat.ask("changes")
    assert reply.ephemeral
    assert reply.text == "## What changed on the lists\nNo change has been seen in this time."


@pytest.mark.parametrize(
    ("locale", "counted", "first"),
    [("en-US", "**8 changes**", "**1. added**: "), ("zh-CN", "**8 项变更**", "**1. 新增**: ")],
)
async def test_what_came_and_went_is_shown_newest_first_and_leads_to_the_paper(
    small_chat: Any, refill: Refill, counted: str, first: str
) -> None:
    await refill(range(1, 9))
    await refill(range(1, 13))
    page = await small_chat.ask("changes")
    assert counted in page.text
    assert page.text.splitlines()[2].startswith(("**1. back", "**1. 恢复", first))
    card = await small_chat.press(page, page.labels[0])
    assert "kettle" in card.text


async def test_changes_are_narrowed_by_kind_category_and_time(small_chat: Any, refill: Refill) -> None:
    await refill(range(1, 12))
    await refill(range(1, 13))
    assert "**1 change**" in (await small_chat.ask("changes", kind="removed")).text
    assert "**1 change**" in (await small_chat.ask("changes", kind="restored", category="kettles")).text
    assert "**2 changes**" in (await small_chat.ask("changes", since="2026")).text
    assert "No change" in (await small_chat.ask("changes", since="2027-01")).text
    assert "No change" in (await small_chat.ask("changes", kind="merged")).text


async def test_pages_turn_after_a_restart_and_keep_what_was_asked(small_chat: Any, refill: Refill) -> None:
    await refill(range(1, 5))
    page = await small_chat.ask("changes", kind="removed")
    assert "Page 1 of 2" in page.labels
    await small_chat.restart()
    later = await small_chat.press(page, "Next")
    assert "**8 changes**" in later.text
    assert "**7. removed**" in later.text
    assert "Next" in later.disabled


async def test_what_cannot_be_read_is_refused_in_a_sentence(chat: Any) -> None:
    assert "soon" in (await chat.ask("changes", since="soon")).text
    assert "No category" in (await chat.ask("changes", category="zebra crossings")).text
