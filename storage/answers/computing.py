"""Computing what a question asks from the papers that it means."""

from collections.abc import Callable, Sequence

from data.paper import Paper
from data.query.question import Asked, Question
from data.schema import LinkKind
from storage.answers.answer import Answer, Value
from storage.answers.grouping import headings_by
from storage.answers.selecting import View, arrange
from storage.search.result import Confidence


def compute(question: Question, view: View) -> Answer:
    """The answer to a question about the papers that it means. Comparisons and shares are computed elsewhere."""
    papers = arrange(view.select(question.of), question.order)
    if question.limit and question.asked not in (Asked.MOST, Asked.FEWEST):
        papers = papers[: question.limit]
    return _COMPUTERS[question.asked](question, papers, view)


def refuse(question: Question, papers: tuple[Paper, ...]) -> Answer:
    """No answer, and the nearest papers."""
    return Answer(question, None, papers, Confidence.NONE)


def _sections(question: Question, papers: tuple[Paper, ...], view: View) -> Answer:
    if not papers:
        return refuse(question, view.nearest(question.of.name or question.of.topic))
    headings = headings_by(view)
    value = tuple(dict.fromkeys(heading for paper in papers for heading in headings(paper)))
    return Answer(question, value or None, papers, Confidence.HIGH)


def _of_paper(
    tell: Callable[[Question, Sequence[Paper]], Value],
) -> Callable[[Question, tuple[Paper, ...], View], Answer]:
    """The answer that one paper gives, or several of one name."""

    def answer(question: Question, papers: tuple[Paper, ...], view: View) -> Answer:
        if not papers:
            return refuse(question, view.nearest(question.of.name or question.of.query.text or question.of.topic))
        return Answer(question, tell(question, papers), papers, Confidence.HIGH)

    return answer


def _list(question: Question, papers: tuple[Paper, ...], view: View) -> Answer:
    if not papers:
        return refuse(question, view.nearest(question.of.name or question.of.query.text or question.of.topic))
    return Answer(question, None, papers, Confidence.HIGH)


def _count(question: Question, papers: tuple[Paper, ...], _: View) -> Answer:
    least = question.at_least
    if least:
        return Answer(question, len(papers) >= least if least > 0 else len(papers) < -least, papers, Confidence.HIGH)
    return Answer(question, len(papers), papers, Confidence.HIGH)


def _whether(question: Question, papers: tuple[Paper, ...], view: View) -> Answer:
    if question.of.name and not papers:
        named = view.find_named(question.of.name)
        return Answer(question, False, named, Confidence.HIGH)
    if question.link and question.of.name:
        return Answer(question, any(_urls(question.link, paper) for paper in papers), papers, Confidence.HIGH)
    return Answer(question, bool(papers), papers, Confidence.HIGH)


def _when(question: Question, papers: Sequence[Paper]) -> Value:
    month = papers[0].published
    if month is None:
        return None
    return str(month.year) if question.in_years else str(month)


def _who(_: Question, papers: Sequence[Paper]) -> Value:
    return tuple(dict.fromkeys(name for paper in papers for name in paper.organisations)) or None


def _links(question: Question, papers: Sequence[Paper]) -> Value:
    return tuple(dict.fromkeys(url for paper in papers for url in _urls(question.link, paper))) or None


def _urls(kind: LinkKind | None, paper: Paper) -> list[str]:
    links = [link for link in paper.distinct_links if link.url]
    if kind is None:
        return [link.url for link in links]
    of_kind = [link.url for link in links if link.kind is kind]
    if kind is LinkKind.PAPER and not of_kind:
        return [link.url for link in links if link.kind is not LinkKind.CODE]
    return of_kind


_COMPUTERS: dict[Asked, Callable[[Question, tuple[Paper, ...], View], Answer]] = {
    Asked.PAPERS: _list,
    Asked.COUNT: _count,
    Asked.WHETHER: _whether,
    Asked.WHEN: _of_paper(_when),
    Asked.WHO: _of_paper(_who),
    Asked.LINK: _of_paper(_links),
    Asked.SECTION: _sections,
    Asked.STARS: _of_paper(lambda _, papers: papers[0].stars),
    Asked.HEAT: _of_paper(lambda _, papers: papers[0].heat),
    Asked.TITLE: _of_paper(lambda _, papers: papers[0].title),
}
