from data.query.query import Query
from data.query.question import ALL, Narrowing


def test_a_narrowing_without_parts_means_every_paper() -> None:
    assert ALL.is_empty
    assert not Narrowing(min_heat=1).is_empty
    assert not Narrowing(Query(category="moe")).is_empty
