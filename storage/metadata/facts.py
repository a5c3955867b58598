"""What a source says of a paper, bounded and in plain text."""

import html
import re
from dataclasses import dataclass

from data.months import Month

LONGEST_TITLE = 300
LONGEST_SUMMARY = 3_000
_CODE = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[\w.-]+/[\w.-]*\w", re.ASCII)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of a paper; "" and None for what it does not say. `alias` is the name of a repository,
    `code_url` the repository that the source names, `summary` the abstract or description."""

    title: str = ""
    alias: str = ""
    published: Month | None = None
    code_url: str = ""
    summary: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the source said nothing that a form can use."""
        return not self.title


def plain(text: object, longest: int) -> str:
    """One line of text without markup and signs that no screen shows, cut to a length; "" for what is no text."""
    if not isinstance(text, str):
        return ""
    printable = "".join(sign if sign.isprintable() else " " for sign in html.unescape(text[: longest * 4]))
    return " ".join(printable.split())[:longest].rstrip()


def find_code(*texts: object) -> str:
    """The first repository that one of these texts names, or ""."""
    found = (_CODE.search(text) for text in texts if isinstance(text, str))
    return next((match[0].removesuffix(".git") for match in found if match), "")
