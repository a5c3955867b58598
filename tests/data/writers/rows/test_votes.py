"""The nearest rows rule where they are enough, else wider circles do."""

from data.writers.rows.votes import ask


def test_the_nearest_circle_rules_and_others_follow_behind() -> None:
    votes = ask([["a", "b", "b"], ["a", "a", "a", "c", "b"]], lambda sample: [sample])
    assert (votes.best("?"), list(votes)) == ("b", ["b", "a", "c"])


def test_a_circle_of_too_few_answers_is_asked_last() -> None:
    assert ask([["odd"], ["usual", "usual", "usual"]], lambda sample: [sample]).best("?") == "usual"
    assert ask([["odd"], ["odd"]], lambda sample: [sample]).best("?") == "odd"


def test_without_answers_the_default_stands() -> None:
    assert ask([["a"], []], lambda _: list[str]()).best("default") == "default"
