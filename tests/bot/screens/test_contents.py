from collections.abc import Callable

from discord import ui

from bot.screens.contents import render_contents
from bot.screens.screen import Screen
from bot.texts import Words
from data.categories import Category

Read = Callable[[Screen], str]


def menus(screen: Screen) -> list[ui.Select[Screen]]:
    return [item for item in screen.walk_children() if isinstance(item, ui.Select)]


def many(number: int) -> list[tuple[Category, int]]:
    return [(Category(f"topic-{n}", {"en-US": f"A topic of number {n}"}, n), n + 1) for n in range(number)]


def test_every_category_is_shown_with_its_count_and_may_be_chosen(
    kv_cache: Category, english: Words, read: Read
) -> None:
    other = Category("x", {"en-US": "Only *English*"}, 9)
    screen = render_contents([(kv_cache, 54), (other, 1)], 50, english)
    assert read(screen).splitlines() == [
        "## Table of contents",
        "**50 papers** in 2 categories. A paper may stand in several.",
        "- **KV cache** · 54 papers",
        r"- **Only \*English\*** · 1 paper",
    ]
    (menu,) = menus(screen)
    assert [(option.label, option.value, option.description) for option in menu.options] == [
        ("KV cache", "kv-cache", "54 papers"),
        ("Only *English*", "x", "1 paper"),
    ]


def test_categories_are_named_in_chinese_where_they_have_such_a_name(
    kv_cache: Category, chinese: Words, read: Read
) -> None:
    counted = [(kv_cache, 54), (Category("x", {"en-US": "Only"}, 9), 1)]
    assert read(render_contents(counted, 50, chinese)).splitlines()[1:] == [
        "共 **50 篇论文**，分属 2 个分类；一篇论文可能属于多个分类。",
        "- **KV 缓存** · 54 篇论文",
        "- **Only** · 1 篇论文",
    ]


def test_more_than_25_categories_take_more_menus(english: Words) -> None:
    first, second, third = menus(render_contents(many(60), 9, english))
    assert [len(menu.options) for menu in (first, second, third)] == [25, 25, 10]
    assert [menu.placeholder for menu in (first, second, third)] == [
        "Choose a category",
        "Categories 26 to 50",
        "Categories 51 to 60",
    ]


def test_what_has_no_room_is_counted(english: Words, read: Read) -> None:
    screen = render_contents(many(200), 9, english)
    lines = read(screen).splitlines()
    assert lines[-1] == f"- and {200 - (len(lines) - 3)} more categories: /category finds them by their names"
    assert sum(len(menu.options) for menu in menus(screen)) == 100


def test_an_empty_catalog_says_so(english: Words, read: Read) -> None:
    screen = render_contents([], 0, english)
    assert read(screen) == "## Table of contents\nThere is no paper on the lists yet."
    assert menus(screen) == []
