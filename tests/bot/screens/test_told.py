"""What answers say, for every kind of question."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.screens.told import tell
from bot.texts import Words
from data.months import Month
from data.paper import Paper
from data.query.question import Asked, Order, Question
from storage.answers.answer import Answer
from storage.search.result import Confidence


def answer(asked: Asked, value: Any, **more: Any) -> Answer:
    question = Question(asked, order=more.pop("order", Order.NONE))
    return Answer(question, value, more.pop("papers", ()), Confidence.HIGH, **more)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (answer(Asked.COUNT, 1), "**1 paper**"),
        (answer(Asked.COUNT, 1200), "**1,200 papers**"),
        (answer(Asked.WHETHER, True), "**Yes.**"),
        (answer(Asked.WHETHER, False), "**No.**"),
        (answer(Asked.WHEN, "2024-07"), "**July 2024**"),
        (answer(Asked.WHEN, "2024"), "**2024**"),
        (answer(Asked.WHEN, None), "The lists do not say."),
        (answer(Asked.WHO, ("MIT", "A*B")), "**MIT**, **A\\*B**"),
        (answer(Asked.LINK, ("https://a.example/x",)), "- <https://a.example/x>"),
        (answer(Asked.LINK, ("javascript:alert(1)",)),
        "The list has a link that cannot be shown safely; its card tells more."),
        (answer(Asked.SECTION, ("KV Cache",)), "**KV Cache**"),
        (answer(Asked.STARS, 2), "**2 of 3 stars**"),
        (answer(Asked.HEAT, 0), "**heat 0 of 3**"),
        (answer(Asked.TITLE, "You Only Cache Once"), "**You Only Cache Once**"),
        (answer(Asked.MOST, "2024-08", sides=(("2024-08", 22),)), "- August 2024: 22 papers"),
        (answer(Asked.NUMBER, 145), "**145**"),
        (answer(Asked.TABLE, {"2023": 2, "2024": 1}), "- 2023: 2 papers\n- 2024: 1 paper"),
        (answer(Asked.RANGE, ("2018", "2026")), "**2018 to 2026**"),
        (answer(Asked.SHARE, 53.7, sides=(("", 190), ("", 354))), "**53.7 %**: 190 of 354 papers"),
        (
            answer(Asked.FIRST, "GPTQ", sides=(("GPTQ", Month(2022, 10)), ("AWQ", Month(2023, 6)))),
            "**GPTQ**\n- GPTQ: October 2022\n- AWQ: June 2023",
        ),
        (
            answer(Asked.MORE, "with", sides=(("with", 190), ("without", 164))),
            "**with code**\n- with code: 190 papers\n- without code: 164 papers",
        ),
        (
            answer(Asked.MORE, "A", sides=(("A", 2), ("B", 1)), order=Order.STARS),
            "**A**\n- A: 2 of 3 stars\n- B: 1 of 3 stars",
        ),
    ],
)  # fmt: skip
def test_a_value_is_told_in_words(english: Words, given: Answer, told: str) -> None:
    assert tell(given, english) == told


@pytest.mark.parametrize("asked", [asked for asked in Asked if asked is not Asked.BEYOND])
def test_every_kind_has_words_in_both_languages(
    english: Words, chinese: Words, asked: Asked, make_paper: Callable[..., Paper]
) -> None:
    for words in (english, chinese):
        given = Answer(Question(asked), None, (make_paper(),), Confidence.HIGH)
        assert tell(given, words)


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        (Question(Asked.BEYOND, beyond="authors"), "No list can know that"),
        (Question(Asked.PAPERS, unknown=("<@1>",)), "is called “\\<\\@1\\>”"),
        (Question(Asked.PAPERS, lost=("gpu",)), "did not understand “gpu”"),
        (Question(Asked.PAPERS), "Nothing on the lists fits"),
    ],
)
def test_why_there_is_no_answer_is_told(english: Words, question: Question, holds: str) -> None:
    assert holds in tell(Answer(question, None, (), Confidence.NONE), english)
