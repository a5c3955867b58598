from typing import Any

import pytest


@pytest.mark.parametrize(
    ("locale", "heading"),
    [("en-US", "## Table of contents\n**354 papers** in "), ("zh-CN", "## 目录\n共 **354 篇论文**，分属 ")],
)
async def test_without_a_name_there_is_the_table_of_contents(chat: Any, heading: str) -> None:
    contents = await chat.ask("category")
    assert contents.ephemeral
    assert contents.text.startswith(heading)
    assert len(contents.options) >= 20


async def test_the_counts_of_the_table_are_those_of_the_pages(chat: Any) -> None:
    contents = await chat.ask("category")
    for label, slug in contents.options[::9]:
        line = next(line for line in contents.text.splitlines() if line.startswith(f"- **{label}**"))
        name, counted = line.removeprefix("- **").split("** · ")
        page = await chat.choose(contents, slug)
        assert page.text.splitlines()[:2] == [f"## {name}", f"**{counted}**"]


@pytest.mark.parametrize("name", ["kv-cache", "KV cache", "KV 缓存", "kv cach"])
async def test_a_category_is_shown_by_any_of_its_names(name: str, chat: Any) -> None:
    page = await chat.ask("category", name=name)
    assert page.text.startswith("## KV cache\n**54 papers**\n")
    assert "Page 1 of 11" in page.labels


async def test_an_unknown_category_is_refused(chat: Any) -> None:
    reply = await chat.ask("category", name="zebra crossings")
    assert reply.ephemeral
    assert reply.text.startswith("No category is called “zebra crossings”.")


@pytest.mark.parametrize(
    ("locale", "options", "heading", "note"),
    [
        (
            "en-US",
            {"since": "july 2024", "until": "2024-08"},
            "## By month of publication\n**37 papers** · since July 2024 · until August 2024\n",
            "-# 7 more papers have no known month and are left out.",
        ),
        (
            "zh-CN",
            {"since": "2024年7月", "until": "2024-08"},
            "## 按发表月份\n**37 篇论文** · 2024年7月起 · 截至2024年8月\n",
            "-# 另有 7 篇论文月份不详，未列出。",
        ),
        ("en-US", {"until": "1999"}, "## Nothing fits\nuntil December 1999\n", ""),
    ],
)
async def test_papers_are_shown_by_their_month(chat: Any, options: dict[str, str], heading: str, note: str) -> None:
    page = await chat.ask("published", **options)
    assert page.text.startswith(heading)
    assert page.text.endswith(note)


async def test_a_whole_year_is_all_of_its_months(chat: Any) -> None:
    year = await chat.ask("published", since="2023", until="2023")
    assert "since January 2023 · until December 2023" in year.text
    assert "**1. " in year.text
    assert "-# December 2023" in year.text


async def test_without_a_time_the_newest_come_first_and_the_undated_last(chat: Any) -> None:
    page = await chat.ask("published")
    assert "**354 papers**" in page.text
    assert "2026" in page.text
    form = await chat.show_form(page, "Page 1 of 71")
    last = await chat.send_form(form, page, "71")
    assert "month unknown" in last.text


@pytest.mark.parametrize(
    ("locale", "options", "sentence"),
    [
        ("en-US", {"since": "2025", "until": "2024"}, "That stretch of time ends before it begins"),
        ("zh-CN", {"since": "2025", "until": "2024"}, "这段时间的截止早于起始：从2025年1月到2024年12月。"),
        ("en-US", {"since": "the day before"}, "“the day before” is no month that I can read."),
        ("zh-CN", {"until": "明天"}, "我看不懂“明天”是哪个月。"),
    ],
)
async def test_a_time_that_is_none_is_refused(chat: Any, options: dict[str, str], sentence: str) -> None:
    reply = await chat.ask("published", **options)
    assert reply.ephemeral
    assert reply.text.startswith(sentence)


@pytest.mark.parametrize(
    ("locale", "options", "heading"),
    [
        ("en-US", {}, "## Latest additions\n**354 papers**\n"),
        ("en-US", {"category": "kv-cache"}, "## Latest additions\n**54 papers** · KV cache\n"),
        ("zh-CN", {}, "## 最近收录\n**354 篇论文**\n"),
        ("zh-CN", {"category": "KV 缓存"}, "## 最近收录\n**54 篇论文** · KV 缓存\n"),
    ],
)
async def test_what_was_added_last_is_shown_with_its_day(chat: Any, options: dict[str, str], heading: str) -> None:
    page = await chat.ask("latest", **options)
    assert page.text.startswith(heading)
    assert page.text.count("<t:") == 5


async def test_what_is_added_now_comes_before_what_was_there(small_chat: Any, refill: Any) -> None:
    await small_chat.ask("latest")
    await refill(range(13))  # number 0 states no month, and is the newest to us
    assert "kettle number 0" in (await small_chat.ask("latest")).text.splitlines()[2]
