"""What changed for a paper on one list, told from its rows before and after."""

from collections.abc import Iterator, Sequence
from typing import Any

from data.identity.keys import link_key
from data.merging import Facts, merge_rows
from data.schema import LinkKind, Row
from storage.feed import Change, ChangeKind


def find_differences(
    paper_id: int, list_id: int, before: Sequence[Row], after: Sequence[Row], *, was_listed: bool, had_code: bool
) -> Iterator[Change]:
    """The changes between the rows that a list had of a paper and those that it has now, in a fixed order.

    `was_listed` says whether this list had shown the paper at any time, `had_code` whether any list linked code before.
    Rows that say the same give nothing.
    """
    if not after:
        if before:
            yield _change(ChangeKind.REMOVED, paper_id, list_id, before, {"sections": _sections(before)}, {})
        return
    if not before:
        kind = ChangeKind.RESTORED if was_listed else ChangeKind.ADDED
        yield _change(kind, paper_id, list_id, after, {}, {"sections": _sections(after)})
        return
    old, new = merge_rows(before), merge_rows(after)
    for kind, was, now in _compare(old, new, before, after, had_code=had_code):
        yield _change(kind, paper_id, list_id, after, was, now)


def _compare(
    old: Facts, new: Facts, before: Sequence[Row], after: Sequence[Row], *, had_code: bool
) -> Iterator[tuple[ChangeKind, dict[str, Any], dict[str, Any]]]:
    if _names(old) != _names(new):
        yield ChangeKind.RETITLED, _names(old), _names(new)
    if _places(before) != _places(after):
        yield ChangeKind.MOVED, {"sections": _sections(before)}, {"sections": _sections(after)}
    if (old.stars, old.heat) != (new.stars, new.heat):
        yield ChangeKind.RATED, {"stars": old.stars, "heat": old.heat}, {"stars": new.stars, "heat": new.heat}
    released = _links(new, code=True)
    if released and not had_code and not _shows_code(before):
        yield ChangeKind.CODE_RELEASED, {"links": []}, {"links": released}
        was, now = (_links(facts, code=False) for facts in (old, new))
    else:
        was, now = (_links(facts, code=None) for facts in (old, new))
    if set(map(_identity, was)) != set(map(_identity, now)):
        yield ChangeKind.LINK_CHANGED, {"links": was}, {"links": now}


def _change(
    kind: ChangeKind, paper_id: int, list_id: int, rows: Sequence[Row], before: dict[str, Any], after: dict[str, Any]
) -> Change:
    return Change(kind, paper_id, list_id, rows[0].section.name, before, after)


def _names(facts: Facts) -> dict[str, Any]:
    return {"title": facts.title, "aliases": sorted(facts.aliases)}


def _sections(rows: Sequence[Row]) -> list[str]:
    return sorted({row.section.name for row in rows})


def _places(rows: Sequence[Row]) -> set[str]:
    """Where rows stand, by the anchors of their sections: a heading that is worded anew moves nothing."""
    return {row.section.anchor or row.section.name for row in rows}


def _links(facts: Facts, *, code: bool | None) -> list[dict[str, str]]:
    return [
        {"kind": link.kind.value, "label": link.label, "url": link.url}
        for link in facts.links
        if code is None or (link.kind is LinkKind.CODE) is code
    ]


def _shows_code(rows: Sequence[Row]) -> bool:
    """Whether a row shows code, if only by its label, as a rendered page does."""
    return any(link.kind is LinkKind.CODE for row in rows for link in row.links)


def _identity(link: dict[str, str]) -> tuple[str, str]:
    return link["kind"], link_key(link["url"])
