"""How sure an answer is follows from how much of the query it covers."""

import pytest

from storage.search.confidence import confidence_of, least_coverage
from storage.search.result import Confidence


@pytest.mark.parametrize(
    ("coverage", "confidence"),
    [(1.0, "high"), (0.58, "high"), (0.57, "low"), (0.2, "low"), (0.19, "none"), (0.0, "none")],
)
def test_the_covered_share_decides(coverage: float, confidence: str) -> None:
    assert confidence_of(coverage) is Confidence(confidence)


def test_nothing_stands_beside_an_answer_that_is_none_itself() -> None:
    assert least_coverage(0.6) >= 0.58
    assert least_coverage(1.0) == pytest.approx(0.7)
    assert least_coverage(0.3) <= 0.3
