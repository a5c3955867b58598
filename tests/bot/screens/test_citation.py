from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.screens.citation import Style, render_citation
from bot.screens.screen import Screen
from bot.texts import Words
from data.paper import Paper
from data.schema import Link, LinkKind
from data.writers.bibtex import render_bibtex
from data.writers.ris import render_ris

Make = Callable[..., Paper]
Read = Callable[[Screen], str]


def files_of(screen: Screen) -> dict[str, str]:
    return {file.filename: file.fp.read().decode() for file in screen.files}


def test_bibtex_stands_in_a_block_to_be_copied(make_paper: Make, english: Words, read: Read) -> None:
    screen = render_citation(make_paper(), Style.BIBTEX, english)
    assert f"```bibtex\n{render_bibtex([make_paper()]).strip()}\n```" in read(screen)
    assert read(screen).startswith("**BibTeX of “Efficient Memory Management with PagedAttention”**\n")
    assert read(screen).endswith("-# The lists name no authors: add them before you cite the paper.")
    assert screen.files == []


def test_a_paper_that_is_not_on_arxiv_is_cited_by_its_address(make_paper: Make, english: Words, read: Read) -> None:
    paper = make_paper(links=(Link(LinkKind.BLOG, "post", "https://a.example/post"),), keys=("url:a.example/post",))
    said = read(render_citation(paper, Style.BIBTEX, english))
    assert "@misc{" in said
    assert r"howpublished = {\url{https://a.example/post}}" in said


def test_ris_says_the_same_but_for_blanks_at_the_ends_of_lines(make_paper: Make, chinese: Words, read: Read) -> None:
    screen = render_citation(make_paper(), Style.RIS, chinese)
    lines = [line.rstrip() for line in render_ris([make_paper()]).splitlines()]
    assert "\n".join(["```", *lines, "```"]) in read(screen)
    assert read(screen).startswith("**“Efficient Memory Management with PagedAttention”的 RIS**\n")


@pytest.mark.parametrize(
    "title", ["x" * 3000, "a ```block``` in it", "turned \u202e round"], ids=["long", "fence", "invisible"]
)
@pytest.mark.parametrize("style", Style)
def test_what_a_block_cannot_show_to_the_letter_is_a_file(
    title: str, style: Style, make_paper: Make, english: Words, read: Read
) -> None:
    paper = make_paper(title=title)
    screen = render_citation(paper, style, english)
    (name,) = files_of(screen)
    written = render_bibtex([paper]) if style is Style.BIBTEX else render_ris([paper])
    assert files_of(screen)[name] == written
    assert [item.media.url for item in screen.walk_children() if isinstance(item, ui.File)] == [f"attachment://{name}"]
    assert "```" not in read(screen).replace("\\`", "")


def test_the_other_format_is_a_press_away(
    make_paper: Make, english: Words, buttons: Callable[[Screen], dict[str, ui.Button[Any]]]
) -> None:
    below = buttons(render_citation(make_paper(), Style.RIS, english))
    assert {label: button.custom_id for label, button in below.items()} == {"BibTeX": "cite:bibtex:7"}
