"""`python -m storage lists add URL --dry-run`: what would be read of a list, before it is followed."""

import asyncio
from datetime import datetime
from pathlib import Path

from data.categories import categorise, known_categories
from data.errors import FileUnreadable
from data.formats import parse_document
from data.formats.files import decode_text
from data.schema import Document, Row
from data.writers.jsonl import render_json
from storage.cli.printing import printable, say
from storage.cli.skipped import count_sections, describe_skipped, facts_of_pieces
from storage.lists import check_list_name
from storage.sync.addresses import list_url
from storage.sync.errors import ListUnreachable
from storage.sync.fetching import Validators, fetch

_REASONS = {"binary": "it is no text", "too_large": "it is too large", "empty": "it is empty"}
_SAMPLE = 8
_MOST_SECTIONS = 40
_MOST_PROBLEMS = 8


async def preview(name: str, address: str, format: str, now: datetime, *, proxy: str | None, as_json: bool) -> None:  # noqa: A002
    """Fetches a list, reads it and shows what came of it; writes nothing. Raises what fetching and reading raise."""
    check_list_name(name)
    url = list_url(address)
    say(printable(f"Fetching {url} …"))
    fetched = await fetch(url, Validators(), now, proxy=proxy)
    say(f"Reading {len(fetched.body or b''):,} bytes …")
    text = _decode(fetched.body or b"", url)
    document = await asyncio.to_thread(parse_document, text, format)
    if as_json:
        print(render_json(_facts(name, url, document)))
    else:
        _show(name, url, document)


def _decode(raw: bytes, url: str) -> str:
    try:
        return decode_text(raw, Path(url))
    except FileUnreadable as error:
        raise ListUnreachable(url, _REASONS.get(error.reason, error.reason)) from error


def _show(name: str, url: str, document: Document) -> None:
    sections = count_sections(document)
    print(
        printable(
            f"{name}: {len(document.rows)} entries in {len(sections)} sections, read as {document.format} from {url}"
        )
    )
    known = {category.slug for category in known_categories()}
    places = {row.section.name: categorise(row.section) for row in document.rows}
    for section, count in sections[:_MOST_SECTIONS]:
        category = places[section]
        kind = "category" if category.slug in known else "category of its own"
        print(printable(f"    {count:5} {section or '(no heading)'} ({kind} {category.slug})"))
    if len(sections) > _MOST_SECTIONS:
        print(f"    and {len(sections) - _MOST_SECTIONS} more sections: --json shows all")
    print("for example:")
    for row in _sample(document.rows):
        links = ", ".join(dict.fromkeys(link.kind.value for link in row.links)) or "no link"
        print(printable(f"    line {row.line}: {row.title[:100]} [{links}] ({row.section.name[:40]})"))
    for problem in document.problems[:_MOST_PROBLEMS]:
        print(printable(f"line {problem.line}: {problem.kind.replace('_', ' ')}: {problem.text[:80]}"))
    if len(document.problems) > _MOST_PROBLEMS:
        print(f"{len(document.problems) - _MOST_PROBLEMS} more problems: python -m data check shows them all")
    for line in describe_skipped(document.skipped):
        print(printable(line))
    say("Nothing was written. Without --dry-run the list is followed.")


def _sample(rows: tuple[Row, ...]) -> list[Row]:
    """Rows from all over the list."""
    step = max(1, len(rows) // _SAMPLE)
    return list(rows[::step][:_SAMPLE])


def _facts(name: str, url: str, document: Document) -> dict[str, object]:
    return {
        "name": name,
        "url": url,
        "format": document.format,
        "title": document.title,
        "entries": len(document.rows),
        "sections": [{"name": section, "entries": count} for section, count in count_sections(document)],
        "sample": [
            {
                "line": row.line,
                "title": row.title,
                "section": row.section.name,
                "links": [{"kind": link.kind.value, "label": link.label, "url": link.url} for link in row.links],
            }
            for row in _sample(document.rows)
        ],
        "problems": facts_of_pieces(document.problems),
        "skipped": facts_of_pieces(document.skipped),
    }
