"""Questions for a part of a whole: "what share of the kv cache papers has code"."""

from collections.abc import Sequence
from dataclasses import replace

from data.query.query import Query
from data.query.question import Asked, Narrowing, Question
from data.query.question_cues import Cue, Token
from data.query.question_said import Said, narrow
from data.query.question_spots import Spot

_VERBS = {"have", "has", "are", "is", "were", "was", "come", "comes", "came", "belong", "stand", "deal", "got", "lack"}
_FILTERS = (Cue.CODE_FILTER, Cue.NO_CODE_FILTER, Cue.STAR_FILTER, Cue.HEAT_FILTER, Cue.CODE, Cue.STARS, Cue.HEAT)


def share(said: Said) -> Question | None:
    """The part and the whole, or None where no share is asked for.

    The whole stands between "share of" and the verb; without a verb the whole is everything.
    """
    place = next((at for at, item in enumerate(said.items) if isinstance(item, Token) and item.cue is Cue.SHARE), None)
    if place is None:
        return None
    part = narrow(said.spots, said, names_first=False)
    if said.has(Cue.CODE):
        part = replace(part, query=replace(part.query, has_code=True))
    before, after = _divide(said.items[place + 1 :])
    is_timed = said.has(*_FILTERS) or any(isinstance(item, Spot) for item in after)
    timed = said if is_timed else Said(said.words, said.items, Query(), said.beyond)
    whole = narrow([spot for spot in before if isinstance(spot, Spot)], timed, names_first=False)
    whole = replace(whole, query=replace(whole.query, has_code=None, min_stars=0), min_heat=0)
    if place and not said.items[place + 1 :]:  # the part stands in front, as in Chinese
        whole = _whole_in_front(said, part)
    elif not after:
        whole = _whole_of_subject(said, part)
    if whole == part:
        whole = Narrowing()
    return Question(Asked.SHARE, part, among=whole)


def _divide(items: Sequence[Token | Spot]) -> tuple[Sequence[Token | Spot], Sequence[Token | Spot]]:
    """What stands before the verb and after it."""
    for place, item in enumerate(items):
        if isinstance(item, Token) and (
            item.text.split(" ")[0] in _VERBS or item.cue in {Cue.CODE_FILTER, Cue.NO_CODE_FILTER}
        ):
            return items[:place], items[place:]
    return items, ()


def _whole_of_subject(said: Said, part: Narrowing) -> Narrowing:
    """ "The share of quantization papers from Microsoft" is one of quantization, not of everything."""
    subjects = [spot for spot in said.spots if spot.is_topic and not spot.organisation]
    whole = narrow(subjects, Said("", (), Query()), names_first=False)
    return Narrowing() if whole == replace(part, query=replace(part.query, text="")) else whole


def _whole_in_front(said: Said, part: Narrowing) -> Narrowing:
    if said.has(*_FILTERS):
        return replace(part, query=replace(part.query, has_code=None, min_stars=0), min_heat=0)
    return Narrowing()
