"""Times in words: absolute ones always, those that count from today where today is known."""

from datetime import UTC, datetime

import pytest

from data.query.times import find_time

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("moe in the last 3 months", "2026-08", None),
        ("past year", "2025-11", None),
        ("in the past year", "2025-11", None),
        ("last 2 weeks", "2026-10", None),
        ("last two years", "2024-11", None),
        ("this year", "2026-01", "2026-12"),
        ("last year", "2025-01", "2025-12"),
        ("since last year", "2025-01", None),
        ("this month", "2026-11", "2026-11"),
        ("last month", "2026-10", "2026-10"),
        ("since june", "2026-06", None),
        ("since december", "2025-12", None),
        ("in may", "2026-05", "2026-05"),
        ("before march", None, "2026-02"),
        ("去年的量化", "2025-01", "2025-12"),
        ("今年", "2026-01", "2026-12"),
        ("前年", "2024-01", "2024-12"),
        ("去年以来", "2025-01", None),
        ("最近三个月", "2026-08", None),
        ("近半年", "2026-05", None),
        ("最近一年", "2025-11", None),
        ("上个月", "2026-10", "2026-10"),
    ],
)
def test_times_that_count_from_today(text: str, since: str | None, until: str | None) -> None:
    found = find_time(text, NOW)
    assert found is not None
    assert (found.since and str(found.since), found.until and str(found.until)) == (since, until)
    assert find_time(text) is None


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Q1 2024", "2024-01", "2024-03"),
        ("2024 Q4", "2024-10", "2024-12"),
        ("H2 of 2023", "2023-07", "2023-12"),
        ("2024年上半年", "2024-01", "2024-06"),
        ("2024年下半年的", "2024-07", "2024-12"),
        ("2024+", "2024-01", None),
        ("between jan and mar 2024", "2024-01", "2024-03"),
        ("oct-dec 2023", "2023-10", "2023-12"),
        ("2024年1月到3月", "2024-01", "2024-03"),
        ("2024年11-12月", "2024-11", "2024-12"),
        ("first half of 2024", "2024-01", "2024-06"),
        ("in the 4th quarter of 2023", "2023-10", "2023-12"),
        ("early 2024", "2024-01", "2024-04"),
        ("late-2023", "2023-09", "2023-12"),
        ("2023 or earlier", None, "2023-12"),
    ],
)
def test_other_times(text: str, since: str | None, until: str | None) -> None:
    found = find_time(f"moe {text} kv")
    assert found is not None
    assert (found.since and str(found.since), found.until and str(found.until)) == (since, until)
    assert f"moe {text} kv"[found.start : found.end].strip() == text


@pytest.mark.parametrize(
    "text", ["may attention", "march", "the last layer", "last token", "2024-13", "this paper", ""]
)
def test_no_times(text: str) -> None:
    assert find_time(text, NOW) is None
