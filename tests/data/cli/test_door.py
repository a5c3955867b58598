import argparse
from types import SimpleNamespace

import pytest

from data.cli.door import build_parser, serve

EAT = SimpleNamespace(
    HELP="eat something", EXAMPLES="examples:\n  eat --with fork", __doc__="Eats.", add_options=lambda p: None
)


def test_each_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    parser = build_parser("prog", "Does things.", "status: 0", {"eat": EAT})
    with pytest.raises(SystemExit):
        parser.parse_args(["eat", "--help"])
    out = capsys.readouterr().out
    assert "Eats." in out
    assert "eat --with fork" in out
    assert parser.parse_args(["eat"]) == argparse.Namespace(command="eat")


def raising(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ValueError("expected"), 1, "It was expected.\n"),
        (KeyboardInterrupt(), 130, "Interrupted: nothing was left half done.\n"),
    ],
)
def test_each_way_of_ending_has_its_status_and_its_sentence(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def find(found: Exception) -> str | None:
        return "It was expected." if isinstance(found, ValueError) else None

    assert serve(lambda: raising(error), find) == status
    assert capsys.readouterr().err == said


def test_a_defect_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        serve(lambda: raising(KeyError("x")), lambda _: None)
