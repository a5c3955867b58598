"""The lists in numbers, as people see them."""

import threading
from typing import Any

import pytest

from bot.charts.months import draw_months
from bot.commands import statistics
from storage.database import Database
from storage.guilds import choose_lists


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        ("en-US", ["## Statistics", "**354 papers**, 190 with code, 7 without a month"]),
        ("zh-CN", ["## 统计", "**354 篇论文**、190 篇有代码、7 篇月份不详"]),
    ],
)
async def test_the_numbers_come_with_pictures_that_are_sent_along(chat: Any, lines: list[str]) -> None:
    reply = await chat.ask("stats")
    assert reply.ephemeral
    assert reply.text.splitlines()[:2] == lines
    assert [file.filename for file in reply.message.attachments] == ["months.png", "categories.png"]
    galleries = [one for one in reply.message.components[0]["components"] if one["type"] == 12]
    assert all(item["description"] for gallery in galleries for item in gallery["items"])
    await chat.restart()
    assert (await chat.press(reply, reply.labels[-1])).text.startswith("## ")


async def test_a_guild_that_sees_no_list_is_told_so(small_chat: Any, small: Database) -> None:
    async with small.write() as session:
        await choose_lists(session, small_chat.person.guild.id, [])
    reply = await small_chat.ask("stats")
    assert reply.text.startswith("This guild shows none of my lists at the moment.")
    assert reply.message.attachments == []


async def test_pictures_are_drawn_beside_the_event_loop(small_chat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def watched(months: Any) -> bytes:
        threads.append(threading.current_thread())
        return draw_months(months)

    monkeypatch.setattr(statistics, "draw_months", watched)
    await small_chat.ask("stats")
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


async def test_they_are_drawn_anew_when_the_catalog_changes_and_only_then(
    small_chat: Any, refill: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Any] = []

    def watched(months: Any) -> bytes:
        drawn.append(months)
        return draw_months(months)

    monkeypatch.setattr(statistics, "draw_months", watched)
    for _ in range(2):
        assert "**12 papers**" in (await small_chat.ask("stats")).text
    assert len(drawn) == 1
    await refill(range(1, 12))
    assert "**11 papers**" in (await small_chat.ask("stats")).text
    assert len(drawn) == 2
