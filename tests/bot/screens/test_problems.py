import pytest

from bot.screens.problems import tell_problem
from bot.texts import Texts, Words
from data.linting import LINT_KINDS
from data.schema import Problem


@pytest.mark.parametrize("locale", Texts.load().locales)
@pytest.mark.parametrize("kind", LINT_KINDS)
def test_every_kind_of_problem_has_words(kind: str, locale: str) -> None:
    told = tell_problem(Problem(1, kind, "*x*"), Texts.load().speak(locale))
    assert r"\*x\*" in told
    assert kind not in told


def test_a_problem_without_a_text_is_told_alone(english: Words) -> None:
    assert tell_problem(Problem(1, "missing_link", ""), english) == "there is no link"
