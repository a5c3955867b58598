from pathlib import Path

import pytest

from data import errors
from data.cli.sentences import FILES, NO_LISTS, find_sentence

EVERY = [
    *(errors.FileUnreadable(Path("a.md"), reason) for reason in FILES),
    *(errors.NotAList(reason) for reason in NO_LISTS),
    errors.UnreadableMonth("x"),
    errors.UnknownFormat("x", ("markdown",)),
    errors.InvalidRow(3, "title"),
    errors.InvalidRow(3, ""),
]


@pytest.mark.parametrize("error", EVERY, ids=repr)
def test_every_error_is_a_sentence_without_a_class_name(error: errors.DataError) -> None:
    sentence = find_sentence(error)
    assert sentence is not None
    assert sentence.endswith(".")
    assert type(error).__name__ not in sentence


def test_no_error_is_forgotten() -> None:
    declared = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.DataError)}
    assert {type(error) for error in EVERY} == declared - {errors.DataError}


def test_a_defect_has_no_sentence() -> None:
    assert find_sentence(KeyError("x")) is None
