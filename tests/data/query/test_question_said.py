from data.query.query import Query
from data.query.question import Narrowing
from data.query.question_cues import Cue, tag
from data.query.question_said import Said, narrow
from data.query.question_spots import Spot

NAME = Spot("moe", name="moe", category="moe", is_only=True)
SURE = Spot("vllm", name="vllm", is_sure=True)


def said(text: str, *spots: Spot) -> Said:
    return Said(text, [*tag(text), *spots], Query())


def test_it_tells_its_cues_and_what_is_left() -> None:
    asked = said("how many kettles by tesla")
    assert asked.has(Cue.HOW_MANY)
    assert asked.begins_with(Cue.HOW_MANY)
    assert asked.left() == [("kettles", None), ("tesla", Cue.BY)]
    assert asked.cue_before(Cue.BY) is None


def test_a_word_with_two_meanings_is_a_name_only_where_names_come_first() -> None:
    asked = said("moe")
    assert narrow([NAME], asked, names_first=False) == Narrowing(Query(category="moe"))
    assert narrow([NAME], asked, names_first=True) == Narrowing(name="moe")
    assert narrow([NAME, SURE], asked, names_first=True) == Narrowing(Query(category="moe"), name="vllm")
