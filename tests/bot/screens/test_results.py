from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.screens.carried import find_query
from bot.screens.results import PAPERS_PER_PAGE, count_pages, render_results
from bot.screens.screen import Screen
from bot.texts import Words
from data.categories import Category
from data.months import Month
from data.paper import Paper
from data.query.query import Query, Sort
from storage.search.result import Confidence, Result

Read = Callable[[Screen], str]
Buttons = Callable[[Screen], dict[str, ui.Button[Any]]]
Make = Callable[..., Paper]


def result(make: Make, query: Query, papers: int, confidence: Confidence = Confidence.HIGH, undated: int = 0) -> Result:
    return Result(query, tuple(make(id=number) for number in range(1, papers + 1)), confidence, undated)


@pytest.mark.parametrize(("papers", "pages"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3), (354, 71)])
def test_there_are_as_many_pages_as_papers_take(papers: int, pages: int) -> None:
    assert count_pages(papers) == pages


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        (Query("flash attn"), "## Papers for “flash attn”\n**3 papers**"),
        (Query(), "## All papers\n**3 papers**"),
        (Query(sort=Sort.FIRST_SEEN), "## Latest additions\n**3 papers**"),
        (Query(sort=Sort.FIRST_SEEN, category="kv-cache"), "## Latest additions\n**3 papers** · KV cache"),
        (Query(sort=Sort.PUBLISHED, category="kv-cache"), "## KV cache\n**3 papers**"),
        (Query("x", category="kv-cache"), "## Papers for “x”\n**3 papers** · KV cache"),
        (
            Query(since=Month(2024, 1), until=Month(2024, 12), sort=Sort.PUBLISHED),
            "## By month of publication\n**3 papers** · since January 2024 · until December 2024",
        ),
        (
            Query(since=Month(2024, 7), until=Month(2024, 7), sort=Sort.PUBLISHED),
            "## By month of publication\n**3 papers** · July 2024",
        ),
        (
            Query("x", has_code=True, min_stars=2, organisation="NVIDIA"),
            "## Papers for “x”\n**3 papers** · NVIDIA · with code · at least 2 stars of 3",
        ),
        (Query("x", has_code=False), "## Papers for “x”\n**3 papers** · without code"),
    ],
)
def test_the_heading_says_what_was_asked(
    query: Query, heading: str, make_paper: Make, kv_cache: Category, english: Words, read: Read
) -> None:
    category = kv_cache if query.category else None
    assert read(render_results(result(make_paper, query, 3), category, 1, english)).startswith(f"{heading}\n**1. ")


@pytest.mark.parametrize("confidence", [Confidence.LOW, Confidence.NONE])
def test_what_fits_badly_is_offered_as_such(
    confidence: Confidence, make_paper: Make, english: Words, read: Read
) -> None:
    text = read(render_results(result(make_paper, Query("rice"), 3, confidence), None, 1, english))
    assert text.startswith(
        "## Nothing on the lists fits “rice”\nThese are the nearest, and at best loosely related.\n**3 papers**\n"
    )


def test_nothing_found_offers_a_way_on(make_paper: Make, english: Words, read: Read, buttons: Buttons) -> None:
    screen = render_results(result(make_paper, Query("rice", has_code=True), 0), None, 1, english)
    assert read(screen) == (
        "## Nothing on the lists fits “rice”\nwith code\n"
        "Try fewer or other words, or fewer filters, or browse the table of contents."
    )
    assert list(buttons(screen)) == ["Table of contents"]


@pytest.mark.parametrize(
    ("facts", "entry"),
    [
        (
            {"organisations": ("UC Berkeley", "CMU")},
            (
                "**1. vLLM**: Efficient Memory Management with PagedAttention\n-# September 2023 · UC Berkeley, CMU · "
                "⭐⭐ recommended, 2 of 3 · 🔥 heat 1 of 3 · with code"
            ),
        ),
        (
            {"title": "vLLM: Easy", "organisations": (), "stars": 0, "heat": 0, "links": ()},
            "**1. vLLM: Easy**\n-# September 2023",
        ),
        ({"aliases": (), "published": None, "organisations": (), "stars": 0, "heat": 3, "links": ()}, "heat 3 of 3"),
        ({"published": None}, "-# month unknown · "),
        (
            {"organisations": tuple(f"Institute {n} of many things" for n in range(9))},
            "many things and 7 more · ",
        ),
        ({"title": "\u200b", "aliases": ()}, "**1. (untitled)**"),
        ({"title": "@everyone **x**", "aliases": ()}, r"**1. \@everyone \*\*x\*\***"),
    ],
)
def test_an_entry_says_what_a_paper_is(
    facts: dict[str, Any], entry: str, make_paper: Make, english: Words, read: Read
) -> None:
    found = Result(Query("x"), (make_paper(**facts),), Confidence.HIGH)
    assert entry in read(render_results(found, None, 1, english))


def test_what_was_added_last_tells_when(make_paper: Make, english: Words, read: Read) -> None:
    found = result(make_paper, Query(sort=Sort.FIRST_SEEN), 1)
    assert "September 2023 · first seen <t:1767312000:D> · UC Berkeley" in read(render_results(found, None, 1, english))


@pytest.mark.parametrize(
    ("undated", "note"),
    [
        (1, "-# 1 more paper has no known month and is left out."),
        (1200, "-# 1,200 more papers have no known month and are left out."),
    ],
)
def test_papers_without_a_month_are_not_left_out_in_silence(
    undated: int, note: str, make_paper: Make, english: Words, read: Read
) -> None:
    found = result(make_paper, Query(since=Month(2024, 1)), 1, undated=undated)
    assert read(render_results(found, None, 1, english)).endswith(note)
    assert "known month" not in read(render_results(result(make_paper, Query(), 1), None, 1, english))


def test_numbers_go_on_from_page_to_page(make_paper: Make, english: Words, buttons: Buttons) -> None:
    screen = render_results(result(make_paper, Query("x"), 12), None, 3, english)
    assert list(buttons(screen)) == ["Open 11", "Open 12", "Previous", "Page 3 of 3", "Next"]


@pytest.mark.parametrize(
    ("asked", "shown", "disabled"),
    [(-1, 1, ["Previous"]), (1, 1, ["Previous"]), (2, 2, []), (3, 3, ["Next"]), (99, 3, ["Next"])],
)
def test_a_page_that_is_not_there_is_the_nearest_and_the_ends_are_shut(
    asked: int, shown: int, disabled: list[str], make_paper: Make, english: Words, buttons: Buttons
) -> None:
    labelled = buttons(render_results(result(make_paper, Query("x"), 12), None, asked, english))
    assert f"Page {shown} of 3" in labelled
    assert [label for label, button in labelled.items() if button.disabled] == disabled


def test_a_single_page_has_nothing_to_turn(make_paper: Make, english: Words, buttons: Buttons) -> None:
    screen = render_results(result(make_paper, Query("x"), PAPERS_PER_PAGE), None, 1, english)
    assert list(buttons(screen)) == [f"Open {number}" for number in range(1, 6)]


@pytest.mark.parametrize("page", [1, 2, 3])
def test_every_page_carries_what_was_looked_for(page: int, make_paper: Make, english: Words, buttons: Buttons) -> None:
    query = Query('"quoted" ' * 20 + "~1~", "kv-cache", since=Month(2024, 1), has_code=True, min_stars=1)
    screen = render_results(result(make_paper, query, 11), None, page, english)
    assert find_query(str(button.custom_id) for button in buttons(screen).values()) == query


def test_a_page_in_chinese(make_paper: Make, kv_cache: Category, chinese: Words, read: Read, buttons: Buttons) -> None:
    query = Query("显存", category="kv-cache", since=Month(2024, 7), has_code=True, min_stars=2)
    screen = render_results(result(make_paper, query, 6, undated=3), kv_cache, 1, chinese)
    lines = read(screen).splitlines()
    assert lines[:2] == [
        "## “显存”的相关论文",
        "**6 篇论文** · KV 缓存 · 2024年7月起 · 有代码 · 至少 2 星（满分 3 星）",
    ]
    assert lines[3] == "-# 2023年9月 · UC Berkeley、Stanford University · ⭐⭐ 推荐 2/3 · 🔥 热度 1/3 · 有代码"
    assert lines[-1] == "-# 另有 3 篇论文月份不详，未列出。"
    assert list(buttons(screen))[-3:] == ["上一页", "第 1 页，共 2 页", "下一页"]
