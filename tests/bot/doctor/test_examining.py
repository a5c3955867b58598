from datetime import datetime
from pathlib import Path

import pytest

from bot.doctor.examining import examine
from bot.doctor.finding import Condition
from bot.settings import Settings
from tests.bot.delivery.conftest import FakeDiscord
from tests.bot.doctor.conftest import by_name

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"


def settings(file: Path, **more: str) -> Settings:
    return Settings.from_environment({"DATABASE_URL": f"sqlite:///{file}", **more})


async def test_everything_is_looked_at_with_a_token_and_the_rest_without(
    fake: FakeDiscord, catalog_file: Path, now: datetime
) -> None:
    with_token = by_name(await examine(settings(catalog_file, DISCORD_TOKEN=TOKEN), now))
    everything = {
        "token",
        "intents",
        "invitation",
        "clock",
        "disk",
        "database",
        "integrity",
        "outbox",
        "backup",
        "lists",
    }
    assert set(with_token) == everything | {"commands", "channels"}
    without = by_name(await examine(settings(catalog_file), now))
    assert set(without) == everything - {"intents", "invitation", "clock"}
    assert without["token"].condition is Condition.FAULT


async def test_a_look_that_breaks_keeps_no_other_from_being_done(
    fake: FakeDiscord, catalog_file: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("bot.doctor.examining.examine_lists", broken)
    seen = by_name(await examine(settings(catalog_file), now))
    assert seen["lists"].condition is Condition.FAULT
    assert seen["integrity"].condition is Condition.OK
