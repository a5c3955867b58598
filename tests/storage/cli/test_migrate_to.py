import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest


@pytest.fixture
def new_address(postgresql_server: str) -> Iterator[str]:
    """A database on a server with nothing in it, not even tables."""
    name = f"new_{uuid4().hex}"
    head, _, query = postgresql_server.partition("?")

    async def execute(statement: str) -> None:
        connection = await asyncpg.connect(postgresql_server)
        await connection.execute(statement)
        await connection.close()

    asyncio.run(execute(f"CREATE DATABASE {name}"))
    yield f"{head.rsplit('/', 1)[0]}/{name}?{query}"
    asyncio.run(execute(f"DROP DATABASE {name}"))


def test_everything_moves_to_a_server_once(run: Callable[..., Any], catalog_file: Path, new_address: str) -> None:
    said = run("migrate-to", new_address)
    assert said.status == 0, said.err
    assert "each as it was" in said.out
    rows = {line.split()[0]: line.split()[1] for line in said.out.splitlines()[1:-1]}
    assert rows["papers"] == "354"
    here, there = run("export", "--format", "jsonl"), run("export", "--format", "jsonl", DATABASE_URL=new_address)
    assert here.out == there.out != ""
    again = run("migrate-to", new_address)
    assert again.status == 1
    assert "holds something already" in again.err
    assert "each as it was" not in again.out


def test_it_does_not_move_onto_itself(run: Callable[..., Any], catalog_file: Path) -> None:
    assert "is where it is already" in run("migrate-to", "sqlite:///paperboy.db").err
