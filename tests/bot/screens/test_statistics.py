from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.charts.months import choose_months
from bot.screens.screen import Screen
from bot.screens.statistics import Pictures, render_statistics
from bot.texts import Texts
from data.categories import Category
from data.months import Month
from storage.statistics import Statistics

Read = Callable[[Screen], str]
MONTHS = ((Month(2023, 12), 25), (Month(2024, 1), 1_100))
RANKED = [
    (Category(f"c{number}", {"en-US": f"Topic *{number}*", "zh-CN": f"主题{number}"}, number), 20 - number)
    for number in range(1, 15)
]


def shown(locale: str) -> Screen:
    statistics = Statistics(1_130, 700, MONTHS, 5)
    words = Texts.load().speak(locale)
    return render_statistics(statistics, choose_months(MONTHS), RANKED, 12, Pictures(b"one", b"two"), words)


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        (
            "en-US",
            ["## Statistics", "**1,130 papers**, 700 with code, 5 without a month",
             "### Papers by month of publication", "-# Papers a year: 2024: 1,100 · 2023: 25",
             "### Papers by category", r"**1.** Topic \*1\*: 19 papers"],
        ),
        (
            "zh-CN",
            ["## 统计", "**1,130 篇论文**、700 篇有代码、5 篇月份不详", "### 各月发表的论文",
             "-# 各年论文数：2024: 1,100 · 2023: 25", "### 各分类的论文", "**1.** 主题1: 19 篇论文"],
        ),
    ],
)  # fmt: skip
def test_everything_that_the_pictures_show_is_also_said(locale: str, lines: list[str], read: Read) -> None:
    said = read(shown(locale)).splitlines()
    assert said[:6] == lines
    assert len([line for line in said if line.startswith("**")]) == 13
    assert ("and 2 more categories" if locale == "en-US" else "以及另外 2 个分类") in said[-2]


@pytest.mark.parametrize(
    ("locale", "described"),
    [
        (
            "en-US",
            [
                (
                    "A bar chart: the papers of each month from December 2023 to January 2024. "
                    "The most, 1,100, are of January 2024."
                ),
                "A bar chart: the papers of 12 categories, numbered as in the list below, from 19 down to 8.",
            ],
        ),
        (
            "zh-CN",
            [
                "柱状图：2023年12月至2024年1月各月的论文数量。最多的是2024年1月，共 1,100 篇。",
                "条形图：12 个分类的论文数量，编号与下方列表一致，从 19 篇到 8 篇。",
            ],
        ),
    ],
)
def test_every_picture_is_described_for_those_who_do_not_see_it(locale: str, described: list[str]) -> None:
    screen = shown(locale)
    galleries: list[ui.MediaGallery[Any]] = [i for i in screen.walk_children() if isinstance(i, ui.MediaGallery)]
    assert [gallery.items[0].description for gallery in galleries] == described
    assert [(file.filename, file.fp.read()) for file in screen.files] == [
        ("months.png", b"one"),
        ("categories.png", b"two"),
    ]


def test_an_empty_catalog_says_so_and_shows_no_picture(read: Read) -> None:
    screen = render_statistics(Statistics(0, 0, (), 0), (), [], 12, None, Texts.load().speak("en-US"))
    assert read(screen).splitlines() == ["## Statistics", "There is no paper on the lists yet."]
    assert screen.files == []


def test_years_that_have_no_room_are_left_out_from_the_earliest(read: Read) -> None:
    months = tuple((Month(year, 1), 1_000_000) for year in range(1900, 2030))
    statistics = Statistics(130_000_000, 0, months, 0)
    screen = render_statistics(
        statistics, choose_months(months), RANKED, 12, Pictures(b"", b""), Texts.load().speak("en-US")
    )
    assert "2029: 1,000,000" in read(screen)
    assert "1900:" not in read(screen)
