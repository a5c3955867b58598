"""Papers that resemble a paper: by the rare words that describe both, and by where lists place them."""

from math import sqrt

from storage.search.tables import Tables

MOST_SIMILAR = 25
_PLACED_TOGETHER, _FROM_ONE_HOUSE, _LIKED = 0.12, 0.04, 0.02
_LEAST = 0.08


def find_similar(paper_id: int, tables: Tables) -> tuple[int, ...]:
    """The places of the papers that resemble the paper of this number, the most alike first; none for one that is not
    there. The paper itself is not among them."""
    place = tables.find_place(paper_id)
    if place is None:
        return ()
    entry = tables.entries[place]
    shared: dict[int, float] = {}
    for stem, quality in entry.stems.items():
        papers = tables.vocabulary.find(stem)
        rarity = tables.vocabulary.rarity(len(papers)) ** 2
        for other, fit in papers.items():
            shared[other] = shared.get(other, 0.0) + rarity * quality * fit
    shared.pop(place, None)
    own = _length(place, tables)
    scores = {}
    for other, common in shared.items():
        also = tables.entries[other]
        scores[other] = (
            common / (own * _length(other, tables))
            + _PLACED_TOGETHER * bool(entry.categories.keys() & also.categories.keys())
            + _FROM_ONE_HOUSE * bool(entry.organisations & also.organisations)
            + _LIKED * also.prior
        )
    best = sorted((other for other in scores if scores[other] >= _LEAST), key=lambda other: (-scores[other], other))
    return tuple(best[:MOST_SIMILAR])


def _length(place: int, tables: Tables) -> float:
    """How much is said of a paper in all, so that one of many words is like no more papers than another."""
    known = tables.lengths.get(place)
    if known is None:
        vocabulary, stems = tables.vocabulary, tables.entries[place].stems.items()
        square = sum((vocabulary.rarity(len(vocabulary.find(stem))) * quality) ** 2 for stem, quality in stems)
        known = tables.lengths[place] = sqrt(square) or 1.0
    return known
