"""An answer on a screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.answers import (
    call_wrong,
    drop_part,
    edit_question,
    find_conversation_number,
    go_on,
    render_answer,
    turn_answer,
)  # fmt: skip
from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from data.categories import Category
from data.months import Month
from data.paper import Paper
from data.query.query import Query
from data.query.question import Asked, Narrowing, Part, Question
from storage.answers.answer import Answer
from storage.search.result import Confidence

NUMBER = 2**62
_SEEN = datetime(2026, 1, 1, tzinfo=UTC)
FULL = Narrowing(
    Query("k" * 400, "kv-cache", "M" * 400, Month(2024, 1), Month(2025, 2), has_code=True, min_stars=2), "n" * 400,
    "t" * 400, "P" * 400, min_heat=3,
)  # fmt: skip


def test_it_shows_the_question_the_answer_and_how_it_was_understood(
    english: Words, make_paper: Callable[..., Paper], kv_cache: Category, read: Callable[[Screen], str]
) -> None:
    question = Question(Asked.COUNT, Narrowing(Query(category="kv-cache")))
    answer = Answer(question, 1, (make_paper(),), Confidence.HIGH)
    text = read(render_answer(answer, "how many *kv* papers", 7, 1, {"kv-cache": kv_cache}, english))
    assert "-# how many \\*kv\\* papers" in text
    assert "**1 paper**" in text
    assert "Understood: KV cache" in text
    assert "**1. vLLM**: Efficient Memory Management with PagedAttention" in text


def test_its_buttons_name_the_conversation(
    english: Words, make_paper: Callable[..., Paper], buttons: Callable[[Screen], dict[str, Any]]
) -> None:
    papers = tuple(make_paper(id=number) for number in range(12))
    answer = Answer(Question(Asked.PAPERS, Narrowing(min_heat=1)), None, papers, Confidence.HIGH)
    screen = render_answer(answer, "hot papers", NUMBER, 2, {}, english)
    ids = {label: button.custom_id for label, button in buttons(screen).items()}
    assert ids["Next"] == turn_answer(3, NUMBER)
    assert ids["Without: heat 1 of 3 or more"] == drop_part(Part.HEAT, NUMBER)
    assert (ids["Edit"], ids["Ask on"], ids["Wrong answer"]) == (
        edit_question(NUMBER),
        go_on(NUMBER),
        call_wrong(NUMBER),
    )
    assert find_conversation_number(ids.values()) == NUMBER
    assert find_conversation_number(["open:7", "contents"]) is None


def test_a_page_that_is_not_there_is_the_nearest_that_is(
    english: Words, make_paper: Callable[..., Paper], read: Callable[[Screen], str]
) -> None:
    papers = tuple(make_paper(id=number) for number in range(7))
    answer = Answer(Question(Asked.PAPERS), None, papers, Confidence.HIGH)
    assert "**7. " in read(render_answer(answer, "x", 1, 99, {}, english))


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from(Asked), st.integers(0, 30), st.booleans())
def test_no_answer_exceeds_a_limit(locale: str, text: str, asked: Asked, papers: int, knows: bool) -> None:
    words = Texts.load().speak(locale)
    paper = Paper(
        1, "标题" * 300, (), (text[:80] or "a",), (text,) * 9, (), None, None, 3, 3, (), (), (), _SEEN,
    )  # fmt: skip
    value: Any = {Asked.TABLE: {f"{number} {text}": number for number in range(200)}, Asked.WHO: (text,) * 90}.get(
        asked
    )
    confidence = Confidence.HIGH if knows else Confidence.NONE
    question = Question(asked, FULL, beyond="x" if asked is Asked.BEYOND else "", unknown=() if knows else (text,))
    if asked is Asked.BEYOND:
        confidence = Confidence.NONE
    shown = tuple(replace(paper, id=number) for number in range(papers))
    answer = Answer(question, value, shown, confidence)
    assert find_violations(render_answer(answer, text, NUMBER, 1, {}, words)) == []
