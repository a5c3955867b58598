"""From a query to the few papers of a large catalog that may answer it: at most some hundred, the likeliest first."""

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data.months import Month
from data.organisations import canonical_organisation
from data.query.lexicon import load_idle_words, load_synonyms, load_topics
from data.query.query import Query
from storage.search.category_names import CategoryNames
from storage.search.index_file import facet
from storage.search.names import ALIKE_NAMES, compact, same_digits
from storage.search.words import ALIKE_WORDS, Spoken, stem, stems_of

MOST_CANDIDATES = 240
"""Papers that are looked at; of these at most so many as `MOST_RANKED` are ranked with everything that is known."""
MOST_RANKED = 32
_FEW, _MOST_WORDS, _LONGEST_SPAN, _LONGEST_NAME_SPAN = 40, 10, 4, 5
_NAME_LENGTH, _WORD_LENGTH = 2, 2
_MOST_NAMED, _MOST_OPTIONS, _FIRST = 30, 12, 24
_SHORTEST = 4
_IDLE = load_idle_words()
_SYNONYMS = {stem(word): tuple(map(stem, others)) for word, others in load_synonyms().items()}


class Buckets:
    """Short texts by first letter and length, so that a misspelt one is compared with few."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for text in texts:
            if len(text) >= _SHORTEST:
                self._buckets[text[0], len(text)].append(text)

    def find_alike(self, text: str, spread: int, cutoff: float, most: int) -> list[str]:
        """The texts that this may be a misspelling of, the most alike first."""
        lengths = range(len(text) - spread, len(text) + spread + 1)
        near = [other for length in lengths for other in self._buckets.get((text[:1], length), ())]
        found = process.extract(text, near, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=most)
        return [other for other, _, _ in found]


class Candidates:
    """Finds candidates in an index file. What is small is read once: the vocabulary, the names, the organisations."""

    def __init__(self, connection: sqlite3.Connection, categories: CategoryNames) -> None:
        self._connection = connection
        self.stems: Mapping[str, int] = dict(connection.execute("SELECT term, papers FROM stems"))
        self._sorted_stems = sorted(self.stems)
        self._near_stems = Buckets(self._sorted_stems)
        names = (name for (name,) in connection.execute("SELECT DISTINCT name FROM names ORDER BY name"))
        self._near_names = Buckets(names)
        self._organisations: dict[tuple[str, ...], str] = {}
        for (name,) in connection.execute("SELECT name FROM organisations ORDER BY papers DESC"):
            self._organisations.setdefault(stems_of(name), facet("o", name))
        self._categories = {
            stems_of(name): facet("c", category.slug)
            for category in categories.categories
            for name in (category.slug, *category.names.values())
        }
        self._topics: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for topic in load_topics():
            options = [_all_of(stems_of(phrase)) for phrase in topic.titled]
            options += [facet("c", slug) for slug in (*topic.categories, *topic.among)]
            for name in topic.called:
                self._topics[stems_of(name)] += options

    def find(self, spoken: Sequence[Spoken], query: Query, lists: frozenset[str] | None) -> list[int]:
        """The places of the papers that are looked at closer: those that the words name, then those that they match."""
        words = [word.word for word in spoken if word.word not in _IDLE][:_MOST_WORDS] or [
            word.word for word in spoken[:_MOST_WORDS]
        ]
        named = self._find_named(spoken)
        narrowing = list(_facets_of(query, lists))
        found = dict.fromkeys(named)
        for groups_asked, most in self._tiers(words):
            found |= dict.fromkeys(self._match([*groups_asked, *narrowing], most))
            if len(found) - len(named) >= _FEW:
                break
        return list(found)[:MOST_CANDIDATES]

    def _tiers(self, words: Sequence[str]) -> Iterator[tuple[list[str], int]]:
        """What to match, the strictest first: known phrases as such, then each word for itself."""
        phrased = self._groups(words, _LONGEST_SPAN)
        yield from _tiers(phrased)
        single = self._groups(words, 1)
        if single != phrased:
            yield from _tiers(single)

    def find_any(self, query: Query, lists: frozenset[str] | None, most: int) -> list[int]:
        """The places of papers that pass the filters, the most liked first."""
        narrowing = list(_facets_of(query, lists))
        if narrowing:
            return self._match(narrowing, most)
        rows = self._connection.execute("SELECT place FROM papers ORDER BY place LIMIT ?", (most,))
        return [place for (place,) in rows]

    def find_named(self, names: Iterable[str], most: int = _MOST_NAMED) -> list[int]:
        """The places of the papers of these exact names."""
        rows = (
            row
            for name in dict.fromkeys(names)
            for row in self._connection.execute("SELECT place FROM names WHERE name = ? LIMIT ?", (name, most))
        )
        return [place for (place,) in rows]

    def find_begun(self, beginning: str, most: int = _MOST_NAMED) -> list[int]:
        """The places of the papers of which a name begins so."""
        rows = self._connection.execute(
            "SELECT place FROM names WHERE name >= ? AND name < ? LIMIT ?", (beginning, beginning + "\U0010ffff", most)
        )
        return [place for (place,) in rows]

    def _find_named(self, spoken: Sequence[Spoken]) -> list[int]:
        words = [word.word for word in spoken]
        spans = [
            compact("".join(words[first:last]))
            for first in range(len(words))
            for last in range(first + 1, min(len(words), first + _LONGEST_NAME_SPAN) + 1)
        ]
        typed = compact("".join(dict.fromkeys(word.source for word in spoken)))
        whole = compact("".join(words))
        found = self.find_named([name for name in (typed, whole, *sorted(spans, key=len, reverse=True)) if name])
        if len(whole) >= _SHORTEST and len(words) <= _LONGEST_SPAN:
            found += self.find_begun(whole)
        known = set(found)
        if not known or len(words) <= _LONGEST_SPAN:
            unknown = [compact(word) for word in words if stem(word) not in self.stems]
            for name in dict.fromkeys((whole, typed, *unknown[:3])):
                alike = self._near_names.find_alike(name, _NAME_LENGTH, ALIKE_NAMES, 5) if len(name) <= 30 else []
                found += self.find_named([other for other in alike if same_digits(other, name)])
        return list(dict.fromkeys(found))[:_MOST_NAMED]

    def _groups(self, words: Sequence[str], longest: int) -> list[tuple[int, str]]:
        """For each word or known phrase what would match it, as an expression of FTS5, and in about how many papers.
        A word that nothing matches is passed over. A phrase has at most `longest` words."""
        groups: list[tuple[int, str]] = []
        place = 0
        while place < len(words):
            for length in range(min(longest, len(words) - place), 0, -1):
                span = words[place : place + length]
                options = self._options(span)
                if options or length == 1:
                    break
            if options:
                papers = min(self.stems.get(stem(word), 10**6) for word in span) if length == 1 else 10**4
                groups.append((papers, _any_of(options)))
            place += length
        return sorted(groups, key=lambda group: group[0])

    def _options(self, span: Sequence[str]) -> list[str]:
        stems = tuple(map(stem, span))
        options = [one for one in (self._organisations.get(stems), self._categories.get(stems)) if one]
        if not options:
            meant = canonical_organisation(" ".join(span))
            elsewhere = self._organisations.get(stems_of(meant)) if meant.casefold() != " ".join(span) else None
            options += [elsewhere] if elsewhere else []
        options += self._topics.get(stems, ())
        if len(span) > 1:
            joined = stem("".join(span))
            return ([*options, _all_of(stems)] if options else []) + ([_quote(joined)] if joined in self.stems else [])
        (root,) = stems
        if root in self.stems:
            return [_quote(root), *options]
        if len(root) > 2:
            options += [_quote(root) + "*"] if self._is_begun(root) else []
        options += [_quote(other) for other in _SYNONYMS.get(root, ()) if other in self.stems][:_MOST_OPTIONS]
        if not options and len(span[0]) >= _SHORTEST:
            options = [
                _quote(other) for other in self._near_stems.find_alike(root, _WORD_LENGTH, ALIKE_WORDS - 0.05, 3)
            ]
            options += self._halves(span[0])
        return options

    def _is_begun(self, root: str) -> bool:
        place = bisect_left(self._sorted_stems, root)
        return place < len(self._sorted_stems) and self._sorted_stems[place].startswith(root)

    def _halves(self, word: str) -> list[str]:
        cuts = ((stem(word[:cut]), stem(word[cut:])) for cut in range(3, len(word) - 2))
        return [_all_of(pair) for pair in cuts if pair[0] in self.stems and pair[1] in self.stems][:2]

    def _match(self, groups: Sequence[str], most: int) -> list[int]:
        rows = self._connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (" AND ".join(groups), most)
        )
        return [place for (place,) in rows]


def pick(text: str, places: Sequence[int], titles: Sequence[str]) -> list[int]:
    """Of the candidates those that are worth to be ranked: the first ones, and of the others those whose titles are
    most like the text; equals in the order given."""
    if len(places) <= MOST_RANKED:
        return list(places)
    likeness = process.extract(text, titles[_FIRST:], scorer=fuzz.token_set_ratio, limit=None)
    best = sorted(likeness, key=lambda found: (-found[1], found[2]))[: MOST_RANKED - _FIRST]
    return [*places[:_FIRST], *(places[_FIRST + index] for _, _, index in best)]


def _tiers(groups: Sequence[tuple[int, str]]) -> Iterator[tuple[list[str], int]]:
    """What to match, the strictest first: all groups, all but one, the rarest pairs, the rarest ones."""
    texts = [text for _, text in groups]
    if not texts:
        return
    yield texts, 160
    if len(texts) > 2:
        for left_out in reversed(range(len(texts))):
            yield [text for place, text in enumerate(texts) if place != left_out], 40
        for pair in combinations(texts[:4], 2):
            yield list(pair), 30
    if len(texts) > 1:
        for text in texts[:4]:
            yield [text], 30


def _facets_of(query: Query, lists: frozenset[str] | None) -> Iterator[str]:
    if lists is not None:
        yield _any_of([_quote(facet("l", name)) for name in sorted(lists)] or [_quote(facet("l", ""))])
    if query.category:
        yield _quote(facet("c", query.category))
    if query.organisation:
        yield _quote(facet("o", canonical_organisation(query.organisation)))
    if query.min_stars:
        yield _quote(facet("s", str(query.min_stars)))
    if query.has_code is not None:
        yield _quote(facet("k", "yes" if query.has_code else "no"))
    if query.since or query.until:
        first, last = query.since or Month(1980, 1), query.until or Month(2045, 12)
        years = [facet("y", str(year)) for year in range(max(first.year, 1980), min(last.year, 2045) + 1)]
        if first.year == last.year:
            years = [facet("m", str(Month(first.year, month).number)) for month in range(first.month, last.month + 1)]
        yield _any_of([_quote(year) for year in years] or [_quote(facet("y", "none"))])


def _quote(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _all_of(stems: Sequence[str]) -> str:
    quoted = " AND ".join(_quote(one) for one in stems if one.strip("+"))
    return f"({quoted})" if quoted else _quote("xq")


def _any_of(options: Sequence[str]) -> str:
    return f"({' OR '.join(dict.fromkeys(options))})"
