from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.following import sync_due_lists
from storage.catalog import load_papers
from storage.database import Database
from storage.sources import follow_list, load_sources
from storage.sync.syncing import Outcome, Policy

HEAD = "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n"


def text(count: int) -> str:
    return HEAD + "".join(
        f"|2024.01|[N{n}] N{n}: paper|[[pdf]](https://arxiv.org/abs/2401.{n:05})|-|\n" for n in range(count)
    )


def identity(moment: datetime) -> datetime:
    return moment


async def test_due_lists_are_synced_and_a_held_version_is_told_as_the_same_each_time(
    database: Database, tmp_path: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    good, gone = tmp_path / "good.md", tmp_path / "gone.md"
    good.write_text(text(20))
    async with database.write() as session:
        await follow_list(session, "good", good.as_uri(), "auto", now)
        await follow_list(session, "gone", gone.as_uri(), "auto", now)
    told: list[Outcome] = []

    async def tell(outcome: Outcome) -> None:
        told.append(outcome)

    for hours, body in ((0, text(20)), (6, text(60)), (12, text(60))):
        good.write_text(body)
        at = now + timedelta(hours=hours)
        await sync_due_lists(database, partial(identity, at), Policy(jitter=timedelta(0)), tell)
    assert [(outcome.name, outcome.reason) for outcome in told] == [("good", "additions")] * 2
    assert told[0].digest == told[1].digest != ""
    async with database.read() as session:
        assert len(await load_papers(session)) == 20
        failing = {source.name: source.health.failing_since for source in await load_sources(session)}
    assert failing == {"good": None, "gone": now}
    assert "The list gone could not be synced: missing" in caplog.text


async def test_a_list_is_left_alone_until_its_time_has_come(database: Database, tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "list.md"
    path.write_text(text(20))
    async with database.write() as session:
        await follow_list(session, "mine", path.as_uri(), "auto", now)

    async def tell(_: Outcome) -> None:
        raise AssertionError("nothing is held")

    for rows in (20, 21):
        path.write_text(text(rows))
        await sync_due_lists(database, partial(identity, now), Policy(), tell)
    async with database.read() as session:
        assert len(await load_papers(session)) == 20
