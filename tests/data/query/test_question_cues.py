from data.query.question_cues import Cue, find_number, mark_of, tag


def cues(text: str) -> list[Cue | None]:
    return [token.cue for token in tag(text)]


def test_cues_are_told_from_other_words_in_their_order() -> None:
    assert cues("how many kettles with code") == [Cue.HOW_MANY, None, Cue.CODE_FILTER]
    assert cues("papers by tesla") == [Cue.PAPERS, Cue.BY, None]


def test_a_cue_does_not_stand_inside_a_name() -> None:
    assert cues("best-of-n star-attention") == [None, None]


def test_a_cue_keeps_what_it_counts() -> None:
    assert [token.number for token in tag("top three two stars 3 fires")] == [3, 2, 3]
    assert [token.number for token in tag("the second one")] == [2]
    assert [token.number for token in tag("the last one")] == [-1]
    assert tag("how many universities")[0].detail == "organisation"


def test_marks_pass_through() -> None:
    assert [token.text for token in tag(f"who made {mark_of(3)}")][-1] == mark_of(3)


def test_words_count_in_two_languages() -> None:
    assert (find_number("3"), find_number("three"), find_number("三"), find_number("kettle")) == (3, 3, 3, 0)
