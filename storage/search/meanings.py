"""What phrases mean for the papers of a catalog: categories by their names, topics of the lexicon, organisations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from data.identity.titles import words_of
from data.query.lexicon import Topic, load_topics
from storage.search.entries import Entry
from storage.search.words import camel_parts, stem, stems_of

_TITLED, _PLACED, _NAMED_SO = 1.0, 0.85, 1.0
_PART_OF_ORGANISATION = 0.98
_SAYS_LITTLE = frozenset(
    {"university", "of", "the", "and", "institute", "technology", "research", "lab", "labs", "ai", "inc", "science"}
)


def phrases_of(
    entries: Sequence[Entry], category_names: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Mapping[int, float]]]:
    """Every phrase that means something here, with how well it fits each paper (by place)."""
    placed = _places_by_category(entries)
    for slug, names in category_names.items():
        for name in (slug, *names):
            yield name, dict.fromkeys(placed[slug], _PLACED)
    texts = [_stems_in_a_row(entry) for entry in entries]
    for topic in load_topics():
        papers = _papers_on(topic, texts, placed)
        for name in topic.called:
            yield name, papers


def organisations_of(entries: Iterable[Entry]) -> Iterator[tuple[str, Mapping[int, float]]]:
    """The names of organisations, whole and by the words that tell them apart, and the papers that come from them."""
    papers: dict[str, dict[int, float]] = defaultdict(dict)
    for place, entry in enumerate(entries):
        for name in entry.paper.organisations:
            papers[name][place] = _NAMED_SO
    for name, places in papers.items():
        yield name, places
        telling = " ".join(word for word in words_of(name) if word not in _SAYS_LITTLE)
        if telling and telling != name:
            yield telling, dict.fromkeys(places, _PART_OF_ORGANISATION)


def _papers_on(topic: Topic, texts: Sequence[str], placed: Mapping[str, set[int]]) -> dict[int, float]:
    papers = {place: _PLACED for slug in topic.categories for place in placed.get(slug, ())}
    phrases = [f" {' '.join(stems_of(phrase))} " for phrase in topic.titled]
    for place, text in enumerate(texts):
        if any(phrase in text for phrase in phrases):
            papers[place] = _TITLED
    return papers


def _stems_in_a_row(entry: Entry) -> str:
    """The stems of titles and aliases between blanks, each text apart, run-together words also taken apart."""
    texts = [*entry.paper.titles, entry.paper.title, *entry.paper.aliases]
    rows = [" ".join(map(stem, words)) for text in texts for words in (words_of(text), camel_parts(text)) if words]
    return f" {' | '.join(rows)} "


def _places_by_category(entries: Iterable[Entry]) -> dict[str, set[int]]:
    placed: dict[str, set[int]] = defaultdict(set)
    for place, entry in enumerate(entries):
        for slug in entry.categories:
            placed[slug].add(place)
    return placed
