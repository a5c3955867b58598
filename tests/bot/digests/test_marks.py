import json

from hypothesis import given
from hypothesis import strategies as st

from bot.digests.marks import Shown, menu_id, new_mark, notice_id, option_value, read_marks
from bot.screens.limits import CUSTOM_ID, OPTION_TEXT
from storage.digests.fingerprints import fingerprint_of
from storage.feed import ChangeKind
from tests.bot.digests.conftest import make_item, make_paper


def menu(custom_id: str, *values: str) -> list[dict[str, object]]:
    options = [{"label": "x", "value": value} for value in values]
    return [
        {"type": 17, "components": []},
        {"type": 1, "components": [{"type": 3, "custom_id": custom_id, "options": options}]},
    ]


@given(
    st.integers(1, 2**31),
    st.integers(1, 2**53),
    st.dictionaries(st.sampled_from(ChangeKind), st.integers(1, 9999), min_size=1, max_size=9),
)
def test_a_message_tells_what_it_told(subscription_id: int, number: int, told: dict[ChangeKind, int]) -> None:
    item = make_item(make_paper(number), *told)
    value = option_value(item, {(number, kind): times for kind, times in told.items()})
    mark = new_mark(subscription_id)
    custom_id = menu_id("4f2a9c01", mark)
    assert len(value) <= OPTION_TEXT
    assert len(custom_id) <= CUSTOM_ID
    assert len(mark) <= 32
    marked = read_marks(json.loads(json.dumps(menu(custom_id, value))))
    assert marked is not None
    assert (marked.database, marked.mark, marked.subscription_id) == ("4f2a9c01", mark, subscription_id)
    assert set(marked.shown) == {Shown(fingerprint_of(item.paper), kind, times) for kind, times in told.items()}


def test_a_notice_has_a_mark_and_no_digest() -> None:
    marked = read_marks([{"type": 2, "custom_id": notice_id("abc", new_mark(None))}])
    assert marked is not None
    assert (marked.subscription_id, marked.shown) == (None, ())


def test_other_messages_have_none() -> None:
    for custom_id in ("open:3", "turn:1~0…~", "digest", "", "digest:ABC:x y"):
        assert read_marks(menu(custom_id, "3:zzz:a1")) is None
    assert read_marks([]) is None


def test_no_two_marks_are_the_same() -> None:
    assert len({new_mark(1) for _ in range(1000)}) == 1000
