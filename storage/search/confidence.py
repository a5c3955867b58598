"""How sure an answer is: by the share of the query that the best paper covers."""

from storage.search.result import Confidence

ANSWERS = 0.58
"""From this share on something is an answer."""
RELATED = 0.2
"""From this share on something is loosely related; less is nothing."""
MOST_RELATED = 10
_NEAR_THE_BEST = 0.7


def confidence_of(coverage: float) -> Confidence:
    """The confidence of an answer whose best paper covers so much of the query."""
    if coverage >= ANSWERS:
        return Confidence.HIGH
    return Confidence.LOW if coverage >= RELATED else Confidence.NONE


def least_coverage(best: float) -> float:
    """What a paper must cover to stand beside a best one that covers so much."""
    return max(ANSWERS if best >= ANSWERS else RELATED, best * _NEAR_THE_BEST)
