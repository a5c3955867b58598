import pytest

from bot.__main__ import main
from bot.cli.sentences import NO_TOKEN, Status
from storage.operations.locking import alone

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"


def test_a_worker_wants_a_token_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worker"], {}) is Status.REFUSED
    assert capsys.readouterr().err == NO_TOKEN + "\n"


@pytest.mark.parametrize("command", [["worker"], ["run"], []])
def test_a_file_that_is_being_replaced_is_not_served(
    command: list[str], capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    url = f"sqlite:///{tmp_path}/paperboy.db"
    with alone(url):
        assert main(command, {"DISCORD_TOKEN": TOKEN, "DATABASE_URL": url}) is Status.REFUSED
    said = capsys.readouterr().err
    assert "being restored or moved" in said
