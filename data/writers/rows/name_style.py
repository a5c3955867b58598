"""How a list writes what names an entry: fires, alias, title, organisation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.formats.marks import fold_blanks, split_leading_emoji
from data.formats.title_cell import LONGEST_TITLE, parse_title_cell
from data.organisations import parse_organisations
from data.schema import Row
from data.writers.rows.escaping import escape_text
from data.writers.rows.votes import Votes, ask

_WORD = re.compile(r"\w")
_LONGEST_AROUND = 12
_FIRE = "🔥"


@dataclass(frozen=True, slots=True)
class NameStyle:
    """What the rows of a list agree on about names: what stands before and behind each part, or None where the list
    does not write that part. `title` is what stands around a title, such as stars that make it bold."""

    alias: tuple[str, str] | None
    title: tuple[str, str]
    organisation: tuple[str, str] | None
    has_heat: bool
    leads: bool
    """Whether titles are links themselves."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name as a row writes it."""

    row: Row
    alias: tuple[str, str] | None
    title: tuple[str, str]
    organisation: tuple[str, str] | None
    leads: bool
    start: int
    end: int
    """Where the title ends in the piece, with what closes it and the address that it leads to."""


_TITLE_OPEN = re.compile(r"[*_\[\"“`]*$")
_TITLE_CLOSE = re.compile(r"(?:[.,:;]?[*_\]\"”`]+)?")
_TARGET = re.compile(r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)([*_\]]*)")


def take_apart(piece: str, row: Row) -> NameParts | None:
    """Where the parts of a name stand in a piece of a row's source; None where the title is not to be found in it."""
    written = next((text for text in (escape_text(row.title), row.title) if text in piece), None)
    if written is None:
        return None
    place = _title_place(piece, written, row)
    start = max(place - _LONGEST_AROUND, 0)
    opening = _TITLE_OPEN.search(piece[start:place])
    start += opening.start() if opening else place - start
    closing = _TITLE_CLOSE.match(piece, place + len(written))
    end = closing.end() if closing else place + len(written)
    title = (piece[start:place], piece[place + len(written) : end])
    target = _TARGET.match(piece, end) if "]" in title[1] and "[" in title[0] else None
    if target:
        end, title = target.end(), (title[0], f"{title[1]}{target[1]}")
    elif "[" in title[0]:  # the bracket of an alias
        kept = title[0].rpartition("[")[2]
        start, title = place - len(kept), (kept, title[1])
    alias = _around_alias(piece[:start], row)
    organisation = _around_organisation(piece[end:], row)
    return NameParts(row, alias, title, organisation, target is not None, start, end)


def learn_names(circles: Sequence[Sequence[NameParts]]) -> NameStyle:
    """What rows agree on about names."""
    alias: Votes[tuple[str, str]] = ask(circles, lambda parts: [parts.alias] if parts.alias else [])
    organisation: Votes[tuple[str, str]] = ask(
        circles, lambda parts: [parts.organisation] if parts.organisation else []
    )
    whole = circles[-1] if circles else ()
    titles: Votes[tuple[bool, tuple[str, str]]] = ask(circles, lambda parts: [(parts.leads, parts.title)])
    leads, title = titles.best((False, ("", "")))
    return NameStyle(
        alias=next(iter(alias), None),
        title=title,
        organisation=next(iter(organisation), None),
        has_heat=any(parts.row.heat for parts in whole),
        leads=leads,
    )


def adapt_name(style: NameStyle, row: Row) -> Row:
    """The row as far as the list's names can say it: what a title cannot hold is taken out of it as our reader takes
    it, and what the list does not write is dropped."""
    cell = parse_title_cell(fold_blanks(row.title)[: 2 * LONGEST_TITLE])
    aliases = tuple(dict.fromkeys(filter(None, map(_clean_alias, (*row.aliases, *cell.aliases)))))
    organisation = _clean_organisation(row.organisation_text or " & ".join(row.organisations))
    kept = organisation if style.organisation else ""
    return replace(
        row,
        title=cell.title,
        aliases=aliases if style.alias else (),
        prefix=(row.prefix or cell.prefix) if style.alias and aliases else "",
        organisation_text=kept,
        organisations=parse_organisations(kept),
        heat=row.heat if style.has_heat else 0,
    )


def write_name(style: NameStyle, row: Row, target: str = "") -> str:
    """Fires, alias, title and organisation. With a `target` the title leads there."""
    aliases = list(row.aliases)
    if aliases and row.prefix:
        aliases[0] = f"{row.prefix}: {aliases[0]}"
    before = ""
    if style.alias and aliases:
        opening, closing = style.alias
        texts = [escape_text(alias) for alias in aliases]
        before = opening + f"{closing.rstrip()}{opening}".join(texts) + closing
    opening, closing = style.title
    if target and "[" not in opening:
        opening, closing = f"{opening}[", f"]{closing}"
    elif not target:
        opening, closing = opening.replace("[", ""), closing.replace("]", "")
    title = f"{opening}{escape_text(row.title)}{closing}"
    if target:
        place = len(title) - len(closing) + closing.index("]") + 1
        title = f"{title[:place]}({target}){title[place:]}"
    behind = ""
    if style.organisation and row.organisation_text:
        behind = f"{style.organisation[0]}{escape_text(row.organisation_text)}{style.organisation[1]}"
    return f"{_FIRE * row.heat}{before}{title}{behind}"


def _title_place(piece: str, written: str, row: Row) -> int:
    """Where the title begins: behind the alias, which may contain it, and before the organisation."""
    place = piece.find(written)
    for alias in row.aliases:
        behind = piece.find(alias) + len(alias) if alias in piece else 0
        later = piece.find(written, behind)
        if behind and later > place and place < behind:
            place = later
    return place


def _around_alias(before: str, row: Row) -> tuple[str, str] | None:
    if not row.aliases or row.aliases[0] not in before:
        return None
    place = before.rfind(row.aliases[0])
    opening = re.sub(rf"{re.escape(row.prefix)}\s*[:：]\s*$", "", before[:place]) if row.prefix else before[:place]
    marks = split_leading_emoji(opening)[1]
    closing = before[place + len(row.aliases[0]) :]
    fits = len(marks) <= _LONGEST_AROUND and len(closing) <= _LONGEST_AROUND and not _WORD.search(marks + closing)
    return (marks, closing) if fits and len(row.aliases) == 1 else None


def _around_organisation(behind: str, row: Row) -> tuple[str, str] | None:
    text = row.organisation_text
    if not text or text not in behind:
        return None
    place = behind.find(text)
    opening, closing = behind[:place], behind[place + len(text) :].rstrip()[:1]
    fits = len(opening) <= _LONGEST_AROUND and not _WORD.search(opening)
    return (opening, closing if closing in (")", "）", "]") else "") if fits else None


def _clean_alias(alias: str) -> str:
    """An alias without what would end its brackets early."""
    return fold_blanks(alias).strip(" []")


def _clean_organisation(text: str) -> str:
    """Organisations without what would end their brackets early."""
    text = fold_blanks(text).strip(" @")
    is_balanced = text.count("(") == text.count(")") and ")" not in text.partition("(")[0]
    return text if is_balanced else re.sub(r"[()（）]", "", text)
