from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from discord import ui

from bot.screens.card import render_card
from bot.screens.limits import SAFE_CHARACTERS, length
from bot.screens.screen import Screen
from bot.texts import Words
from data.categories import Category
from data.paper import Paper, Placement, PublishedFrom
from data.schema import Link, LinkKind

Read = Callable[[Screen], str]
Buttons = Callable[[Screen], dict[str, ui.Button[Any]]]
Make = Callable[..., Paper]
LISTS = {"awesome": "Awesome LLM Inference", "other": "Another *list*"}


def test_a_card_says_all_that_the_lists_say(
    make_paper: Make, kv_cache: Category, english: Words, read: Read, buttons: Buttons
) -> None:
    screen = render_card(make_paper(), LISTS, [kv_cache], english)
    assert read(screen).splitlines() == [
        "## Efficient Memory Management with PagedAttention",
        "Known as **vLLM**, **PagedAttention**",
        "**Organisations:** UC Berkeley, Stanford University",
        "**Published:** September 2023",
        "**The list says:** ⭐⭐ recommended, 2 of 3 · 🔥 heat 1 of 3",
        "**First seen:** <t:1767312000:D>",
        "**Sections**",
        "- **KV Cache Scheduling** (Awesome LLM Inference)",
        r"- **Frameworks** (Another \*list\*)",
    ]
    assert {label: button.url or button.custom_id for label, button in buttons(screen).items()} == {
        "Paper: arxiv.org": "https://arxiv.org/pdf/2309.06180.pdf",
        "Code: vllm": "https://github.com/vllm-project/vllm",
        "Follow": "follow:7",
        "Similar papers": "similar:7",
        "History": "history:7",
        "BibTeX": "cite:bibtex:7",
        "RIS": "cite:ris:7",
        "Save": "save:7",
        "More: KV cache": "category:kv-cache",
    }


def test_a_card_in_chinese(make_paper: Make, kv_cache: Category, chinese: Words, read: Read, buttons: Buttons) -> None:
    screen = render_card(make_paper(published_from=PublishedFrom.ARXIV), LISTS, [kv_cache], chinese)
    assert read(screen).splitlines()[1:7] == [
        "简称：**vLLM**、**PagedAttention**",
        "**机构**：UC Berkeley、Stanford University",
        "**发表时间**：2023年9月（据 arXiv 编号推断，列表未注明）",
        "**列表标记**：⭐⭐ 推荐 2/3 · 🔥 热度 1/3",
        "**首次收录**：<t:1767312000:D>",
        "**所在章节**",
    ]
    assert list(buttons(screen)) == [
        "论文：arxiv.org",
        "代码：vllm",
        "关注",
        "相似论文",
        "变更历史",
        "BibTeX",
        "RIS",
        "更多：KV 缓存",
        "收藏",
    ]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            {"published_from": PublishedFrom.ARXIV},
            "**Published:** September 2023, by its arXiv number; no list says when",
        ),
        ({"published": None, "published_from": None}, "**Published:** no list says when"),
        ({"title": "\u200b"}, "## (untitled)"),
        ({"placements": (Placement("gone", "\u200b", "x"),)}, "- **(untitled)** (gone)"),
    ],
)
def test_what_is_not_known_is_said(
    facts: dict[str, Any], line: str, make_paper: Make, english: Words, read: Read
) -> None:
    assert line in read(render_card(make_paper(**facts), LISTS, [], english)).splitlines()


def test_what_the_lists_do_not_say_takes_no_line(make_paper: Make, english: Words, read: Read) -> None:
    text = read(render_card(make_paper(aliases=(), organisations=(), stars=0, heat=0), LISTS, [], english))
    assert not [word for word in ("Known as", "Organisations", "The list says") if word in text]


def test_many_sections_are_counted_where_they_have_no_room(make_paper: Make, english: Words, read: Read) -> None:
    placements = tuple(Placement("awesome", f"Section with a longer name {number}", "x") for number in range(60))
    lines = read(render_card(make_paper(placements=placements), LISTS, [], english)).splitlines()
    shown = [line for line in lines if line.startswith("- **Section")]
    assert lines[-1] == f"- and {60 - len(shown)} more sections"
    assert len(shown) >= 8


def test_a_note_stands_above_the_title(make_paper: Make, english: Words, read: Read) -> None:
    assert read(render_card(make_paper(), LISTS, [], english, "The best match")).startswith("-# The best match\n## ")


def test_an_abstract_stands_below_the_facts_as_far_as_there_is_room(
    make_paper: Make, english: Words, chinese: Words, read: Read
) -> None:
    lines = read(render_card(make_paper(), LISTS, [], english, abstract="We *page*\nattention.")).splitlines()
    assert lines[lines.index("**Sections**") - 1] == r"**Abstract, from arXiv:** We \*page\* attention."
    assert "**摘要（来自 arXiv）**：We" in read(render_card(make_paper(), LISTS, [], chinese, abstract="We page."))
    long = read(render_card(make_paper(), LISTS, [], english, abstract="word " * 600))
    assert long.count("word") > 300
    assert "…" in long
    crowded = make_paper(aliases=("x" * 80,) * 9, organisations=("y" * 80,) * 20, title="z" * 900)
    placements = tuple(Placement("awesome", f"Section with a longer name {number}" * 3, "x") for number in range(60))
    links = tuple(Link(LinkKind.CODE, "x", f"https://a.example/{number}{'x' * 180}") for number in range(99))
    paper = replace(crowded, placements=placements, links=links)
    assert length(read(render_card(paper, LISTS, [], english, "n" * 250, abstract="word " * 600))) <= SAFE_CHARACTERS
