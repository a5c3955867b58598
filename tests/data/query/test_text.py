"""A query survives being written as one line, and any line at all can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.months import Month
from data.query.query import Query, Sort
from data.query.text import parse_query, render_query

months = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
tricky = st.lists(
    st.sampled_from(
        ['"', "\\", ":", " ", "\n", "since:", "2024", "has:code", "category:", 'org:"a b"', "stars:2", "kv", "量化"]
    )
).map("".join)
texts = st.one_of(st.text(), tricky)
queries = st.builds(
    Query,
    text=texts,
    category=texts,
    organisation=texts,
    since=st.none() | months,
    until=st.none() | months,
    has_code=st.sampled_from([None, True, False]),
    min_stars=st.integers(0, 3),
    sort=st.sampled_from(Sort),
)


@given(queries)
def test_every_query_survives_the_round_trip(query: Query) -> None:
    assert parse_query(render_query(query)) == query


@given(texts)
def test_any_line_can_be_read_and_reads_the_same_once_rendered(line: str) -> None:
    query = parse_query(line)
    assert parse_query(render_query(query)) == query


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("", Query()),
        ("kv cache", Query(text="kv cache")),
        (
            "kv cache category:kv-cache since:2024-01 until:2024-12 has:code stars:2 sort:first_seen",
            Query("kv cache", "kv-cache", "", Month(2024, 1), Month(2024, 12), True, 2, Sort.FIRST_SEEN),
        ),
        ('org:"UC Berkeley" awq', Query(text="awq", organisation="UC Berkeley")),
        ("since:2024 until:2024", Query(since=Month(2024, 1), until=Month(2024, 12))),
        ('since:"july 2024"', Query(since=Month(2024, 7))),
        ("has:no-code", Query(has_code=False)),
        ('"has:code"', Query(text="has:code")),
        ("since:yesterday", Query(text="since:yesterday")),
        ("stars:9 sort:size has:video", Query(text="stars:9 sort:size has:video")),
        ("category: x", Query(text="category: x")),
        ("FlashAttention-3: fast", Query(text="FlashAttention-3: fast")),
        ('5" disks "of them', Query(text='5" disks "of them')),
        ("stars:1 stars:3", Query(min_stars=3)),
    ],
)
def test_reads_what_people_type(line: str, query: Query) -> None:
    assert parse_query(line) == query


def test_plain_words_are_written_without_quotes() -> None:
    assert render_query(Query(text="flash attn 3", min_stars=2)) == "flash attn 3 stars:2"
