from typing import TYPE_CHECKING

import pytest

from data.query.query import Query
from data.query.question import Asked, Order, Question
from data.query.question_cues import tag
from data.query.question_orders import in_order, lone_numbers
from data.query.question_said import Said

if TYPE_CHECKING:
    from tests.data.query.conftest import Read


@pytest.mark.parametrize(
    ("text", "order", "limit"),
    [
        ("kv cache papers sorted by stars", Order.STARS, 0),
        ("top 5 kv cache papers", Order.STARS, 5),
        ("the first paper about quantization", Order.OLDEST, 1),
        ("new papers on quantization", Order.NEWEST, 0),
        ("which kv cache paper is hottest", Order.HEAT, 1),
        ("kv cache papers", Order.NONE, 0),
    ],
)
def test_an_order_and_a_number_are_read_together(read: "Read", text: str, order: Order, limit: int) -> None:
    assert (read(text).order, read(text).limit) == (order, limit)


def test_a_question_without_an_order_stays_as_it_is() -> None:
    said = Said("3 kettles", tag("3 kettles"), Query())
    assert in_order(Question(Asked.PAPERS), said) == Question(Asked.PAPERS)
    assert lone_numbers(said) == [3]
