import asyncio
import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord

from bot import app
from bot.app import REFRESH_SECONDS, Paperboy
from bot.library import Library, Shelf
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.texts import Texts
from storage.database import Database
from storage.refused import load_refused
from storage.search.live import LiveIndex

if TYPE_CHECKING:
    from tests.bot.conftest import Chat


def build(database: Database, *, workers: bool = False, **environment: str) -> Paperboy:
    settings = Settings.from_environment(environment)
    return Paperboy(settings, database, LiveIndex(database), Texts.load(), workers=workers, shard_count=1)


def publications(env: simcord.Env) -> int:
    return sum(each.method == "PUT" and each.path.endswith("/commands") for each in env.http_requests)


async def test_it_asks_for_no_more_than_it_needs(small: Database) -> None:
    bot = build(small)
    assert {name for name, asked in bot.intents if asked} == {"guilds", "guild_messages", "dm_messages"}
    assert bot.allowed_mentions is not None
    assert bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()
    assert bot._connection.max_messages is None
    assert bot._connection.member_cache_flags == discord.MemberCacheFlags.none()


async def test_it_goes_through_the_proxy_that_is_set(small: Database) -> None:
    assert build(small).http.proxy is None
    assert build(small, HTTPS_PROXY="http://proxy.example:3128").http.proxy == "http://proxy.example:3128"


async def test_it_publishes_its_commands_once_over_restarts(small_chat: "Chat") -> None:
    assert publications(small_chat.env) == 1
    await small_chat.restart()
    assert publications(small_chat.env) == 1
    names = {command.name for command in await small_chat.bot.tree.fetch_commands()}
    assert names == {command.name for command in small_chat.bot.tree.get_commands()}


async def test_each_command_knows_the_number_by_which_people_mention_it(small_chat: "Chat") -> None:
    held = {command.name: command.id for command in await small_chat.bot.tree.fetch_commands()}
    assert small_chat.bot.tree.numbers == held
    await small_chat.restart()
    assert small_chat.bot.tree.numbers == held


async def test_commands_that_discord_refuses_are_logged_and_keep_nothing_from_starting(
    small: Database, caplog: pytest.LogCaptureFixture
) -> None:
    env = simcord.Env(build(small))
    env.inject_error("PUT", "/applications/*/commands", status=400, code=30034, message="daily limit")
    await env.start()
    assert env.bot.is_ready()
    assert "did not take the commands" in caplog.text
    await env.restart_bot(build(small))
    assert publications(env) == 2  # it tried again
    await env.shutdown()


async def test_a_reconnection_doubles_nothing(small_chat: "Chat", caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.app")
    tasks, requests = asyncio.all_tasks(), len(small_chat.env.http_requests)
    for _ in range(2):
        await small_chat.bot.on_ready()
    assert asyncio.all_tasks() == tasks
    assert len(small_chat.env.http_requests) == requests
    assert caplog.text.count("Connected as") == 2


@pytest.fixture
def no_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the scheduler out, whose clock simcord does not turn."""
    monkeypatch.setattr(Scheduler, "start", lambda _: None)


async def test_autocomplete_learns_of_an_import_by_another_process(
    small: Database, refill: Callable[[range], Any], no_ticks: None
) -> None:
    env = simcord.Env(build(small, workers=True))
    await env.start()
    guild = env.create_guild()
    person, channel = guild.add_member(env.create_user("ann")), guild.create_text_channel("papers")

    async def offered() -> set[str]:
        choices = await person.autocomplete(channel, "paper", "title", "Trick20")
        return {str(choice["value"]) for choice in choices if str(choice["name"]).startswith("Trick20")}

    assert await offered() == set()
    await refill(range(1, 21))
    assert await offered() == set()
    await env.advance_time(REFRESH_SECONDS + 1)
    assert len(await offered()) == 1
    await env.shutdown()


async def test_a_catalog_that_cannot_be_read_for_a_while_is_read_again(
    small: Database,
    refill: Callable[[range], Any],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    no_ticks: None,
) -> None:
    bot = build(small, workers=True)
    env = simcord.Env(bot)
    await env.start()
    await refill(range(1, 21))
    rename(tmp_path / "small.db", "papers", "papers_gone")
    await env.advance_time(REFRESH_SECONDS + 1)
    assert "could not be read again" in caplog.text
    rename(tmp_path / "small.db", "papers_gone", "papers")
    before = bot.index.latest
    await env.advance_time(REFRESH_SECONDS)
    assert bot.index.latest.version > before.version
    await env.shutdown()


def rename(file: Path, table: str, name: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA legacy_alter_table=ON")  # leaves the other tables' references alone
    connection.execute(f"ALTER TABLE {table} RENAME TO {name}")
    connection.commit()
    connection.close()


async def test_the_tasks_that_answer_people_have_the_names_by_which_the_end_waits_for_them(
    small_chat: "Chat", monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    async def watched(library: Library, guild_id: int | None) -> Shelf:
        task = asyncio.current_task()
        names.append(task.get_name() if task else "")
        return await original(library, guild_id)

    original = Library.open
    monkeypatch.setattr(Library, "open", watched)
    reply = await small_chat.ask("latest")
    await small_chat.press(reply, "Next")
    assert len(names) == 2
    assert all(name.startswith(app._INTERACTION_TASKS) for name in names), names


async def test_an_answer_under_way_is_finished_before_the_end(small: Database) -> None:
    async with build(small) as bot:
        answering = asyncio.create_task(asyncio.sleep(0.2, "answered"), name="CommandTree-invoker")
    assert answering.done()
    assert answering.result() == "answered"
    assert bot.is_closed()


async def test_searches_that_found_nothing_are_kept_at_the_end(small: Database) -> None:
    async with build(small) as bot:
        bot.unanswered.note("kettles")
    async with small.read() as session:
        (kept,) = await load_refused(session, 10)
    assert kept.text == "kettles"


async def test_an_answer_that_hangs_does_not_hold_up_the_end(small: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_FINISH_SECONDS", 0.1)
    async with asyncio.timeout(5), build(small) as bot:
        hanging = asyncio.create_task(asyncio.Event().wait(), name="discord-ui-view-dispatch-1")
    assert bot.is_closed()
    hanging.cancel()


def test_the_end_takes_less_than_ten_seconds() -> None:
    assert app._HANG_UP_SECONDS + app._FINISH_SECONDS + app._CLOSE_SECONDS < 9


@pytest.mark.parametrize(("enrichment", "is_asked"), [("off", False), ("arxiv", True)])
async def test_arxiv_is_asked_for_abstracts_where_the_operator_wants_that_alone(
    small: Database, monkeypatch: pytest.MonkeyPatch, enrichment: str, is_asked: bool
) -> None:
    jobs: dict[str, Callable[[], Any]] = {}
    monkeypatch.setattr(Scheduler, "every", lambda _self, _seconds, name, job, **_: jobs.setdefault(name, job))
    monkeypatch.setattr(Scheduler, "start", lambda _: None)
    asked: list[str] = []

    async def fetch(_database: Database, _now: datetime, *, api: str, proxy: str | None) -> None:
        asked.append(f"{api} {proxy}")

    monkeypatch.setattr(app, "fetch_abstracts", fetch)
    environment = {
        "ENRICHMENT": enrichment,
        "ARXIV_API_URL": "http://mirror.example/api",
        "HTTPS_PROXY": "http://p.example:1",
    }
    env = simcord.Env(build(small, workers=True, **environment))
    await env.start()
    assert ("abstracts" in jobs) is is_asked
    if is_asked:
        await jobs["abstracts"]()
    assert asked == ["http://mirror.example/api http://p.example:1"] * is_asked
    await env.shutdown()
