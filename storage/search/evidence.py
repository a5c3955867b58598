"""What a query says for each paper: its words and how well each fits, its names, how much of it a paper covers.

A word may mean several things at once (part of a name, of a title, of an organisation). Nothing is decided here: each
word keeps, for each paper, the best that was found, and how much the word tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from data.query.lexicon import load_everyday_words, load_idle_words
from data.query.parts import PartKind

SURE_OF_NAME = 0.7
"""From this sureness on (0 to 1) a paper is meant by its name."""
_IDLE, _EVERYDAY = load_idle_words(), load_everyday_words()
_TELLS_MOST = 0.75
_ONE_OF_SEVERAL = 0.9
_IDLE_TALK, _SHORT_TALK = 0.4, 3


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

    def scale(self, by: float, below: float = 2.0) -> None:
        """Takes back a part of all that was said so far, or of what fits less than `below`."""
        self.papers = {place: fit * by if fit < below else fit for place, fit in self.papers.items()}

    @property
    def is_plain(self) -> bool:
        """Whether it is what it is, and no misspelling of something."""
        return self.is_known or is_everyday(self.text)


def is_everyday(word: str) -> bool:
    """Whether everybody knows a word, or the word of which it is the plural."""
    return word in _EVERYDAY or word.removesuffix("s") in _EVERYDAY


class Call(NamedTuple):
    """A span of words, from `first` up to but not including `last`, that is exactly what papers (places) are called."""

    first: int
    last: int
    papers: frozenset[int]


class Meaning(NamedTuple):
    """What a span of words, from `first` up to but not including `last`, was understood as."""

    first: int
    last: int
    kind: PartKind
    value: str


@dataclass(slots=True)
class Evidence:
    """All that a query says. `named` holds how surely (0 to 1) a paper is called by how much of the query; `meanings`
    what its spans are the names of, overlapping as they come; `origins` the papers of the organisations among these;
    `calls` the spans that are names as papers have them."""

    words: list[Word]
    named: dict[int, float] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)
    origins: set[int] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """What all the words tell together."""
        return sum(word.weight for word in self.words)

    @property
    def telling(self) -> int:
        """How many of the words tell something."""
        return sum(word.text not in _IDLE for word in self.words)

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
        if not any(surely >= SURE_OF_NAME for surely in self.named.values()) and self._says_nothing():
            return {place: share * _IDLE_TALK for place, share in covered.items()}
        return self._with_named_together(covered)

    def _with_named_together(self, covered: dict[int, float]) -> dict[int, float]:
        """Where the query names several papers side by side ("awq vs gptq"), each of them is asked for, though none
        covers it alone."""
        chosen: list[Call] = []
        for call in sorted(self.calls, key=lambda call: (call.first - call.last, call.first)):
            if all(call.last <= other.first or other.last <= call.first for other in chosen):
                chosen.append(call)
        if len({call.papers for call in chosen}) < 2:
            return covered
        told = sum(word.weight for call in chosen for word in self.words[call.first : call.last])
        share = told / (self.weight or 1.0)
        if max(covered.values(), default=0.0) < share * _ONE_OF_SEVERAL:
            for place in frozenset().union(*(call.papers for call in chosen)):
                covered[place] = max(share, covered.get(place, 0.0))
        return covered

    def _says_nothing(self) -> bool:
        """Whether all words are such that tell nothing ("who are you"), and too few for a piece of a title."""
        return len(self.words) <= _SHORT_TALK and all(word.text in _IDLE for word in self.words)
