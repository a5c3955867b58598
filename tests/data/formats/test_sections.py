import pytest

from data.formats.blocks import split_blocks
from data.formats.inline import InlineReader
from data.formats.sections import Place, holds_no_entries, place_blocks, read_heading
from data.schema import Section


def places(text: str) -> list[Place]:
    """The place of each run of rows or item of a document."""
    split = split_blocks(text)
    found = place_blocks(split.blocks, InlineReader(split.definitions))
    kept = [type(block).__name__ in {"PipeRows", "Item"} for block in split.blocks]
    return [place for place, is_kept in zip(found, kept, strict=True) if is_kept]


def sections(text: str) -> list[Section]:
    return [place.section for place in places(text)]


@pytest.mark.parametrize(
    ("source", "name", "heat"),
    [
        ("📖Trending LLM/VLM Topics ([©️back👆🏻](#paperlist))", "Trending LLM/VLM Topics", 0),
        ("📖News 🔥🔥", "News", 2),
        ("📖Trending (©️back👆🏻)", "Trending", 0),
        ("Mixture-of-Experts(MoE) LLM Inference ([🔙back🔝](#x))", "Mixture-of-Experts(MoE) LLM Inference", 0),
        ("RLHF (Human Feedback)", "RLHF (Human Feedback)", 0),
        ("Sampling (Top-k)", "Sampling (Top-k)", 0),
        ("[Quantization](#quantization)", "Quantization", 0),
        ("Quantization [⬆](#top)", "Quantization", 0),
        ("[Survey](https://a.org) [[Back to Top]](#contents)", "Survey", 0),
        ("🔥", "", 1),
        ("*KV* Cache  &  more", "KV Cache & more", 0),
        ("", "", 0),
    ],
)
def test_a_heading_loses_its_ornament_and_keeps_its_words(source: str, name: str, heat: int) -> None:
    found = read_heading(InlineReader().read(source))
    assert (found.name, found.heat) == (name, heat)


@pytest.mark.parametrize(
    "name",
    ["Contents", "Table of Contents", "License", "Contributing", "How to contribute", "News", "Latest updates", "目录"],
)
def test_headings_around_a_list_hold_no_entries(name: str) -> None:
    assert holds_no_entries(name)


@pytest.mark.parametrize(
    "name", ["Survey", "Content moderation", "Newsroom models", "Licensed data", "", "Applications"]
)
def test_headings_of_a_list_hold_entries(name: str) -> None:
    assert not holds_no_entries(name)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ('# T\n## A\n<div id="x"></div>\n\n|a|', "x"),
        ('# T\n<a name="x"></a>\n## A\n\n|a|', "x"),
        ('# T\n## A <a id="x"></a>\n|a|', "x"),
        ("# T\n- [A](#x)\n\n## A\n|a|", "x"),
        ("# T\n- [go](#some-name)\n\n## Some Name\n|a|", "some-name"),
        ("# T\n## A\n|a|", ""),
    ],
)
def test_the_anchor_is_what_the_list_itself_links_to(text: str, anchor: str) -> None:
    assert sections(text)[-1].anchor == anchor


def test_an_anchor_between_two_headings_belongs_to_the_nearer_one() -> None:
    found = sections('## A\n<a id="a"></a>\n\n## B\n|b|\n\n## C\n\n<a id="d"></a>\n## D\n|d|')
    assert [(section.name, section.anchor) for section in found] == [("B", ""), ("D", "d")]


def test_the_contents_tell_how_hot_a_section_is() -> None:
    text = "* 📖[A](#x)🔥🔥🔥\n* [B](#y)\n\n## A\n<div id='x'></div>\n\n|a|\n\n## B 🔥\n<div id='y'></div>\n\n|b|"
    assert [section.heat for section in sections(text)[2:]] == [3, 1]


def test_parents_are_the_headings_above_without_the_title_and_the_contents() -> None:
    text = "# T\n## 📖Contents\n### A\n|a|\n\n## M\n### Q\n#### R\n|b|\n\n## N\n|c|"
    assert [(section.name, section.parents) for section in sections(text)] == [
        ("A", ()),
        ("R", ("M", "Q")),
        ("N", ()),
    ]


def test_items_below_news_are_no_entries_and_those_below_contents_may_be() -> None:
    found = places("* a\n\n## News\n* b\n### 2024\n* c\n## Contents\n* d\n### Papers\n* e")
    assert [place.holds_entries for place in found] == [True, False, False, False, True]
