"""Papers in groups: how many groups there are, how large each is, which is the largest."""

from collections import Counter
from collections.abc import Callable, Iterable

from data.paper import Paper
from data.query.question import ALL, Asked, Group, Question
from storage.answers.answer import Answer, Value
from storage.answers.selecting import View
from storage.search.result import Confidence


def compute_groups(question: Question, view: View) -> Answer:
    """The answer to a question about groups of the papers that it means. A paper counts in each of its groups once."""
    papers = view.select(question.of)
    by = question.by or Group.CATEGORY
    counts = count_groups(papers, by, view)
    if not counts:
        return Answer(
            question, 0 if question.asked is Asked.NUMBER else None, (), _sure(question.asked is Asked.NUMBER)
        )
    if question.asked is Asked.NUMBER:
        return Answer(question, len(counts), papers, Confidence.HIGH)
    if question.asked is Asked.RANGE:
        return Answer(question, (min(counts), max(counts)), papers, Confidence.HIGH)
    if question.asked is Asked.TABLE:
        return Answer(question, _table(counts, by), papers, Confidence.HIGH)
    return _extreme(question, counts, papers, by, view)


def count_groups(papers: Iterable[Paper], by: Group, view: View) -> Counter[str]:
    """How many of the papers each group has, by the group's name as it is shown."""
    groups = _GROUPS[by](view)
    return Counter(name for paper in papers for name in dict.fromkeys(groups(paper)))


def _extreme(question: Question, counts: Counter[str], papers: tuple[Paper, ...], by: Group, view: View) -> Answer:
    sign = 1 if question.asked is Asked.FEWEST else -1
    everywhere = count_groups(view.select(ALL), by, view)
    ranked = sorted(counts, key=lambda name: (sign * counts[name], -everywhere[name], name))[: question.limit or 1]
    groups = _GROUPS[by](view)
    resting = tuple(paper for paper in papers if set(groups(paper)) & set(ranked))
    value: Value = ranked[0] if question.limit <= 1 else tuple(ranked)
    sides = tuple((name, counts[name]) for name in ranked)
    return Answer(question, value, resting, Confidence.HIGH, sides)


def _table(counts: Counter[str], by: Group) -> dict[str, int]:
    if by in (Group.YEAR, Group.MONTH):
        return dict(sorted(counts.items()))
    return dict(counts.most_common())


def _sure(is_sure: bool) -> Confidence:
    return Confidence.HIGH if is_sure else Confidence.NONE


def headings_by(view: View) -> Callable[[Paper], Iterable[str]]:
    """The headings of a paper: for each of its categories that under which most papers of it stand, since lists name
    one subject in several ways. A list of one heading divides nothing, so that heading is left out."""
    in_list: dict[str, set[str]] = {}
    shown: dict[str, Counter[str]] = {}
    for paper in view.select(ALL):
        for placement in paper.placements:
            in_list.setdefault(placement.list_name, set()).add(placement.category)
            shown.setdefault(placement.category, Counter())[placement.section] += 1
    names = {category: headings.most_common(1)[0][0] for category, headings in shown.items()}
    whole = {next(iter(categories)) for categories in in_list.values() if len(categories) == 1 and len(in_list) > 1}
    return lambda paper: [names[category] for category in paper.categories if category not in whole]


def _years(_: View) -> Callable[[Paper], Iterable[str]]:
    return lambda paper: [str(paper.published.year)] if paper.published else []


def _months(_: View) -> Callable[[Paper], Iterable[str]]:
    return lambda paper: [str(paper.published)] if paper.published else []


def _organisations(_: View) -> Callable[[Paper], Iterable[str]]:
    return lambda paper: paper.organisations


def _lists(_: View) -> Callable[[Paper], Iterable[str]]:
    return lambda paper: [placement.list_name for placement in paper.placements]


_GROUPS: dict[Group, Callable[[View], Callable[[Paper], Iterable[str]]]] = {
    Group.ORGANISATION: _organisations,
    Group.CATEGORY: headings_by,
    Group.YEAR: _years,
    Group.MONTH: _months,
    Group.LIST: _lists,
}
