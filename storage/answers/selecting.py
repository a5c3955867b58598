"""The papers that a question means, in the order that it asks for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from data.identity.titles import words_of
from data.organisations import canonical_organisation
from data.paper import Paper
from data.query.lexicon import load_topics
from data.query.query import Query
from data.query.question import Narrowing, Order
from storage.answers.subjects import Subjects
from storage.search.index import Index
from storage.search.result import Confidence
from storage.search.words import camel_parts, stem, stems_of


@dataclass(frozen=True)
class View:
    """A catalog as an asker sees it: an index, the lists that are visible, and the names of everything."""

    index: Index
    lists: frozenset[str]
    subjects: Subjects

    def select(self, of: Narrowing) -> tuple[Paper, ...]:
        """The papers that pass everything that narrows, the most relevant first where words are looked for, else the
        newest first."""
        query = replace(of.query, organisation="") if of.partner else of.query
        papers = self.index.select(query, self.lists)
        tests: list[Callable[[Paper], bool]] = []
        if of.partner:
            tests.append(_of_both(of))
        if of.min_heat:
            tests.append(lambda paper: paper.heat >= of.min_heat)
        if of.topic:
            tests.append(_on_topic(of.topic))
        papers = tuple(paper for paper in papers if all(test(paper) for test in tests))
        if of.name:
            papers = self._named(of.name, papers)
        return self._with_words(of.query.text, papers) if of.query.text else papers

    def find_named(self, name: str) -> tuple[Paper, ...]:
        """The visible papers that are called so, or that an id or an address means."""
        return self.select(Narrowing(name=name))

    def nearest(self, text: str) -> tuple[Paper, ...]:
        """Some papers that have to do with these words."""
        return self.index.search(Query(text=text), self.lists).papers[:5]

    def _named(self, name: str, papers: Iterable[Paper]) -> tuple[Paper, ...]:
        ids = self.subjects.find_papers(name)
        if not ids:
            found = self.index.search(Query(text=name), self.lists)
            ids = (
                tuple(paper.id for paper in found.papers)
                if found.confidence is Confidence.HIGH and _is_pasted(name)
                else ()
            )
        passing = {paper.id: paper for paper in papers}
        return tuple(passing[one] for one in _chief_first(ids, passing) if one in passing)

    def _with_words(self, text: str, papers: Iterable[Paper]) -> tuple[Paper, ...]:
        found = self.index.search(Query(text=text), self.lists)
        if found.confidence is not Confidence.HIGH:
            return ()
        passing = {paper.id for paper in papers}
        words = [stem(word) for word in words_of(text)]
        return tuple(paper for paper in found.papers if paper.id in passing and _holds(paper, words))


def arrange(papers: Iterable[Paper], order: Order) -> tuple[Paper, ...]:
    """The papers in this order; those without a month are left out where months are asked for."""
    match order:
        case Order.NEWEST:
            return tuple(sorted(_dated(papers), key=lambda paper: (-_month(paper), *_rest(paper))))
        case Order.OLDEST:
            return tuple(sorted(_dated(papers), key=lambda paper: (_month(paper), *_rest(paper))))
        case Order.STARS:
            return tuple(sorted(papers, key=lambda paper: (-paper.stars, -paper.heat, *_newest(paper))))
        case Order.HEAT:
            return tuple(sorted(papers, key=lambda paper: (-paper.heat, -paper.stars, *_newest(paper))))
        case Order.NONE:
            return tuple(papers)


def _dated(papers: Iterable[Paper]) -> list[Paper]:
    return [paper for paper in papers if paper.published is not None]


def _month(paper: Paper, unknown: int = 0) -> int:
    return paper.published.number if paper.published else unknown


def _rest(paper: Paper) -> tuple[int, int, str, int]:
    return (-paper.stars, -paper.heat, paper.title.casefold(), paper.id)


def _newest(paper: Paper) -> tuple[int, str, int]:
    return (-_month(paper), paper.title.casefold(), paper.id)


def _chief_first(ids: Iterable[int], papers: Mapping[int, Paper]) -> list[int]:
    """Of several papers of one name the one that most speaks for: stars and heat, then the earliest."""
    known = [papers[one] for one in ids if one in papers]
    known.sort(key=lambda paper: (-paper.stars, -paper.heat, _month(paper, unknown=10**6)))
    return [paper.id for paper in known]


def _is_pasted(name: str) -> bool:
    return any(sign.isdigit() for sign in name) or "/" in name


def _of_both(of: Narrowing) -> Callable[[Paper], bool]:
    wanted = {canonical_organisation(of.query.organisation), of.partner}
    return lambda paper: bool(wanted & {*paper.organisations}) if of.either else wanted <= {*paper.organisations}


def _on_topic(topic: str) -> Callable[[Paper], bool]:
    """Whether a title or alias holds what papers on this topic hold."""
    called = stems_of(topic)
    found = next((one for one in load_topics() if any(stems_of(name) == called for name in one.called)), None)
    phrases = [f" {' '.join(stems_of(phrase))} " for phrase in (found.titled if found else (topic,))]
    return lambda paper: any(phrase in _wording(paper) for phrase in phrases)


def _wording(paper: Paper) -> str:
    texts = dict.fromkeys((paper.title, *paper.titles, *paper.aliases))
    rows = [" ".join(map(stem, words)) for text in texts for words in (words_of(text), camel_parts(text)) if words]
    return f" {' | '.join(rows)} "


def _holds(paper: Paper, words: list[str]) -> bool:
    wording = (
        f"{_wording(paper)} {' '.join(word for placement in paper.placements for word in stems_of(placement.section))} "
    )
    joined = wording.replace(" ", "")
    return all(f" {word}" in wording or word in joined for word in words)
