from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.doctor.finding import Condition
from bot.doctor.platform import Connection, examine_commands, examine_token, new_connection
from bot.publishing import MEMORY_KEY
from bot.settings import Settings
from storage.database import Database
from storage.memory import remember
from tests.bot.delivery.conftest import FakeDiscord
from tests.bot.doctor.conftest import by_name

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
SETTINGS = Settings.from_environment({"DISCORD_TOKEN": TOKEN})


@pytest.fixture
async def connection(fake: FakeDiscord) -> AsyncIterator[Connection]:
    made = new_connection(SETTINGS)
    async with made.client:
        yield made


async def test_a_token_that_works_tells_the_rest(connection: Connection) -> None:
    seen = by_name(await examine_token(connection, SETTINGS))
    assert set(seen) == {"token", "intents", "invitation", "clock"}
    assert {each.condition for each in seen.values()} == {Condition.OK}
    assert "client_id=900" in seen["invitation"].seen


async def test_without_a_token_it_says_where_to_get_one(connection: Connection) -> None:
    (found,) = await examine_token(connection, Settings())
    assert found.condition is Condition.FAULT
    assert "https://discord.com/developers" in found.advice


@pytest.mark.parametrize(
    ("status", "body", "headers", "said"),
    [
        (401, {"message": "401: Unauthorized", "code": 0}, {}, "refuses the token"),
        (503, {}, {}, "503"),
        (403, {}, {"Content-Type": "text/html"}, "a page for people"),
    ],
)
async def test_what_keeps_the_bot_out_is_told(
    connection: Connection, fake: FakeDiscord, status: int, body: Any, headers: dict[str, str], said: str
) -> None:
    fake.fault("GET", "/users/@me", times=9, status=status, body=body, headers=headers)
    (found,) = await examine_token(connection, SETTINGS)
    assert found.condition is Condition.FAULT
    assert said in found.seen
    assert not connection.is_in
    assert TOKEN not in f"{found}"


async def test_commands_that_discord_does_not_have_are_told(
    connection: Connection, fake: FakeDiscord, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await examine_token(connection, SETTINGS)
    held: list[Any] = []

    async def get(_: int) -> list[Any]:
        return held

    monkeypatch.setattr(connection.client.http, "get_global_commands", get)
    (found,) = await examine_commands(connection.client, SETTINGS, database)
    assert found.condition is Condition.WARNING
    from bot import publishing

    seen: list[str] = []

    def note(wanted: str, _: object) -> str:
        seen.append(wanted)
        return wanted

    monkeypatch.setattr(publishing, "_state", note)
    await examine_commands(connection.client, SETTINGS, database)
    async with database.write() as session:
        await remember(session, MEMORY_KEY, seen[0])
    (found,) = await examine_commands(connection.client, SETTINGS, database)
    assert found.condition is Condition.OK
