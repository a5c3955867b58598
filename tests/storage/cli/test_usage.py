import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage.database import Database
from storage.operations.usage import add_usage


def test_what_was_used_is_told(run: Callable[..., Any], catalog_file: Path) -> None:
    async def use() -> None:
        database = await Database.open(f"sqlite:///{catalog_file}")
        async with database.write() as session:
            await add_usage(session, datetime.now(UTC).date(), {("/search", "answered"): 5, ("/ask", "refused"): 1})
        await database.close()

    asyncio.run(use())
    assert run("usage").out.splitlines()[1].split() == ["/search", "answered", "5"]
    first = json.loads(run("usage", "--json", "--days", "1").out.splitlines()[0])
    assert first == {"name": "/search", "outcome": "answered", "times": 5}
