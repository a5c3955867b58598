"""How sure an answer is follows from how much of the query it covers."""

import pytest

from storage.search.confidence import answers_from, confidence_of, least_coverage
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


def test_of_a_long_description_a_smaller_share_is_as_sure() -> None:
    assert confidence_of(0.52, answers_from(4)) is Confidence.LOW
    assert confidence_of(0.52, answers_from(5)) is Confidence.HIGH
    assert least_coverage(0.52, answers_from(5)) <= 0.52


def test_what_is_arranged_by_month_must_be_nearer_to_the_best() -> None:
    assert least_coverage(1.0, is_arranged=True) > least_coverage(1.0)
