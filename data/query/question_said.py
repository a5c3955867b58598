"""A question taken apart: its cues, what it names, and the words that are left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from data.query.query import Query
from data.query.question import Narrowing
from data.query.question_cues import Cue, Token
from data.query.question_spots import Spot
from data.query.question_words import load_fillers

_IDLE_CUES = {
    Cue.ABOUT,
    Cue.BY,
    Cue.PAPERS,
    Cue.AND,
    Cue.OR,
    Cue.THAN,
    Cue.DID,
    Cue.PRONOUN,
    Cue.ONLY,
    Cue.ABOUT_ANOTHER,
}


@dataclass(frozen=True)
class Said:
    """What was said. `query` holds the months that were understood, `years` two that are compared, `codes` tells that
    papers with code are compared with those without, `beyond` what no list can know."""

    words: str
    items: Sequence[Token | Spot]
    query: Query
    beyond: str = ""
    years: tuple[int, int] | None = None
    codes: bool = False
    spots: tuple[Spot, ...] = field(init=False)
    cues: tuple[Token, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spots", tuple(item for item in self.items if isinstance(item, Spot)))
        object.__setattr__(self, "cues", tuple(item for item in self.items if isinstance(item, Token) and item.cue))

    def has(self, *cues: Cue) -> bool:
        """Whether any of these cues was given."""
        return any(token.cue in cues for token in self.cues)

    def find(self, *cues: Cue) -> Token | None:
        """The first of these cues."""
        return next((token for token in self.cues if token.cue in cues), None)

    def begins_with(self, *cues: Cue) -> bool:
        """Whether the first thing said is one of these cues."""
        first = next(iter(self.items), None)
        return isinstance(first, Token) and first.cue in cues

    def cue_before(self, *following: Cue) -> Cue | None:
        """The cue directly before the first of these."""
        for before, item in zip(self.items, self.items[1:], strict=False):
            if isinstance(item, Token) and item.cue in following:
                return before.cue if isinstance(before, Token) else None
        return None

    def left(self) -> list[tuple[str, Cue | None]]:
        """The words that mean nothing known and are no fillers, each with the last cue or spot before it: BY, ABOUT or
        None."""
        left: list[tuple[str, Cue | None]] = []
        before: Cue | None = None
        for item in self.items:
            if isinstance(item, Spot):
                before = None
            elif item.cue is not None:
                before = item.cue if item.cue in {Cue.BY, Cue.ABOUT} else None
            elif item.text not in load_fillers():
                left.append((item.text, before))
        return left

    def says_nothing_else(self, besides: Collection[Cue] = ()) -> bool:
        """Whether there is nothing but what goes with any question, and these cues."""
        return all(token.cue in _IDLE_CUES or token.cue in besides for token in self.cues)


def narrow(spots: Sequence[Spot], said: Said, *, names_first: bool) -> Narrowing:
    """The papers that these spots and the filters mean."""
    query, topic, partner = said.query, "", ""
    naming = _naming(spots, names_first)
    organisations = [spot.organisation for spot in spots if spot.organisation and spot is not naming]
    for spot in spots:
        if spot is naming or spot.organisation:
            continue
        category = spot.category or (spot.heading if said.has(Cue.SECTION) else "")
        if category and not query.category:
            query = replace(query, category=category)
        elif spot.topic or spot.category != query.category:
            topic = spot.topic or spot.text
    if organisations:
        query = replace(query, organisation=organisations[0])
        partner = next((other for other in organisations if other != organisations[0]), "")
    if said.has(Cue.NO_CODE_FILTER):
        query = replace(query, has_code=False)
    elif said.has(Cue.CODE_FILTER):
        query = replace(query, has_code=True)
    stars, heat = said.find(Cue.STAR_FILTER), said.find(Cue.HEAT_FILTER)
    if stars:
        query = replace(query, min_stars=_least(stars))
    return Narrowing(
        query,
        naming.name if naming else "",
        topic,
        partner,
        bool(partner) and said.has(Cue.OR),
        heat.number if heat else 0,
    )


def _least(marks: Token) -> int:
    """The fewest stars or fires that are meant."""
    return min(3, marks.number + marks.text.startswith(("more than", "over")))


def _naming(spots: Sequence[Spot], names_first: bool) -> Spot | None:
    """The spot that names the papers: a sure name, else one that is no subject, else, where names come first, any."""
    named = [spot for spot in spots if spot.name and not spot.organisation]
    for fits in (_is_sure, _is_no_topic):
        found = next(filter(fits, named), None)
        if found:
            return found
    return named[0] if named and names_first else None


def _is_sure(spot: Spot) -> bool:
    return spot.is_sure


def _is_no_topic(spot: Spot) -> bool:
    return not spot.is_topic
