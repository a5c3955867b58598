from data.months import Month
from data.query.query import Query
from data.query.question import Asked, Narrowing, Part, Question
from data.query.question_parts import parts_of, without

FULL = Narrowing(
    Query("words", "moe", "Microsoft", Month(2024, 1), Month(2024, 12), has_code=False, min_stars=2),
    name="vllm", topic="serving", partner="NVIDIA", either=True, min_heat=1,
)  # fmt: skip


def test_every_part_is_told_and_can_be_taken_off() -> None:
    assert set(parts_of(FULL)) == set(Part)
    for part in Part:
        left = parts_of(without(Question(Asked.COUNT, FULL), [part]).of)
        assert set(left) == set(Part) - {part}
    assert without(Question(Asked.COUNT, FULL), Part).of.is_empty
