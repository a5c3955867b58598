"""What speaks for two entries being one paper, and what speaks against it.

Strong keys propose, a veto blocks. A repository counts for an entry that links nothing else, and then only with an
equal name. An equal title counts within a list's first import, else only with a second sign.
"""

from enum import IntEnum

from data.identity.entries import Entry
from data.identity.titles import ALIKE, likeness


class Evidence(IntEnum):
    """How strongly two entries are proposed to be one paper; stronger proposals are followed first."""

    TITLE = 1
    REPOSITORY = 2
    KEY = 3


def differ(one: Entry, other: Entry) -> bool:
    """Whether two entries that bear one id are two papers all the same: no name in common and titles not alike."""
    return not (one.names & other.names) and likeness(one.title, other.title) < ALIKE


def find_evidence(one: Entry, other: Entry, contested: frozenset[str], *, first: bool) -> Evidence | None:
    """The strongest reason to hold two entries for one paper, or None.

    `contested` keys prove nothing alone; `first` says that both come from a first import.
    """
    shared = one.strong_keys & other.strong_keys
    if any(_counts(key, one, other) for key in shared - contested):
        return Evidence.KEY
    if shared and likeness(one.title, other.title) >= ALIKE:
        return Evidence.KEY
    if _same_repository(one, other):
        return Evidence.REPOSITORY
    if one.titles & other.titles and _title_counts(one, other, first=first):
        return Evidence.TITLE
    return None


def _counts(key: str, one: Entry, other: Entry) -> bool:
    """An id is one paper's wherever it stands. A page may be about several: two lists that link one page under
    different names mean different things."""
    return not key.startswith("url:") or one.document == other.document or not differ(one, other)


def _same_repository(one: Entry, other: Entry) -> bool:
    if one.has_paper and other.has_paper:
        return False
    all_of_one, all_of_other = ({*entry.repositories, *_repo_keys(entry)} for entry in (one, other))
    return bool(all_of_one & all_of_other) and bool(_own_names(one) & _own_names(other))


def _own_names(entry: Entry) -> frozenset[str]:
    return entry.aliases or entry.names


def _repo_keys(entry: Entry) -> set[str]:
    return {key for key in entry.keys if key.startswith("repo:")}


def _title_counts(one: Entry, other: Entry, *, first: bool) -> bool:
    same = one.compact == other.compact
    if first and same and one.document == other.document and not _link_apart(one, other):
        return True
    return bool(
        one.organisations & other.organisations
        or (one.month is not None and one.month == other.month)
        or one.aliases & other.names
        or other.aliases & one.names
        or one.strong_keys & other.strong_keys
        or one.repositories & other.repositories
    )


def _link_apart(one: Entry, other: Entry) -> bool:
    """Whether both link the same kind of address and not the same one: two arXiv ids, two pages."""
    if one.strong_keys & other.strong_keys:
        return False
    kinds = [{key.partition(":")[0] for key in entry.strong_keys} for entry in (one, other)]
    return bool(kinds[0] & kinds[1])
