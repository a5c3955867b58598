import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.follows import MOST_FOLLOWED, NOTHING, Follow, Followed, find_follow, follows_of, give_up, take_up
from bot.refusals import TooMuchFollowed

VALUES = st.text(min_size=1, max_size=20)
FOLLOWS = st.one_of(
    st.builds(Follow, st.sampled_from([each for each in Followed if each is not Followed.PAPER]), VALUES),
    st.integers(1, 999).map(lambda number: Follow(Followed.PAPER, str(number))),
)


@given(st.lists(FOLLOWS, max_size=MOST_FOLLOWED))
def test_what_is_taken_up_is_followed_once_and_is_gone_when_given_up(follows: list[Follow]) -> None:
    interest = NOTHING
    for follow in follows:
        interest = take_up(interest, follow)
        assert take_up(interest, follow) == interest
    assert set(follows_of(interest)) <= set(follows)
    for follow in follows_of(interest):
        assert find_follow(interest, follow.code) == follow
        left = give_up(interest, frozenset({follow.code}))
        assert set(follows_of(left)) == set(follows_of(interest)) - {follow}
    assert give_up(interest, frozenset(each.code for each in follows_of(interest))) == NOTHING


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("k:KV cache", Follow(Followed.KEYWORD, "KV cache")),
        ("kv-cache", Follow(Followed.KEYWORD, "KV cache")),
        ("p:7", Follow(Followed.PAPER, "7")),
        ("7", None),
        ("c++", Follow(Followed.KEYWORD, "C++")),
        ("c", None),
    ],
)
def test_what_is_followed_is_found_by_its_code_and_by_its_words(typed: str, found: Follow | None) -> None:
    interest = NOTHING
    for follow in (Follow(Followed.KEYWORD, "KV cache"), Follow(Followed.PAPER, "7"), Follow(Followed.KEYWORD, "C++")):
        interest = take_up(interest, follow)
    assert find_follow(interest, typed) == found


def test_there_is_a_bound() -> None:
    interest = NOTHING
    for number in range(MOST_FOLLOWED):
        interest = take_up(interest, Follow(Followed.PAPER, str(number + 1)))
    with pytest.raises(TooMuchFollowed):
        take_up(interest, Follow(Followed.KEYWORD, "more"))
