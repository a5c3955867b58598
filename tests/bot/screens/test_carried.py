import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.carried import LONGEST_TEXT, can_carry, carry, find_query
from bot.screens.custom_ids import GOTO, open_paper, turn_to
from bot.screens.limits import CUSTOM_ID
from data.months import Month
from data.query.query import Query, Sort

ANY_TEXT = st.text(max_size=LONGEST_TEXT) | st.text('"\\~: 0', max_size=LONGEST_TEXT)
MONTHS = st.none() | st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
QUERIES = st.builds(
    Query,
    text=ANY_TEXT,
    category=st.just("") | st.text("ab-注", min_size=1, max_size=60),
    since=MONTHS,
    until=MONTHS,
    has_code=st.sampled_from([None, True, False]),
    min_stars=st.integers(0, 3),
    sort=st.sampled_from(Sort),
)
LAST_PAGE = [turn_to(99_998), GOTO, turn_to(99_999), open_paper(2**63 - 1)]
"""The least that a page of several has: one paper beside the buttons that turn."""


@given(QUERIES)
def test_the_smallest_page_carries_any_query(query: Query) -> None:
    carried = carry(query, LAST_PAGE)
    assert max(map(len, carried)) <= CUSTOM_ID
    assert find_query(carried) == query


@given(QUERIES)
def test_the_order_of_the_buttons_does_not_matter_and_others_may_stand_between(query: Query) -> None:
    carried = carry(query, LAST_PAGE)
    assert find_query(["contents", *reversed(carried), "category:x"]) == query


def test_the_longest_query_fits() -> None:
    query = Query("x" * LONGEST_TEXT, "c" * 60, "", Month(2024, 1), Month(2024, 2), False, 3, Sort.FIRST_SEEN)
    assert find_query(carry(query, LAST_PAGE)) == query


def test_what_the_smallest_page_cannot_carry_is_known_beforehand() -> None:
    assert can_carry(Query("x" * LONGEST_TEXT, "c" * 60, "", Month(2024, 1), Month(2024, 2), False, 3, Sort.FIRST_SEEN))
    assert can_carry(Query("x" * 120, "c" * 60, "o" * 60, sort=Sort.PUBLISHED))
    assert not can_carry(Query("x" * LONGEST_TEXT, "c" * 60, "o" * 80, Month(2024, 1)))


def test_what_has_no_room_is_no_page() -> None:
    with pytest.raises(ValueError, match="no room"):
        carry(Query("x" * LONGEST_TEXT), [turn_to(1)])


@pytest.mark.parametrize(
    "custom_ids",
    [
        [],
        ["contents", "open:7", "turn:3"],
        ["turn:1~0"],
        ["turn:1~14~text~"],
        ["turn:1~0nothing~"],
        ["turn:1~0²~x~"],
        carry(Query("x" * LONGEST_TEXT), LAST_PAGE)[1:],
        carry(Query("x" * LONGEST_TEXT), LAST_PAGE)[::2],
    ],
)
def test_a_message_that_lacks_a_piece_has_no_query(custom_ids: list[str]) -> None:
    assert find_query(custom_ids) is None
