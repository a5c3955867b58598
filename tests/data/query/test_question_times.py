from datetime import date

import pytest

from data.months import Month
from data.query.query import Query
from data.query.question_times import narrow_by_time

TODAY = date(2026, 2, 10)
M = Month


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("papers from 2024", M(2024, 1), M(2024, 12)),
        ("papers from 2024 onwards", M(2024, 1), None),
        ("papers from 2023 to 2024", M(2023, 1), M(2024, 12)),
        ("since june 2024", M(2024, 6), None),
        ("after 2023", M(2024, 1), None),
        ("before 2020", None, M(2019, 12)),
        ("last 3 months", M(2025, 11), M(2026, 2)),
        ("in the past two years", M(2024, 2), M(2026, 2)),
        ("last year", M(2025, 1), M(2025, 12)),
        ("this year", M(2026, 1), M(2026, 12)),
        ("last month", M(2026, 1), M(2026, 1)),
        ("last two weeks", M(2026, 1), M(2026, 2)),
        ("since june", M(2025, 6), None),
        ("since january", M(2026, 1), None),
        ("until march", None, M(2025, 3)),
        ("q3 2024", M(2024, 7), M(2024, 9)),
        ("first half of 2024", M(2024, 1), M(2024, 6)),
        ("2024 h2", M(2024, 7), M(2024, 12)),
        ("2024 or later", M(2024, 1), None),
        ("how many in 2023 or 2024", M(2023, 1), M(2024, 12)),
        ("2023年和2024年", M(2023, 1), M(2024, 12)),
        ("from jan to june 2024", M(2024, 1), M(2024, 6)),
        ("去年的论文", M(2025, 1), M(2025, 12)),
        ("今年", M(2026, 1), M(2026, 12)),
        ("最近三个月", M(2025, 11), M(2026, 2)),
        ("2024年", M(2024, 1), M(2024, 12)),
        ("2023年以后", M(2023, 1), None),
    ],
)
def test_words_of_time_become_months(text: str, since: Month | None, until: Month | None) -> None:
    _, query = narrow_by_time(text, Query(), TODAY)
    assert (query.since, query.until) == (since, until)


def test_what_is_no_time_stays_text() -> None:
    assert narrow_by_time("newest kv cache papers with two stars", Query(), TODAY) == (
        "newest kv cache papers with two stars", Query(),
    )  # fmt: skip
    text, _ = narrow_by_time("newest kv cache papers of 2024, top 3", Query(), TODAY)
    assert "newest" in text
    assert "2024" not in text
