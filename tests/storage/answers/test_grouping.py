from collections import Counter
from typing import TYPE_CHECKING

from data.query.question import ALL, Asked, Group, Question
from storage.answers.grouping import compute_groups, count_groups, headings_by
from storage.answers.selecting import View

if TYPE_CHECKING:
    from tests.storage.answers.conftest import Ask


def test_years_are_counted_over_dated_papers(view: View, ask: "Ask") -> None:
    years = Counter(str(paper.published.year) for paper in view.index.papers if paper.published)
    assert ask("papers per year").value == dict(sorted(years.items()))
    assert count_groups(view.select(ALL), Group.YEAR, view) == years


def test_nothing_has_no_groups(view: View, ask: "Ask") -> None:
    assert ask("how many organisations published in 1999").value == 0
    assert compute_groups(Question(Asked.NUMBER, by=Group.LIST), view).value == 3


def test_the_largest_group_rests_on_its_papers(ask: "Ask") -> None:
    answer = ask("which org published most in 2024")
    assert answer.value == "Microsoft"
    assert len(answer.papers) == 12
    assert answer.sides == (("Microsoft", 12),)


def test_each_category_has_one_heading(view: View) -> None:
    headings = headings_by(view)
    by_category: dict[str, set[str]] = {}
    for paper in view.index.papers:
        for category, heading in zip(
            [c for c in paper.categories if c != "llm-论文列表"], headings(paper), strict=True
        ):
            by_category.setdefault(category, set()).add(heading)
    assert all(len(names) == 1 for names in by_category.values())


def test_months_and_ranges_and_lists(ask: "Ask") -> None:
    assert ask("which month of 2024 had most papers").value == "2024-08"
    assert ask("what years are covered").value == ("2018", "2026")
    assert ask("smallest category").value
