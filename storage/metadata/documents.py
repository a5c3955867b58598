"""What the answers of the other sources say: OpenReview's notes, ACL's BibTeX, GitHub's repositories, DOI records."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from data.months import Month, month
from storage.metadata.facts import LONGEST_SUMMARY, LONGEST_TITLE, Metadata, find_code, plain

_FIELD = r"\b%s\s*=\s*(?:(\{)|\"([^\"]*)\"|(\w+))"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_ALIAS = 60


def read_openreview(body: bytes) -> Metadata:
    """A note in the form of version 1 or 2 of its interface (https://docs.openreview.net/reference/api-v2): the fields
    of the second stand in an object of their own."""
    notes = _json(body).get("notes")
    note = notes[0] if isinstance(notes, list) and notes and isinstance(notes[0], dict) else {}
    content = note.get("content")
    content = content if isinstance(content, dict) else {}
    said = {name: value.get("value") if isinstance(value, dict) else value for name, value in content.items()}
    return Metadata(
        title=plain(said.get("title"), LONGEST_TITLE),
        published=_month_of_milliseconds(note.get("pdate") or note.get("odate") or note.get("cdate")),
        code_url=find_code(said.get("code"), said.get("code_link"), said.get("abstract")),
        summary=plain(said.get("abstract"), LONGEST_SUMMARY),
    )


def read_bibtex(body: bytes) -> Metadata:
    """The first entry of a BibTeX file, as the ACL Anthology gives one for each paper."""
    text = body.decode("utf-8", "replace")
    said = {name: _bibtex_field(text, name) for name in ("title", "year", "month", "abstract")}
    number = next((n for n, name in enumerate(_MONTHS, 1) if said["month"].lower().startswith(name)), 0)
    year = int(said["year"]) if re.fullmatch(r"\d{4}", said["year"], re.ASCII) else 0
    return Metadata(
        title=plain(re.sub(r"[{}]", "", said["title"]), LONGEST_TITLE),
        published=month(year, number),
        summary=plain(re.sub(r"[{}]", "", said["abstract"]), LONGEST_SUMMARY),
    )


def read_github(body: bytes) -> Metadata:
    """A repository (https://docs.github.com/en/rest/repos/repos): what it calls itself. The day on which it was made is
    no date of publication."""
    said = _json(body)
    name, url = plain(said.get("name"), _LONGEST_ALIAS), plain(said.get("html_url"), LONGEST_TITLE)
    description = plain(said.get("description"), LONGEST_TITLE)
    return Metadata(title=description or name, alias=name if description else "", code_url=find_code(url))


def read_doi(body: bytes) -> Metadata:
    """A DOI's record as CSL-JSON (https://citation.crosscite.org/docs.html)."""
    said = _json(body)
    issued = said.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [part for part in first[:2] if isinstance(part, int)]
    title = said.get("title")
    title = title[0] if isinstance(title, list) and title else title
    return Metadata(
        title=plain(title, LONGEST_TITLE),
        published=month(numbers[0], numbers[1]) if len(numbers) > 1 else None,
        summary=plain(re.sub(r"<[^>]{0,80}>", " ", str(said.get("abstract") or "")), LONGEST_SUMMARY),
    )


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _bibtex_field(text: str, name: str) -> str:
    found = re.search(_FIELD % name, text[:20_000], re.IGNORECASE)
    if found is None:
        return ""
    return _within_braces(text, found.end()) if found[1] else found[2] or found[3] or ""


def _within_braces(text: str, start: int) -> str:
    """What stands up to the brace that closes the one before `start`."""
    depth = 1
    for place in range(start, min(len(text), start + 4 * LONGEST_SUMMARY)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return text[start:place]
    return ""


def _month_of_milliseconds(at: object) -> Month | None:
    if not isinstance(at, int) or not 0 < at < 4_102_444_800_000:  # the year 2100
        return None
    day = datetime.fromtimestamp(at / 1000, UTC)
    return month(day.year, day.month)
