import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from data.formats import inline as module
from data.formats.inline_kinds import Inline
from data.formats.quick import read_quickly


def read_slowly(source: str) -> Inline:
    """What the Markdown parser makes of a text, without the short cuts."""
    tokens: list[Token] = []
    module._PARSER.inline.parse(source, module._PARSER, {}, tokens)
    return module._Walk().over(tokens)


@pytest.mark.parametrize(
    "source",
    [
        "plain",
        "🔥[**A: b**] A title(@x&y)",
        "[A] t_1",
        "x, [Paper](https://a.org/p_q)",
        "**[A](https://a.org)** - *slanted* and `code`.",
        "[2023/05] **A title.** *Ann B et al. arXiv.* [[paper](https://a.org/x?a=1&b=2)] [[code]](https://b.org)",
        "**A title** \\\n*Ann, Bob* \\\narXiv 2022. [[Paper](https://a.org)]  \n18 Aug",
        "[![Star](https://a.org/s.svg)](https://a.org)<br>[**A title**](https://b.org) <br> Ann",
    ],
)
def test_common_forms_take_the_short_cut(source: str) -> None:
    assert read_quickly(source) == read_slowly(source)


PIECES = st.sampled_from([
    "[", "]", "(", ")", "[[", "]]", "](", "**", "*", "_", "__", "`", "~", "~~", "!", "&", "&lt;", ";", "<", ">", "\\",
    "[pdf](https://a.org/b)", "[[x y]](https://a.org/b_c?d=1&e)", "![](https://img.shields.io/x)", "[**Al: 2x**]",
    "https://a.org/b", "http://", "://", " ", "  ", "word", "vec_perm", "🔥", "’", "(@a&b)", ":", "|", '"', "\n", "[a]",
    "<br>", "<b>", "#", "-", "1. ", "\t", "中文", "_a", "a_", "@everyone",
])  # fmt: skip


MORE = st.sampled_from([
    "*a*", "**b c**", "**[x](https://a.org)**", "[**x**](https://a.org)", "[![s](https://a.org/s.svg)](https://b.org)",
    "*Ann, Bob.* ", " \\\n", "  \n", "***", "`c d`", ". ", ", ", "- ", "(", ")", "\"", "? ", "**.", "*,",
])  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES | MORE, max_size=12).map("".join))
@example("**a*b**")
@example("*a **b* c**")
@example("[a *b](https://a.org) c*")
def test_the_short_cut_says_what_the_parser_says(source: str) -> None:
    quick = read_quickly(source)
    assert quick is None or quick == read_slowly(source)


@given(st.text(max_size=200))
def test_any_text_is_read_alike_or_left_to_the_parser(source: str) -> None:
    quick = read_quickly(source)
    assert quick is None or quick == read_slowly(source)
