"""What speaks for which paper: each word of a query, alone and together with its neighbours, looked up in every table.

A word may mean several things at once (part of a name, of a title, of an organisation). Nothing is decided here: each
word keeps, for each paper, the best that was found, and how much the word tells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import OSA

from data.organisations import canonical_organisation
from data.query.lexicon import load_idle_words, load_spellings, load_synonyms
from data.query.parts import PartKind
from storage.search.entries import Entry
from storage.search.names import Naming, compact
from storage.search.tables import Tables
from storage.search.words import LONGEST_WORD, Spoken, Vocabulary, stem, stems_of

_LONGEST_SPAN = 5
_LONGEST_FUZZY = 4
_NAMED = {Naming.ALIAS: 1.0, Naming.HEAD: 1.0, Naming.PART: 0.92, Naming.INITIALS: 0.88}
_BEGUN, _MISSPELT, _SPLIT = 0.85, 0.9, 0.95
_SHORTEST_BEGINNING, _SHORTEST_HALF = 3, 3
_IDLE = load_idle_words()
_SYNONYMS = {stem(word): tuple(map(stem, others)) for word, others in load_synonyms().items()}
_MEANT = 0.72
_WORDS_AS_WELL = frozenset({"fair"})  # FAIR is Meta; a fair queue is none
_SURE_OF_NAME = 0.7
_STRICT = 3  # the power by which less alike names fall behind the one that is most alike
_SPOKEN_OF, _APART, _ALONE, _OTHERWISE_SPELT = 0.8, 0.85, 0.95, 0.9
_TELLS_MOST = 0.75
_IDLE_TALK, _SHORT_TALK = 0.4, 3
_OF_NO_MOMENT, _LONE_SIGN = 0.03, 0.4
"""The weight of a word that tells nothing (the, paper); what a lone sign or an unheard number keeps of its weight."""


@dataclass(slots=True)
class Word:
    """A word of a query. `papers` holds how well it fits each paper (by place), 0 to 1; `weight` how much it tells;
    `source` the typed words that it stands for."""

    text: str
    source: str = ""
    papers: dict[int, float] = field(default_factory=dict)
    weight: float = 0.0
    is_known: bool = False

    def add(self, papers: Mapping[int, float], quality: float = 1.0) -> None:
        """Keeps, for each paper, the better of what was known and what is said now."""
        for place, fit in papers.items():
            if fit * quality > self.papers.get(place, 0.0):
                self.papers[place] = fit * quality

    def scale(self, by: float) -> None:
        """Takes back a part of all that was said so far."""
        self.papers = {place: fit * by for place, fit in self.papers.items()}


class Meaning(NamedTuple):
    """What a span of words, from `first` up to but not including `last`, was understood as."""

    first: int
    last: int
    kind: PartKind
    value: str


@dataclass(slots=True)
class Evidence:
    """All that a query says. `named` holds how surely (0 to 1) a paper is called by how much of the query; `meanings`
    what its spans are the names of, overlapping as they come; `origins` the papers of the organisations among these."""

    words: list[Word]
    named: dict[int, float] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)
    origins: set[int] = field(default_factory=set)

    @property
    def weight(self) -> float:
        """What all the words tell together."""
        return sum(word.weight for word in self.words)

    def coverage(self) -> dict[int, float]:
        """The share of the query, by weight, that each paper covers, 0 to 1: of the papers that any of the words fits
        which together tell most. What fits nothing but the rest covers too little to matter."""
        covered: dict[int, float] = {}
        total, told = self.weight or 1.0, 0.0
        for word in sorted(self.words, key=lambda word: -word.weight):
            share = word.weight / total
            if told > _TELLS_MOST:
                find = word.papers.get
                for place in covered:
                    covered[place] += share * find(place, 0.0)
            else:
                for place, fit in word.papers.items():
                    covered[place] = covered.get(place, 0.0) + share * fit
            told += share
        if not any(surely >= _SURE_OF_NAME for surely in self.named.values()) and self._says_nothing():
            return {place: share * _IDLE_TALK for place, share in covered.items()}
        return covered

    def _says_nothing(self) -> bool:
        """Whether all words are such that tell nothing ("who are you"), and too few for a piece of a title."""
        return len(self.words) <= _SHORT_TALK and all(word.text in _IDLE for word in self.words)


def gather(spoken: Sequence[Spoken], tables: Tables) -> Evidence:
    """Looks the words of a query up, alone and in spans."""
    evidence = Evidence([Word(word, source) for word, source in spoken])
    words = evidence.words
    vocabulary = tables.vocabulary
    for word in evidence.words:
        _look_up(word, vocabulary)
    spans = [
        (first, last)
        for first in range(len(words))
        for last in range(first + 1, min(len(words), first + _LONGEST_SPAN) + 1)
    ]
    for first, last in spans:
        meaning = _look_up_phrase(words[first:last], tables)
        if meaning:
            evidence.meanings.append(Meaning(first, last, *meaning))
            if meaning[0] is PartKind.ORGANISATION:
                evidence.origins |= tables.organisations.find(stems_of(meaning[1])).keys()
    for word in evidence.words:
        word.weight = _weigh(word, vocabulary)
    for first, last in spans:
        _look_up_name(evidence, first, last, tables)
    return evidence


def _weigh(word: Word, vocabulary: Vocabulary) -> float:
    """How much a word tells: the fewer papers it fits the more, an unknown one most."""
    if word.text in _IDLE:
        return _OF_NO_MOMENT
    rarity = vocabulary.weigh(stem(word.text), sum(fit >= 0.5 for fit in word.papers.values()))
    is_sign = len(word.text) == 1 and word.text.isascii()
    return rarity * _LONE_SIGN if is_sign or (word.text[0].isdigit() and not word.papers) else rarity


def _look_up(word: Word, vocabulary: Vocabulary) -> None:
    if len(word.text) > LONGEST_WORD:
        return
    root = stem(word.text)
    exact = vocabulary.find(root)
    word.is_known = bool(exact) or word.text in _IDLE
    word.add(exact)
    if word.text not in _IDLE:
        for other in _SYNONYMS.get(root, ()):
            word.add(vocabulary.find(other), _MEANT)
    if exact and len(word.text) > _SHORTEST_BEGINNING:
        return
    if len(root) >= _SHORTEST_BEGINNING:
        for longer in vocabulary.find_by_prefix(root):
            word.add(vocabulary.find(longer), _BEGUN)
    if word.papers or word.is_known:
        return
    _look_up_halves(word, vocabulary)
    if not word.papers:
        for other, similarity in vocabulary.find_alike(word.text):
            word.add(vocabulary.find(other), similarity * _MISSPELT)


def _look_up_halves(word: Word, vocabulary: Vocabulary) -> None:
    """ "flashattention" or "flashattn" where the catalog writes "flash attention"."""
    text, spelt = word.text, load_spellings()
    for cut in range(_SHORTEST_HALF, len(text) - _SHORTEST_HALF + 1):
        left, right = (vocabulary.find(stem(spelt.get(half, half))) for half in (text[:cut], text[cut:]))
        if left and right:
            word.add({place: min(fit, right[place]) for place, fit in left.items() if place in right}, _SPLIT)


def _look_up_phrase(span: Sequence[Word], tables: Tables) -> tuple[PartKind, str] | None:
    """What the words of a span mean together weighs more than what each of them means alone: the papers *of* NVIDIA
    come before those that speak of NVIDIA. Gives what the span is the name of."""
    stems = tuple(stem(word.text) for word in span)
    joined = tables.vocabulary.find(stem("".join(word.text for word in span))) if len(span) == 2 else {}
    organisation = tables.organisations.find(stems)
    alias = _other_spelling(span)
    elsewhere = tables.organisations.find(alias)
    topic = tables.phrases.find(stems)
    if not (joined or organisation or elsewhere or topic):
        return None
    for word in span:
        word.add(joined)
        if organisation or topic:
            word.scale(_SPOKEN_OF if organisation else _APART if len(span) > 1 else _ALONE)
        word.add(topic)
        word.add(organisation)
        word.add(elsewhere, _OTHERWISE_SPELT)
        word.is_known = word.is_known or bool(organisation or elsewhere or topic or joined)
    if organisation or elsewhere:
        return tables.organisations.find_meaning(stems if organisation else alias)
    return tables.phrases.find_meaning(stems)


def _other_spelling(span: Sequence[Word]) -> tuple[str, ...]:
    """The stems of an organisation's usual name, where the span is another spelling: "facebook" is Meta."""
    if all(word.text in _IDLE for word in span) or (len(span) == 1 and span[0].source in _WORDS_AS_WELL):
        return ()
    written = " ".join(word.text for word in span)
    meant = canonical_organisation(written)
    return stems_of(meant) if meant != written else ()


def _look_up_name(evidence: Evidence, first: int, last: int, tables: Tables) -> None:
    names = tables.names
    span = evidence.words[first:last]
    read, typed = (compact("".join(texts)) for texts in ((word.text for word in span), _typed(span)))
    name = typed if names.find(typed) else read
    share = sum(word.weight for word in span) / (evidence.weight or 1.0)
    called = {place: _NAMED[naming] for place, naming in names.find(name).items()}
    others: list[tuple[str, float]] = []
    if len(span) == len(evidence.words) and len(name) > _SHORTEST_BEGINNING:
        others += [(longer, _BEGUN * len(name) / len(longer)) for longer in names.find_by_prefix(name)]
    if not called and len(span) <= _LONGEST_FUZZY and not all(word.is_known for word in span):
        alike = names.find_alike(typed) or names.find_alike(read)
        others += [
            (other, _MISSPELT * similarity * (similarity / alike[0][1]) ** _STRICT) for other, similarity in alike
        ]
    for other, quality in others:
        for place, naming in names.find(other).items():
            called[place] = max(called.get(place, 0.0), quality * _NAMED[naming])
    if called:
        for word in span:
            word.add(called)
        place = max(called, key=lambda place: (called[place], tables.entries[place].prior, -place))
        if called[place] >= _SURE_OF_NAME:
            evidence.meanings.append(Meaning(first, last, PartKind.NAME, _name_of(tables.entries[place], name)))
    for place, surely in called.items():
        evidence.named[place] = max(evidence.named.get(place, 0.0), surely * share)


def _typed(span: Sequence[Word]) -> list[str]:
    """What stands in the query for these words: "infer" and not the inference that it is short for."""
    return [
        word.source or word.text
        for place, word in enumerate(span)
        if place == 0 or word.source != span[place - 1].source
    ]


def _name_of(entry: Entry, typed: str) -> str:
    """The short name of a paper that is most like what was typed, as its list writes it."""
    names = (*entry.paper.aliases, entry.paper.title.partition(":")[0])
    return max(names, key=lambda name: OSA.normalized_similarity(compact(name), typed))
