import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.inline import HARD_BREAK, LONGEST_INLINE, Inline, InlineReader, find_addresses

URL = "https://a.org/x_(y)?b=1&c=2"


def read(source: str) -> Inline:
    return InlineReader().read(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("plain O(n^2) vec_perm 11x~ C++", "plain O(n^2) vec_perm 11x~ C++"),
        ("*a* **b** _c_ ~~d~~ `e*f`", "a b c d e*f"),
        (r"\*literal\* \| &lt;b&gt; &amp; AT&T", "*literal* | <b> & AT&T"),
        ("(@illinois.edu&microsoft)", "(@illinois.edu&microsoft)"),
        ("@everyone <@1> [x](", "@everyone <@1> [x]("),
        ("a ![badge](https://img.shields.io/x) b", "a  b"),
        ("a<br>b", f"a{HARD_BREAK}b"),
        ("a<sup>2</sup>", "a2"),
    ],
)
def test_markup_goes_and_characters_stay(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("[[pdf]](https://a.org)", [("[pdf]", "https://a.org")]),
        ("[[arxiv][pdf]](https://a.org)", [("[arxiv][pdf]", "https://a.org")]),
        ("[x](https://a.org) ![](https://img.shields.io/y)", [("x", "https://a.org")]),
        ("[**x**](https://a.org) y", [("x", "https://a.org")]),
        ("[[pdf]]()", [("[pdf]", "")]),
        ("[x](<https://a.org/b c>)", [("x", "https://a.org/b c")]),
        ("[x](javascript:alert(1))", [("x", "javascript:alert(1)")]),
        ("[x](#anchor)", [("x", "#anchor")]),
        (f"[x]({URL})", [("x", URL)]),
        ("[![Paper](https://img.shields.io/z)](https://a.org)", [("Paper", "https://a.org")]),
        ('<a href="https://a.org?a=1&amp;b=2">x</a> y', [("x", "https://a.org?a=1&b=2")]),
        ("<a href='https://a.org'><img alt=\"Star\" src=y></a>", [("Star", "https://a.org")]),
        ("<https://a.org>", [("https://a.org", "https://a.org")]),
        ("using SGLang(https://a.org/b).", [("https://a.org/b", "https://a.org/b")]),
        ("see https://a.org/b_(c), and http://d.org!", [("https://a.org/b_(c)",) * 2, ("http://d.org",) * 2]),
        ("![](https://img.shields.io/x)", []),
        ("`https://a.org`", []),
    ],
)  # fmt: skip
def test_every_link_is_found_with_its_words_and_no_picture_is_a_link(source: str, links: list[tuple[str, str]]) -> None:
    found = read(source)
    assert [(found.label_of(link), link.target) for link in found.links] == links


def test_links_that_are_defined_elsewhere_are_found() -> None:
    reader = InlineReader({"references": {"1": {"href": "https://a.org", "title": ""}}})
    assert [link.target for link in reader.read("[Paper][1]").links] == ["https://a.org"]
    assert reader.may_link("[Paper][1]")
    assert not InlineReader().may_link("[Paper][1]")


def test_bold_stretches_are_told() -> None:
    found = read("a **b c** `d` __e__")
    assert [found.text[start:end] for start, end in found.strong] == ["b c", "e"]


def test_what_stands_beyond_the_bound_is_not_read() -> None:
    assert len(read("x" * LONGEST_INLINE * 2).text) == LONGEST_INLINE


PIECES = st.sampled_from([
    "[", "]", "(", ")", "[[", "]]", "](", "**", "*", "_", "__", "`", "~", "~~", "!", "&", "&lt;", ";", "<", ">", "\\",
    "[pdf](https://a.org/b)", "[[x y]](https://a.org/b_c?d=1&e)", "![](https://img.shields.io/x)", "[**Al: 2x**]",
    "https://a.org/b", "http://", "://", " ", "  ", "word", "vec_perm", "🔥", "’", "(@a&b)", ":", "|", '"', "\n", "[a]",
    "<br>", "<b>", "#", "-", "1. ", "\t", "中文", "_a", "a_", "@everyone",
])  # fmt: skip


@given(st.text(max_size=200))
def test_any_text_is_read_and_links_stand_in_it(source: str) -> None:
    found = read(source)
    assert all(0 <= link.start <= link.end <= len(found.text) for link in found.links)
    assert len(found.text) <= len(source) + 20 * source.count("&")


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_bare_address_ends_before_the_punctuation_behind_it(text: str) -> None:
    for start, end in find_addresses(text):
        assert re.fullmatch(r"https?://?.*[^.,;:!?'\"*~_]|https?", text[start:end], re.DOTALL)
        assert text[start:end].count(")") <= text[start:end].count("(")
