"""Questions that set things side by side: which came first, which has more."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from data.months import Month
from data.query.question import Asked, Narrowing, Order, Question, Side
from data.query.question_cues import Cue
from data.query.question_said import Said, narrow
from data.query.question_spots import Spot

_TOGETHER = (Cue.OR, Cue.THAN, Cue.AND)
_BY_MONTH = (Cue.FIRST, Cue.LAST, Cue.OLDER, Cue.NEWER, Cue.OLDEST, Cue.LATEST, Cue.WHEN)
_BY_NUMBER = (Cue.HAS_MORE, Cue.HAS_FEWER, Cue.MOST, Cue.FEWEST)


def compare(said: Said) -> Question | None:
    """The comparison that is asked for, or None where nothing is compared."""
    if said.years:
        return _more(said, [_in_year(year, said) for year in said.years])
    if said.codes:
        return _more(said, _with_and_without(said))
    if not said.has(*_TOGETHER, Cue.OLDER, Cue.NEWER):
        return None
    return _first(said) or _marked(said) or _more_of_spots(said)


def _first(said: Said) -> Question | None:
    """Which of several papers came first, or whether one did."""
    named = [spot for spot in said.spots if spot.name]
    leans = len(named) == 1 and said.has(Cue.PRONOUN) and said.has(Cue.OLDER, Cue.NEWER)
    is_asked = said.has(*_BY_MONTH) or _only_compares(said)
    if (len(named) < 2 and not leans) or not is_asked or (said.has(Cue.PAPERS) and said.has(Cue.HAS_MORE)):
        return None
    is_claim = said.has(Cue.OLDER, Cue.NEWER) and not said.has(Cue.OR) and not _asks_which(said)
    asked = Asked.LAST if said.has(Cue.LAST, Cue.NEWER, Cue.LATEST) else Asked.FIRST
    sides = tuple(Side(spot.text, Narrowing(name=spot.name)) for spot in named)
    return Question(asked, sides=sides, claims_order=is_claim)


def _only_compares(said: Said) -> bool:
    """Whether two papers are set side by side and nothing is said of what: "compare A and B", "A vs B"."""
    compares = bool({"compare", "comparison", "vs", "versus"} & set(said.words.replace(".", "").split()))
    sure = [spot for spot in said.spots if spot.is_sure]
    return compares and len(sure) == len(said.spots) and not said.has(*_BY_NUMBER, Cue.STARS, Cue.HEAT, Cue.PAPERS)


def _asks_which(said: Said) -> bool:
    return bool({"which", "what", "who"} & set(said.words.split()))


def _marked(said: Said) -> Question | None:
    """Which of several papers has more stars, or is hotter."""
    named = [spot for spot in said.spots if spot.name and not spot.organisation]
    if len(named) < 2 or not said.has(Cue.STARS, Cue.HEAT, Cue.BY_STARS, Cue.BY_HEAT) or said.has(Cue.PAPERS):
        return None
    order = Order.STARS if said.has(Cue.STARS, Cue.BY_STARS) else Order.HEAT
    asked = Asked.FEWER if said.has(Cue.HAS_FEWER, Cue.FEWEST) else Asked.MORE
    sides = tuple(Side(spot.text, Narrowing(name=spot.name)) for spot in named)
    return Question(asked, sides=sides, order=order, claims_order=said.has(Cue.THAN) and not _asks_which(said))


def _more_of_spots(said: Said) -> Question | None:
    """Which of several organisations or subjects has more papers; what else is named narrows all of them."""
    is_asked = said.has(*_BY_NUMBER) or "compare" in said.words or " vs" in said.words or "versus" in said.words
    if not is_asked:
        return None
    kinds: tuple[Callable[[Spot], bool], ...] = (lambda spot: bool(spot.organisation), lambda spot: spot.is_topic)
    for is_kind in kinds:
        compared = [spot for spot in said.spots if is_kind(spot)]
        if len(compared) >= 2 and _stand_together(compared, said):
            others = [spot for spot in said.spots if spot not in compared]
            return _more(said, [Side(spot.text, narrow([spot, *others], said, names_first=False)) for spot in compared])
    return None


def _stand_together(spots: Sequence[Spot], said: Said) -> bool:
    """Whether a word such as "or" stands somewhere between the first and the last of them, or before both."""
    places = [place for place, item in enumerate(said.items) if item in spots]
    between = said.items[places[0] : places[-1]]
    return any(getattr(item, "cue", None) in _TOGETHER for item in between)


def _more(said: Said, sides: Sequence[Side]) -> Question:
    asked = Asked.FEWER if said.has(Cue.HAS_FEWER, Cue.FEWEST) else Asked.MORE
    is_claim = said.has(Cue.THAN) and not said.has(Cue.OR) and not _asks_which(said)
    return Question(asked, sides=tuple(sides), claims_order=is_claim)


def _in_year(year: int, said: Said) -> Side:
    of = narrow(said.spots, said, names_first=False)
    return Side(str(year), replace(of, query=replace(of.query, since=Month(year, 1), until=Month(year, 12))))


def _with_and_without(said: Said) -> list[Side]:
    of = narrow(said.spots, said, names_first=False)
    return [
        Side(label, replace(of, query=replace(of.query, has_code=has_code)))
        for label, has_code in (("with", True), ("without", False))
    ]
