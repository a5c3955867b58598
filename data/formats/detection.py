"""Which format a text is in."""

import json
import re
from itertools import islice

from data.errors import NotAList
from data.formats.rendered import is_header_line

_HTML_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN_HEADING = re.compile(r"^ {0,3}#{1,6}\s", re.MULTILINE)
_SEARCHED = 5_000
"""Lines in which a header is looked for."""


def is_html_page(text: str) -> bool:
    """Whether a text is a page of the web instead of a list."""
    return _HTML_PAGE.match(text[:10_000]) is not None


def detect_format(text: str) -> str:
    """The name of the format that a text is in, "markdown" where nothing speaks for another one.

    Raises `NotAList` for an empty text and for a page of the web.
    """
    if not text.strip():
        raise NotAList("empty")
    if is_html_page(text):
        raise NotAList("html_page")
    if _is_jsonl(text):
        return "jsonl"
    return "rendered" if _is_rendered(text) else "markdown"


def _is_jsonl(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "title" in value


def _is_rendered(text: str) -> bool:
    """A page has a header of columns, and neither the headings nor the links of Markdown."""
    if "](" in text or _MARKDOWN_HEADING.search(text):
        return False
    return any(is_header_line(line) for line in islice(text.split("\n"), _SEARCHED) if "|" in line)
