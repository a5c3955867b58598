"""How sure an answer is: by the share of the query that the best paper covers."""

from storage.search.result import Confidence

ANSWERS, ANSWERS_AT_LENGTH = 0.58, 0.5
"""From this share on something is an answer; of many words fewer fit by chance, so a smaller share is as sure."""
MANY_WORDS = 5
RELATED = 0.2
"""From this share on something is loosely related; less is nothing."""
MOST_RELATED = 10
_NEAR_THE_BEST, _NEARER_THE_BEST = 0.7, 0.785


def answers_from(telling: int) -> float:
    """The share from which on something answers a query of so many words that tell something."""
    return ANSWERS_AT_LENGTH if telling >= MANY_WORDS else ANSWERS


def confidence_of(coverage: float, answers: float = ANSWERS) -> Confidence:
    """The confidence of an answer whose best paper covers so much of the query, where what covers `answers` does."""
    if coverage >= answers:
        return Confidence.HIGH
    return Confidence.LOW if coverage >= RELATED else Confidence.NONE


def least_coverage(best: float, answers: float = ANSWERS, *, is_arranged: bool = False) -> float:
    """What a paper must cover to stand beside a best one that covers so much. Where papers are arranged by something
    else than relevance, the less relevant may come first, and so must be nearer to the best."""
    share = _NEARER_THE_BEST if is_arranged else _NEAR_THE_BEST
    return max(answers if best >= answers else RELATED, best * share)
