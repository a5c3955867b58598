"""Errors of the door carry values, for its sentences."""

from pathlib import Path

from storage.cli.errors import DoorError, OutputUnwritable, UnknownCategory


def test_errors_of_the_door_carry_what_their_sentences_need() -> None:
    unwritable, unknown = OutputUnwritable(Path("out"), "denied"), UnknownCategory("tea", ("moe", "survey"))
    assert (unwritable.path, unwritable.reason) == (Path("out"), "denied")
    assert (unknown.name, unknown.known) == ("tea", ("moe", "survey"))
    assert isinstance(unwritable, DoorError)
    assert isinstance(unknown, DoorError)
