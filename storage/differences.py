"""What changed for a paper on one list, told from its rows before and after."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Any, TypeVar

from data.identity.keys import link_key
from data.merging import Facts, merge_rows
from data.schema import LinkKind, Row
from storage.feed import Change, ChangeKind

T = TypeVar("T", bound=Hashable)


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
    if (names := _find_names(old, new, before, after)) is not None:
        yield ChangeKind.RETITLED, *names
    if _places(before) != _places(after):
        yield ChangeKind.MOVED, {"sections": _sections(before)}, {"sections": _sections(after)}
    if (old.stars, old.heat) != (new.stars, new.heat):
        yield ChangeKind.RATED, {"stars": old.stars, "heat": old.heat}, {"stars": new.stars, "heat": new.heat}
    released = _links(new, code=True)
    is_release = bool(released) and not had_code and not _shows_code(before)
    if is_release:
        yield ChangeKind.CODE_RELEASED, {"links": []}, {"links": released}
    told = False if is_release else None
    if _relinked(_addresses(before, code=told), _addresses(after, code=told), fewer_rows=len(after) < len(before)):
        yield ChangeKind.LINK_CHANGED, {"links": _links(old, code=told)}, {"links": _links(new, code=told)}


def _change(
    kind: ChangeKind, paper_id: int, list_id: int, rows: Sequence[Row], before: dict[str, Any], after: dict[str, Any]
) -> Change:
    return Change(kind, paper_id, list_id, rows[0].section.name, before, after)


def _find_names(
    old: Facts, new: Facts, before: Sequence[Row], after: Sequence[Row]
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The names that were reworded and their new wordings, or None. Rows that trade places, come or go reword nothing,
    and a wording that the paper bears in another row already is not new."""
    titles = _reworded([row.title for row in before], [row.title for row in after])
    aliases = _reworded([tuple(sorted(row.aliases)) for row in before], [tuple(sorted(row.aliases)) for row in after])
    if titles is None and aliases is None:
        return None
    was, now = titles or (old.title, old.title if old.title in new.titles else new.title)
    return {"title": was, "aliases": sorted(old.aliases)}, {"title": now, "aliases": sorted(new.aliases)}


def _reworded(before: Sequence[T], after: Sequence[T]) -> tuple[T, T] | None:
    """The first wording that went and the first that came in its place and was not there at all, or None."""
    went, came = Counter(before) - Counter(after), Counter(after) - Counter(before)
    fresh = next((wording for wording in came if wording not in before), None)
    return (next(iter(went)), fresh) if went and fresh is not None else None


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


def _addresses(rows: Sequence[Row], *, code: bool | None) -> Counter[tuple[str, str]]:
    """How many rows link each address, whatever its form."""
    return Counter(
        pair
        for row in rows
        for pair in {(link.kind.value, link_key(link.url)) for link in row.links if link.url}
        if code is None or (pair[0] == LinkKind.CODE) is code
    )


def _relinked(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]], *, fewer_rows: bool) -> bool:
    """Whether a link is new to the paper, or one is gone that neither left with its row nor gave way to a known one."""
    gone, came = before.keys() - after.keys(), after - before
    return bool(after.keys() - before.keys()) or bool(gone and not came and not fewer_rows)
