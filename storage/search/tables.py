"""Everything that is looked things up in, built once from the papers of a catalog."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.paper import Paper
from storage.search.entries import Entry, entry_of
from storage.search.meanings import PhrasesOfSome, organisations_of, phrases_of
from storage.search.names import NameTable
from storage.search.pasted import KeyTable
from storage.search.phrases import Phrases, PhraseTable
from storage.search.words import Vocabulary, VocabularyOfSome


@dataclass(frozen=True, slots=True)
class Tables:
    """The papers as search sees them, and what leads to them. A place is an index into `entries`; `places` has them by
    the numbers of papers. `lengths` remembers how much is said of each paper, once that was asked."""

    entries: tuple[Entry, ...]
    names: NameTable
    vocabulary: Vocabulary
    phrases: Phrases
    organisations: PhraseTable
    keys: KeyTable
    places: Mapping[int, int]
    lengths: dict[int, float] = field(default_factory=dict)

    def find_place(self, paper_id: int) -> int | None:
        """The place of the paper of this number."""
        return self.places.get(paper_id)


def build_tables(papers: Iterable[Paper], category_names: Mapping[str, tuple[str, ...]]) -> Tables:
    """The tables of a catalog. `category_names` holds what each category (by slug) is called."""
    entries = tuple(entry_of(paper, category_names) for paper in papers)
    return Tables(
        entries=entries,
        names=NameTable(entry.names for entry in entries),
        vocabulary=Vocabulary(
            [entry.stems for entry in entries], frozenset().union(*(entry.forms for entry in entries))
        ),
        phrases=PhraseTable(phrases_of(entries, category_names)),
        organisations=PhraseTable(organisations_of(entries)),
        keys=KeyTable(entry.paper for entry in entries),
        places={entry.paper.id: place for place, entry in enumerate(entries)},
    )


def build_tables_of_some(
    entries: tuple[Entry, ...],
    category_names: Mapping[str, tuple[str, ...]],
    known: Mapping[str, int],
    total: int,
    *,
    with_keys: bool,
) -> Tables:
    """The tables of a few papers of a large catalog of `total`, in which `known` says how many each stem describes.
    What these papers have no need of is not built: keys unless asked for, phrases until they are looked up."""
    return Tables(
        entries=entries,
        names=NameTable(entry.names for entry in entries),
        vocabulary=VocabularyOfSome(entries, known, total),
        phrases=PhrasesOfSome(entries, category_names),
        organisations=PhraseTable(organisations_of(entries)),
        keys=KeyTable(entry.paper for entry in (entries if with_keys else ())),
        places={entry.paper.id: place for place, entry in enumerate(entries)},
    )
