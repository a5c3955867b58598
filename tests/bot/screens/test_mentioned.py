from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.screens.mentioned import render_mentioned
from bot.screens.screen import Screen
from bot.texts import Words
from data.paper import Paper

Make = Callable[..., Paper]
Read = Callable[[Screen], str]
Buttons = Callable[[Screen], dict[str, ui.Button[Any]]]


def menus(screen: Screen) -> list[ui.Select[Any]]:
    return [item for item in screen.walk_children() if isinstance(item, ui.Select)]


def test_each_paper_has_its_facts_and_a_button(make_paper: Make, english: Words, read: Read, buttons: Buttons) -> None:
    screen = render_mentioned([make_paper(id=7), make_paper(id=8, published=None)], ["https://a.example/x_y"], english)
    assert read(screen).splitlines() == [
        "## Papers in this message",
        "**2 papers on the lists, 1 link that is not**",
        "**1. vLLM**: Efficient Memory Management with PagedAttention",
        "-# September 2023 · UC Berkeley, Stanford University · ⭐⭐ recommended, 2 of 3 · 🔥 heat 1 of 3 · with code",
        "**2. vLLM**: Efficient Memory Management with PagedAttention",
        "-# month unknown · UC Berkeley, Stanford University · ⭐⭐ recommended, 2 of 3 · 🔥 heat 1 of 3 · with code",
        "**Not on the lists**",
        "- <https://a.example/x_y>",
    ]
    assert [button.custom_id for button in buttons(screen).values()] == ["open:7", "open:8"]


def test_many_papers_are_opened_from_menus(make_paper: Make, chinese: Words, read: Read) -> None:
    screen = render_mentioned([make_paper(id=number) for number in range(1, 41)], [], chinese)
    assert "**40 篇已收录**\n没有按钮的论文可从下方菜单打开。" in read(screen)
    first, second = menus(screen)
    assert (first.placeholder, second.placeholder) == ("打开第 8 至 32 篇论文之一", "打开第 33 至 40 篇论文之一")
    assert [option.value for menu in (first, second) for option in menu.options] == [str(n) for n in range(8, 41)]
    assert first.options[0].label == "8. Efficient Memory Management with PagedAttention"


@pytest.mark.parametrize("is_cut", [True, False])
def test_what_was_not_looked_at_is_said(is_cut: bool, make_paper: Make, english: Words, read: Read) -> None:
    said = read(render_mentioned([make_paper()], [], english, is_cut=is_cut))
    assert ("There is more than I can show; these are the first." in said) is is_cut


def test_an_address_that_is_not_safe_is_no_link(english: Words, read: Read) -> None:
    said = read(render_mentioned([], ["https://u:p@github.com/a/b", "https://github.com/a/" + "b" * 300], english))
    assert "<" not in said.replace("\\<", "")
    assert r"- https\://u:p\@github.com/a/b" in said
