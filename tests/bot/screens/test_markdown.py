import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.limits import length
from bot.screens.markdown import clean, escape, escape_block, plain


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \n\t b  ", "a b"),
        ("a\0b\x07c", "abc"),
        ("a\u202eb\u2066c\u200bd\ufeffe", "abcde"),
        ("a\ud800b\ufffec", "abc"),
        ("\u200b \u200d", ""),
        ("\u3164\u2800", ""),
        ("\u0301", ""),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("می‌خواهم", "می‌خواهم"),  # Persian parts letters by a character of no width
        ("注意力", "注意力"),
    ],
)
def test_what_is_invisible_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("@everyone", r"\@everyone"),
        ("<@1> <#2> <t:3:R> </x:4> <:a:5>", r"\<\@1\> \<\#2\> \<t:3:R\> \</x:4\> \<:a:5\>"),
        ("[x](https://a.example)", r"\[x\](https\://a.example)"),
        ("**a** __b__ ~~c~~ ||d|| `e`", r"\*\*a\*\* \_\_b\_\_ \~\~c\~\~ \|\|d\|\| \`e\`"),
        ("\\*a\\*", r"\\\*a\\\*"),
        ("LLM.int8(): 8-bit (2x)", "LLM.int8(): 8-bit (2x)"),
        ("שלום", "\u2068שלום\u2069"),
    ],
)
def test_markdown_is_shown_as_it_was_written(text: str, escaped: str) -> None:
    assert escape(text, 200) == escaped


@given(st.text(), st.integers(3, 60))
def test_an_escaped_text_fits_and_no_mark_of_it_is_alive(text: str, room: int) -> None:
    escaped = escape(text, room)
    assert length(escaped) <= room
    assert "\n" not in escaped
    assert not re.search(r"[\\*_~`|<>\[\]#@]|://", re.sub(r"\\.", "", escaped))


@given(st.text(), st.integers(1, 60))
def test_a_label_fits_and_is_not_escaped(text: str, room: int) -> None:
    label = plain(text, room)
    assert length(label) <= room
    assert label == clean(text) or label.endswith("…")


@pytest.mark.parametrize("text", ["```\n@everyone", "a```b", "````"])
def test_a_block_of_code_cannot_be_left(text: str) -> None:
    assert "```" not in escape_block(text, 100)


def test_a_block_of_code_keeps_its_lines_and_is_cut_at_its_end() -> None:
    assert escape_block("\n@misc{a,\n\ttitle={b}\n}\n", 100) == "@misc{a,\n  title={b}\n}"
    assert escape_block("x" * 50, 10) == "x" * 9 + "…"
