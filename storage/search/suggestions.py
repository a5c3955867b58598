"""Completing what is being typed: names and titles that begin so, hold it, or nearly do."""

from collections.abc import Iterator, Sequence

from data.identity.titles import words_of
from storage.search.entries import Entry
from storage.search.names import Naming
from storage.search.tables import Tables
from storage.search.words import read_words, stem

_LONGEST_TYPED = 120


def complete(text: str, tables: Tables, newest_first: Sequence[int]) -> Iterator[int]:
    """The places of papers that a text may be the beginning of, best first: by a name that is it or begins so, a title
    that begins so, a word in a title that begins so, anything that holds it; then by names and title words that are
    nearly it. Nothing twice. For a text without words (a lone sign) the newest, as for none."""
    words = words_of(text[:_LONGEST_TYPED])
    if not words:
        yield from newest_first
        return
    found = _holding(words, tables.entries)
    yield from found
    seen = set(found)
    for place in _nearly(words, read_words(" ".join(words)), tables):
        if place not in seen:
            seen.add(place)
            yield place


def _holding(words: Sequence[str], entries: Sequence[Entry]) -> list[int]:
    typed, spaced = "".join(words), f" {' '.join(words)}"
    tiers = (
        (_tier(typed, spaced, entry), -entry.prior, place)
        for place, entry in enumerate(entries)
        if typed in entry.completed
    )
    return [place for _, _, place in sorted(tiers)]


def _tier(typed: str, spaced: str, entry: Entry) -> int:
    """How directly an entry holds what is typed; 0 is best."""
    if entry.names.get(typed, Naming.INITIALS) is not Naming.INITIALS:
        return 0
    if any(name.startswith(typed) for name in entry.names):
        return 1
    if any(title.startswith(typed) for title in entry.compact_titles):
        return 2
    return 3 if spaced in f" {entry.wording}" else 4


def _nearly(typed: Sequence[str], meant: Sequence[str], tables: Tables) -> Iterator[int]:
    """Names that are meant or misspelt first, then papers that have every word (also one begun or misspelt)."""
    yield from tables.names.find("".join(meant))
    for name, _ in tables.names.find_alike("".join(typed)):
        yield from tables.names.find(name)
    yield from _places_of_all(meant, tables)


def _places_of_all(words: Sequence[str], tables: Tables) -> list[int]:
    common: set[int] | None = None
    for word in words:
        begun = tables.vocabulary.find_by_prefix(stem(word), most=50)
        alike = begun or tuple(other for other, _ in tables.vocabulary.find_alike(word))
        places = {place for other in alike for place in tables.vocabulary.find(other)}
        common = places if common is None else common & places
    return sorted(common or (), key=lambda place: (-tables.entries[place].prior, place))
