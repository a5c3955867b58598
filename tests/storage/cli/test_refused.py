"""`refused` shows curators what found no answer."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.database import Database
from storage.refused import Kind, Reason, note_refused


async def _note(path: Path, now: datetime, *texts: str) -> None:
    database = await Database.open(f"sqlite:///{path}")
    async with database.write() as session:
        for text in texts:
            await note_refused(session, Kind.SEARCH, Reason.NONE, text, now)
    await database.close()


def test_shows_and_forgets_what_was_refused(run: Callable[..., Any], catalog_file: Path, now: datetime) -> None:
    assert "Nothing was refused yet" in run("refused").err
    asyncio.run(_note(catalog_file, now, "kettles", "kettles", "\x1b[31mred"))
    lines = run("refused").out.splitlines()
    assert lines[0] == "2\tsearch\tnone\t2026-11-21\tkettles"
    assert "\x1b" not in lines[1]
    assert json.loads(run("refused", "--json", "--limit", "1").out)["text"] == "kettles"
    assert "Forgot 2 texts" in run("refused", "--forget").err
    assert run("refused").out == ""


def test_a_limit_that_is_no_number_is_refused(run: Callable[..., Any], catalog_file: Path) -> None:
    assert run("refused", "--limit", "0").status == 2
