from data.query.query import Query, Sort


def test_a_query_that_says_nothing_asks_for_everything_by_relevance() -> None:
    assert Query() == Query("", "", "", None, None, None, 0, Sort.RELEVANCE)


def test_queries_are_equal_by_what_they_ask() -> None:
    assert len({Query("awq"), Query("awq"), Query("awq", min_stars=1)}) == 2
