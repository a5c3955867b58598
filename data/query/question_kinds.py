"""What is asked, decided from what was said."""

import re
from collections.abc import Callable
from dataclasses import replace

from data.query.question import OF_ONE_PAPER, Asked, Group, Narrowing, Question
from data.query.question_comparisons import compare
from data.query.question_cues import Cue
from data.query.question_orders import in_order, lone_numbers
from data.query.question_rest import with_rest
from data.query.question_said import Said, narrow
from data.query.question_shares import share
from data.query.question_spots import Known, Spot
from data.schema import LinkKind

_LINKS = {
    Cue.CODE: LinkKind.CODE,
    Cue.PAPER_LINK: LinkKind.PAPER,
    Cue.ID: LinkKind.PAPER,
    Cue.DOCS: LinkKind.DOCS,
    Cue.BLOG: LinkKind.BLOG,
    Cue.REPORT: LinkKind.REPORT,
    Cue.VIDEO: LinkKind.VIDEO,
    Cue.LINK: None,
}
_LEANING = (Cue.PRONOUN, Cue.ABOUT_ANOTHER, Cue.ONLY, Cue.PLACE)


def decide(said: Said, known: Known, expects_name: bool = False) -> Question:
    """What was asked. `expects_name` tells that the question before was about one paper, so that words which may name
    one do. Never raises."""
    if said.beyond:
        return _beyond(said)
    question = compare(said) or share(said) or _grouped(said) or _plain(said, expects_name)
    return with_rest(_leaning(question, said), said, known, expects_name)


def _beyond(said: Said) -> Question:
    of = narrow(said.spots, said, names_first=not said.has(Cue.PAPERS))
    return _leaning(Question(Asked.BEYOND, of, beyond=said.beyond), said)


def _leaning(question: Question, said: Said) -> Question:
    """Whether the question goes on from the one before: it says so, or names no subject of its own."""
    begins = said.begins_with(Cue.AND, Cue.OR, Cue.ABOUT)
    names_one = bool(said.spots or question.sides or question.unknown)
    bare = not names_one and not said.has(Cue.PAPERS, Cue.ON_LIST, Cue.NUMBER_OF, Cue.TABLE, Cue.RANGE)
    bare = bare or (question == Question(Asked.COUNT) and not said.has(Cue.ON_LIST) and not said.left())
    bare = bare or (not said.has(Cue.PAPERS, Cue.ON_LIST) and not question.sides and _only_organisations(said))
    place = None if question.order and said.spots else said.find(Cue.PLACE)
    leans = said.has(*_LEANING) and (place is not None or not said.has(Cue.PLACE))
    return replace(question, leans=leans or begins or bare, place=place.number if place else 0)


def _only_organisations(said: Said) -> bool:
    return bool(said.spots) and all(spot.organisation and not spot.is_topic for spot in said.spots)


def _grouped(said: Said) -> Question | None:
    """A question about groups of papers: how many there are, how large they are, which is the largest."""
    of = narrow(said.spots, said, names_first=False)
    number, table = said.find(Cue.NUMBER_OF), said.find(Cue.TABLE)
    if number and not (said.has(Cue.AT_LEAST)):
        return Question(Asked.NUMBER, of, by=Group(number.detail))
    if table:
        return Question(Asked.TABLE, of, by=Group(table.detail))
    if said.has(Cue.RANGE):
        return Question(Asked.RANGE, of, by=Group.YEAR)
    return _largest(said, of) or _all_groups(said, of)


def _largest(said: Said, of: Narrowing) -> Question | None:
    top = said.find(Cue.TOP)
    if not (said.has(Cue.MOST, Cue.FEWEST) or top) or said.has(Cue.BY_STARS, Cue.BY_HEAT):
        return None
    by = _group_of(said)
    if by is None:
        return None
    asked = Asked.FEWEST if said.has(Cue.FEWEST) else Asked.MOST
    return Question(asked, of, by=by, limit=top.number if top else next(iter(lone_numbers(said)), 1))


def _group_of(said: Said) -> Group | None:
    for cues, group in (
        ((Cue.ORGANISATION, Cue.WHO), Group.ORGANISATION),
        ((Cue.SECTION,), Group.CATEGORY),
        ((Cue.MONTH,), Group.MONTH),
        ((Cue.YEAR,), Group.YEAR),
    ):
        if said.has(*cues):
            return group
    return Group.MONTH if "busiest" in said.words and "year" not in said.words else None


def _all_groups(said: Said, of: Narrowing) -> Question | None:
    """ "Which categories are there": every group and its size."""
    if said.spots or said.has(*_LEANING):
        return None
    for cue, group in (
        (Cue.SECTION, Group.CATEGORY),
        (Cue.ORGANISATION, Group.ORGANISATION),
        (Cue.WHO, Group.ORGANISATION),
        (Cue.YEAR, Group.YEAR),
    ):
        if said.has(cue) and _plural(said, cue) and said.says_nothing_else({cue, Cue.ON_LIST}):
            return Question(Asked.TABLE, of, by=group)
    return None


def _plural(said: Said, cue: Cue) -> bool:
    token = said.find(cue)
    return (
        token is not None
        and re.search(r"(?:ies|[^s]s)(?: |$)(?!is )", re.sub(r"\b(?:is|does|has|was|this|its)\b", "", token.text))
        is not None
    )


def _plain(said: Said, expects_name: bool) -> Question:
    asked, changes = _asked_of(said)
    about_papers = "papers" in said.words.split() and asked is not Asked.WHETHER
    names_first = (asked in OF_ONE_PAPER or asked is Asked.WHETHER) and not about_papers
    if asked is Asked.WHETHER and "papers" in said.words.split():
        names_first = bool(said.spots) and said.spots[0].is_sure
    if asked is Asked.PAPERS and not about_papers:
        names_first = expects_name or _names_one_paper(said)
    of = narrow(said.spots, said, names_first=names_first)
    if about_papers and asked in {Asked.PAPERS, Asked.COUNT}:
        of = _with_name_as_words(of)
    question = Question(asked, of)
    for change in changes:
        question = change(question)
    return in_order(question, said)


def _with_name_as_words(of: Narrowing) -> Narrowing:
    """ "FlashAttention papers" are all whose titles hold the name. An id or an address stays what it is."""
    if not of.name or "/" in of.name or of.name.replace(".", "").isdecimal():
        return of
    return replace(of, name="", query=replace(of.query, text=of.name))


def _names_one_paper(said: Said) -> bool:
    """Whether the only thing named is the alias of a single paper, and no category."""
    only = said.spots[0] if len(said.spots) == 1 else None
    return (
        only is not None
        and only.is_only
        and not only.category
        and not said.has(Cue.LATEST, Cue.OLDEST, Cue.BY_STARS, Cue.BY_HEAT)
    )


Change = Callable[[Question], Question]


def _asked_of(said: Said) -> tuple[Asked, list[Change]]:
    """The kind of the question, and what else its cues say of it."""
    is_claim = said.begins_with(Cue.DID) or "yesno" in said.words.split() or _begins_with_have(said)
    named = [spot for spot in said.spots if spot.name]
    if said.has(Cue.AT_LEAST):
        return Asked.COUNT, [_at_least(said)]
    if said.has(Cue.HOW_MANY):
        if said.has(Cue.STARS) and not _many(said):
            return Asked.STARS, []
        if said.has(Cue.HEAT) and not _many(said):
            return Asked.HEAT, []
        return Asked.COUNT, _claims(said)
    if said.has(Cue.BY_STARS, Cue.BY_HEAT):
        return Asked.PAPERS, []
    if is_claim and not said.has(Cue.OR):
        return Asked.WHETHER, _claims(said)
    if said.has(Cue.WHEN) or (said.has(Cue.YEAR, Cue.MONTH) and not said.has(Cue.MOST, Cue.FEWEST)):
        in_years = said.has(Cue.YEAR) and not said.has(Cue.MONTH)
        return Asked.WHEN, [lambda question: replace(question, in_years=in_years)]
    if said.has(Cue.WHO):
        return Asked.WHO, []
    if said.has(Cue.TITLE):
        return Asked.TITLE, []
    if said.has(Cue.SECTION) and said.has(Cue.LINK) and named:  # "where is it filed"
        return Asked.SECTION, []
    if said.has(*_LINKS) and (named or not said.has(Cue.PAPERS)):
        return Asked.LINK, [_with_link(said)]
    if (
        said.has(Cue.CODE_FILTER)
        and len(said.spots) == 1
        and named
        and not said.has(Cue.PAPERS)
        and not said.spots[0].is_topic
    ):
        return Asked.LINK, [lambda question: replace(question, link=LinkKind.CODE), _without_code]
    if said.has(Cue.ORGANISATION) and (named or not said.spots) and not said.has(Cue.PAPERS):
        return Asked.WHO, []
    for cue, asked in ((Cue.SECTION, Asked.SECTION), (Cue.STARS, Asked.STARS), (Cue.HEAT, Asked.HEAT)):
        if said.has(cue) and (named or not said.spots) and not _many(said):
            return asked, []
    if said.has(Cue.ON_LIST) and _is_bare_claim(said):
        return Asked.WHETHER, []
    changes = [_with_code] if said.has(Cue.CODE) else []
    return Asked.PAPERS, [*changes, *_claims(said)]


def _is_bare_claim(said: Said) -> bool:
    """Whether a name and "on the list" are all that is said: "AWQ on the list?\""""
    return len(said.spots) == 1 and said.spots[0].is_sure and len(said.items) == 2 and isinstance(said.items[0], Spot)


def _many(said: Said) -> bool:
    return "papers" in said.words.split()


def _begins_with_have(said: Said) -> bool:
    first = said.words.split(" ", 2)[:2]
    return said.begins_with(Cue.ON_LIST) and first[0] in {"do", "does", "did", "have"}


def _at_least(said: Said) -> Change:
    token = said.find(Cue.AT_LEAST)
    number = int(next(word for word in (token.text if token else "0").split() if word.isdecimal()))
    is_more = token is not None and token.text.startswith(("more", "over", "above"))
    return lambda question: replace(
        question, at_least=-number if token and token.detail == "fewer" else number + is_more
    )


def _with_code(question: Question) -> Question:
    query = question.of.query
    return replace(
        question,
        of=replace(question.of, query=replace(query, has_code=True if query.has_code is None else query.has_code)),
    )


def _without_code(question: Question) -> Question:
    return replace(question, of=replace(question.of, query=replace(question.of.query, has_code=None)))


def _with_link(said: Said) -> Change:
    kind = next((kind for cue, kind in _LINKS.items() if kind and said.has(cue)), None)
    return lambda question: _without_code(replace(question, link=kind))


def _claims(said: Said) -> list[Change]:
    """What a claim says of marks and code without a number: "is it hot", "is there code for it"."""
    changes: list[Change] = []
    if said.has(Cue.CODE):
        changes.append(_with_code)
    kind = next((kind for cue, kind in _LINKS.items() if kind and kind is not LinkKind.CODE and said.has(cue)), None)
    if kind and _names_something(said):
        changes.append(lambda question: replace(question, link=kind))
    if said.has(Cue.HEAT) and not said.has(Cue.HEAT_FILTER):
        changes.append(lambda question: replace(question, of=replace(question.of, min_heat=1)))
    if said.has(Cue.STARS) and not said.has(Cue.STAR_FILTER):
        changes.append(
            lambda question: replace(question, of=replace(question.of, query=replace(question.of.query, min_stars=1)))
        )
    return changes


def _names_something(said: Said) -> bool:
    """Whether a paper may be meant by what is named."""
    return any(spot.name for spot in said.spots)
