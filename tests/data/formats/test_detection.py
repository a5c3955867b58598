import json

import pytest

from data.errors import NotAList
from data.formats.detection import detect_format

PAGE = """\
📖Trending (©️back👆🏻)
<div id="x"></div>Date | Title | Paper | Code | Recom |
---|---|---|---|---|
2024.04 | [A] A paper | [docs] | ⚠️ | ⭐️⭐️ |
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PAGE, "rendered"),
        ("|Date|Title|Paper|\n|---|---|---|\n|2024.01|A|[pdf](https://a.org)|", "markdown"),
        ("Date|Title|Paper\n---|---|---\n2024.01|A|[pdf](https://a.org)", "markdown"),
        ("# Papers\nDate | Title | Paper |\n---|---|---|\n2024.04 | A | - |", "markdown"),
        ("- [a](https://a.org)", "markdown"),
        ("just words", "markdown"),
        (json.dumps({"title": "A"}) + "\n", "jsonl"),
        ('\n\n{"title": "A"}\n{"title": "B"}', "jsonl"),
        ('{"name": "A"}', "markdown"),
        ("{not json", "markdown"),
        ('<div align="center">\n<h1>Awesome</h1></div>\n\n- [a](https://a.org)', "markdown"),
    ],
)
def test_the_format_is_found_out(text: str, name: str) -> None:
    assert detect_format(text) == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("<!DOCTYPE html>\n<html></html>", "html_page"),
        ("\n  <HTML lang=en>", "html_page"),
        ("<!-- saved from url -->\n<html>", "html_page"),
    ],
)
def test_what_cannot_be_a_list_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotAList) as refused:
        detect_format(text)
    assert refused.value.reason == reason
