"""What phrases mean for the papers of a catalog: categories by their names, topics of the lexicon, organisations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache

from data.identity.titles import fold, words_of
from data.query.lexicon import Topic, load_topics
from data.query.parts import PartKind
from storage.search.entries import Entry
from storage.search.phrases import Phrase
from storage.search.words import camel_parts, stem, stems_of

_LITERAL, _TITLED_AND_PLACED, _LITERAL_ALONE, _PLACED, _TITLED_ALONE, _NAMED_SO = 1.0, 0.95, 0.92, 0.8, 0.79, 1.0
_AMONG = 0.75
"""How well a paper fits a topic. What a list places under the topic and what says the very words come first; a title
that says it otherwise is the weakest sign, unless no section is about the topic."""
_PART_OF_ORGANISATION = 0.98
_COMMONER_THAN = 2
SAYS_LITTLE = frozenset(
    {"university", "of", "the", "and", "institute", "technology", "research", "lab", "labs", "ai", "inc", "science"}
)


def phrases_of(entries: Sequence[Entry], category_names: Mapping[str, tuple[str, ...]]) -> Iterator[Phrase]:
    """Every phrase that means something here, with how well it fits each paper (by place)."""
    placed = _places_by_category(entries)
    for slug, names in category_names.items():
        for name in (slug, *names):
            yield Phrase(name, dict.fromkeys(placed[slug], _PLACED), PartKind.CATEGORY, slug)
    texts = [_stems_in_a_row(entry) for entry in entries]
    for topic in load_topics():
        near = _places_near(topic, placed)
        titled = _papers_with(topic.titled, texts)
        for name in topic.called:
            fits = near | _fits(_papers_with((name,), texts), titled, _places_of(topic, placed), bool(topic.categories))
            yield Phrase(name, fits, PartKind.TOPIC, topic.called[0])


class PhrasesOfSome:
    """The phrases of `phrases_of` for a few papers: looked up among them when they are asked for."""

    def __init__(self, entries: Sequence[Entry], category_names: Mapping[str, tuple[str, ...]]) -> None:
        self._entries = entries
        self._categories = _categories_by_stems(tuple(category_names.items()))
        self._texts: list[str] = []

    def find(self, stems: tuple[str, ...]) -> Mapping[int, float]:
        """The papers that exactly this phrase fits."""
        slug, topics = self._categories.get(stems), _topics_by_stems().get(stems, ())
        if slug is None and not topics:
            return {}
        self._texts = self._texts or [_stems_in_a_row(entry) for entry in self._entries]
        placed = _places_by_category(self._entries)
        fits = dict.fromkeys(placed.get(slug, ()), _PLACED) if slug else {}
        for topic in topics:
            literal = _papers_with((" ".join(stems),), self._texts)
            titled = _papers_with(topic.titled, self._texts)
            told = _fits(literal, titled, _places_of(topic, placed), bool(topic.categories))
            for place, fit in (_places_near(topic, placed) | told).items():
                fits[place] = max(fit, fits.get(place, 0.0))
        return fits

    def find_meaning(self, stems: tuple[str, ...]) -> tuple[PartKind, str] | None:
        """What exactly this phrase is the name of, if any of these papers is about it."""
        if not self.find(stems):
            return None
        slug = self._categories.get(stems)
        return (PartKind.CATEGORY, slug) if slug else (PartKind.TOPIC, _topics_by_stems()[stems][0].called[0])


@cache
def _topics_by_stems() -> Mapping[tuple[str, ...], tuple[Topic, ...]]:
    found: dict[tuple[str, ...], tuple[Topic, ...]] = {}
    for topic in load_topics():
        for stems in dict.fromkeys(map(stems_of, topic.called)):
            found[stems] = (*found.get(stems, ()), topic)
    return found


@lru_cache(maxsize=4)
def _categories_by_stems(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for slug, called in names:
        for name in (slug, *called):
            found.setdefault(stems_of(name), slug)
    return found


def organisations_of(entries: Iterable[Entry]) -> Iterator[Phrase]:
    """The names of organisations, whole and by the words that tell them apart, and the papers that come from them."""
    papers: dict[str, dict[int, float]] = defaultdict(dict)
    titled: Counter[str] = Counter()
    for place, entry in enumerate(entries):
        titled.update(set(entry.wording.split()))
        for name in entry.paper.organisations:
            papers[name][place] = _NAMED_SO
    for name, places in papers.items():
        if titled[fold(name)] > _COMMONER_THAN * len(places):
            continue  # BIT wrote one paper, and bits are in the titles of many
        yield Phrase(name, places, PartKind.ORGANISATION, name)
        telling = " ".join(word for word in words_of(name) if word not in SAYS_LITTLE)
        if telling and telling != name:
            fits = dict.fromkeys(places, _PART_OF_ORGANISATION)
            yield Phrase(telling, fits, PartKind.ORGANISATION, name)


def _places_of(topic: Topic, placed: Mapping[str, Set[int]]) -> Set[int]:
    return frozenset().union(*(placed.get(slug, ()) for slug in topic.categories))


def _places_near(topic: Topic, placed: Mapping[str, Set[int]]) -> dict[int, float]:
    return dict.fromkeys(frozenset().union(*(placed.get(slug, ()) for slug in topic.among)), _AMONG)


def _fits(literal: Set[int], titled: Set[int], placed: Set[int], has_section: bool) -> dict[int, float]:
    fits = dict.fromkeys(titled, _TITLED_ALONE if has_section else _TITLED_AND_PLACED)
    fits |= dict.fromkeys(placed, _PLACED)
    fits |= dict.fromkeys(literal, _LITERAL_ALONE if has_section else _LITERAL)
    fits |= dict.fromkeys(titled & placed, _TITLED_AND_PLACED)
    return fits | dict.fromkeys(literal & placed, _LITERAL)


def _papers_with(phrases: Iterable[str], texts: Sequence[str]) -> Set[int]:
    """The places of the texts (as stems in a row) that hold one of the phrases."""
    stems = [f" {' '.join(stems_of(phrase))} " for phrase in phrases]
    return {place for place, text in enumerate(texts) if any(phrase in text for phrase in stems)}


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
