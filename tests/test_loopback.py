"""The whole bot as a process, over real sockets, against a Discord that checks every body that it gets."""

import asyncio
import importlib
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.digests.marks import read_marks
from data.formats import parse_document
from storage.database import Database
from storage.digests.claiming import count_pending
from storage.digests.tables import SubscriptionRow
from storage.importing import import_document

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BOT = [sys.executable, "-m", "bot"]
BETWEEN_STARTS = 5.5  # seconds: Discord lets a bot identify once in five

pytestmark = pytest.mark.skipif(not (SHARED / "loopback").is_dir(), reason="no loopback beside this checkout")


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    monkeypatch.syspath_prepend(str(SHARED))
    loopback = importlib.import_module("loopback")
    async with loopback.Harness(os.environ.get("LOOPBACK_OPENAPI", str(SHARED / "discord-openapi.json"))) as harness:
        yield harness


async def launch(discord: Any, database: Path, **environment: str) -> Any:
    settings = {"DISCORD_TOKEN": discord.server.token, "DATABASE_URL": f"sqlite:///{database}", "SYNC_HOURS": "0"}
    return await discord.launch(BOT, cwd=str(ROOT), env=settings | environment)


def publications(discord: Any) -> int:
    return sum(each.method == "PUT" and each.path.endswith("/commands") for each in discord.server.requests)


def labels(reply: Any) -> list[str]:
    found: list[str] = []

    def walk(components: list[dict[str, Any]]) -> None:
        for each in components:
            if each.get("type") == 2 and "custom_id" in each and not each.get("disabled"):
                found.append(each["label"])
            walk(each.get("components") or [])
            if each.get("accessory"):
                walk([each["accessory"]])

    walk(reply.components)
    return found


async def test_every_command_paging_restart_and_end_without_a_violation(discord: Any, tmp_path: Path) -> None:
    guild = discord.guild("Lab")
    channel = guild.channel("papers")
    ann = guild.member("ann").at(channel)
    bot = await launch(discord, tmp_path / "paperboy.db")
    assert "Created the database" in bot.log
    assert "Add the bot to a guild: https://discord.com/oauth2/authorize?client_id=" in bot.log
    assert {"about", "category", "help", "latest", "paper", "published", "search"} <= set(discord.command_names())

    for person in (ann, ann.at(ann.dm)):
        found = await person.slash("search", query="flash attn", since="2022", until="2026", has_code=True, min_stars=1)
        assert "FlashAttention" in found.text
        contents = await person.slash("category")
        assert "KV" in contents.text
        assert "2024" in (await person.slash("published", since="2024-07", until="july 2024")).text
        for command in ("latest", "help", "about"):
            assert (await person.slash(command)).text
        choices = (await person.autocomplete("paper", "title", "flashatt")).choices
        assert 0 < len(choices) <= 25
        assert "FlashAttention" in (await person.slash("paper", title=choices[0]["value"])).text
        category = (await person.autocomplete("category", "name", "kv")).choices[0]["value"]
        assert (await person.slash("category", name=category)).text
        assert (await person.slash("search", query="attention", category=category)).text
        assert (await person.slash("latest", category=category)).text
    for refused in (
        await ann.slash("search", query="@everyone ``` **zzqx**"),
        await ann.slash("published", since="nonsense"),
        await ann.slash("published", since="2025", until="2024"),
        await ann.slash("category", name="nonsense"),
        await ann.slash("paper", title="zzqx zzqx"),
    ):
        assert refused.text
        assert refused.ephemeral

    first = await ann.slash("search", query="attention")
    assert "Next" in labels(first)
    second = await ann.click(first, "Next")
    assert await bot.stop() == 0
    assert bot.log.rstrip().endswith("Stopped.")
    assert "Traceback" not in bot.log
    assert discord.server.token not in bot.log

    await asyncio.sleep(BETWEEN_STARTS)
    assert publications(discord) == 1
    bot = await launch(discord, tmp_path / "paperboy.db")
    assert publications(discord) == 1
    back = await ann.click(second, "Previous")  # a button that the first process made
    assert back.text == first.text
    await ann.click(back, next(label for label in labels(back) if label.startswith("Open")))
    await discord.gateway.drop(shard=0)
    await asyncio.sleep(2)
    assert (await ann.slash("help")).text
    assert await bot.stop() == 0
    assert "Traceback" not in bot.log
    assert discord.report() == "no violations"


async def test_libraries_sharing_settings_and_exports_without_a_violation(discord: Any, catalog_file: Path) -> None:
    guild = discord.guild("Lab")
    channel = guild.channel("papers")
    ann, kim = guild.member("ann").at(channel), guild.member("kim", "manage_guild").at(channel)
    await launch(discord, catalog_file)
    card = await ann.slash("paper", title="vLLM")
    entry = await ann.click(card, "Save")
    form = await ann.click(await ann.click(entry, "Mark as read"), "Add a note")
    assert "Compare with AWQ" in (await ann.submit_modal(form, note="Compare with AWQ")).text
    library = await ann.slash("library", query="awq")
    assert library.ephemeral
    for label in ("Export as BibTeX", "Export as RIS"):
        assert (await ann.click(library, label)).text == f"1 paper as {label.split()[-1]}"
    shared = await ann.click(await ann.slash("search", query="attention"), "Share")
    assert not shared.ephemeral
    assert "Page 2 of" in str((await ann.click(shared, "Next")).components)
    menu = await kim.slash("setup")
    panel = await kim.click(menu, "Choose the lists")
    lists = [option["value"] for option in options_of(panel)]
    assert "sees no list" in (await kim.select(panel, [])).text
    assert (await ann.slash("latest")).text.startswith("This guild shows none of my lists")
    assert ": seen" in (await kim.select(panel, lists[:1])).text
    panel = await kim.click(await kim.slash("setup"), "Choose the language")
    await kim.select(panel, ["zh-CN"])
    shared = await ann.click(await ann.slash("help"), "Share")
    assert "您可以" in shared.text
    for whose in ("mine", "guild"):
        assert (await kim.slash("privacy export", whose=whose)).ephemeral
        assert "erased" in (await kim.click(await kim.slash("privacy erase", whose=whose), "Erase it all")).text
    assert discord.report() == "no violations", discord.report()


def options_of(reply: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def walk(components: list[dict[str, Any]]) -> None:
        for each in components:
            found.extend(each.get("options") or [])
            walk(each.get("components") or [])

    walk(reply.components)
    return found


async def test_a_token_that_discord_refuses_ends_it_with_a_sentence(discord: Any, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 2"):
        await launch(discord, tmp_path / "paperboy.db", DISCORD_TOKEN="another-token")
    (bot,) = discord.bots
    assert "Discord refuses the token" in bot.log
    assert "Traceback" not in bot.log
    assert "another-token" not in bot.log


async def test_a_discord_that_is_out_of_order_ends_it_with_a_sentence(discord: Any, tmp_path: Path) -> None:
    discord.fault("GET", "/users/@me", status=503, times=20)
    with pytest.raises(RuntimeError, match="ended with 1"):
        await launch(discord, tmp_path / "paperboy.db")
    (bot,) = discord.bots
    assert "503" in bot.log
    assert "Traceback" not in bot.log


async def test_cards_chance_numbers_and_the_papers_of_a_message(discord: Any, catalog_file: Path) -> None:
    guild = discord.guild("Lab")
    guild.channel("papers")
    ann = guild.member("ann")
    bot = await launch(discord, catalog_file)
    for person in (ann, ann.at(ann.dm)):
        card = await person.slash("random", category="kv-cache")
        assert card.ephemeral
        assert labels(await person.click(card, "Another one"))
        for label, said in (("BibTeX", "@misc{"), ("RIS", "TY  - "), ("History", "First seen")):
            assert said in (await person.click(card, label)).text
        numbers = await person.slash("stats")
        assert "354 papers" in numbers.text
        page = await person.slash("search", query="quantization", organisation="NVIDIA", sort="published")
        assert "NVIDIA" in page.text
        assert "Nvidea" in (await person.slash("search", query="x", organisation="Nvidea")).text
        many = person.says(" ".join(f"https://arxiv.org/abs/23{n % 12 + 1:02}.0{n:04}" for n in range(40)))
        assert "40 links that are not" in (await person.message_menu("Papers in this message", many)).text
        one = person.says("https://huggingface.co/papers/2309.06180")
        assert "PagedAttention" in (await person.message_menu("Papers in this message", one)).text
        assert "I see no link" in (await person.message_menu("Papers in this message", person.says("hello"))).text
    assert await bot.stop() == 0
    assert "Traceback" not in bot.log
    assert discord.report() == "no violations"


def kettles(papers: int) -> str:
    rows = (
        f"|2024.01|[Trick{number}] Speculative pruning of kettle number {number}|"
        f"[[pdf]](https://arxiv.org/abs/2401.{number:05})|-|\n"
        for number in range(papers)
    )
    return "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n" + "".join(rows)


async def publish(database: Database, papers: int) -> None:
    """Makes the list hold so many papers, and every digest due."""
    async with database.write() as session:
        await import_document(session, "kettles", parse_document(kettles(papers), "markdown"), datetime.now(UTC))
        await session.execute(update(SubscriptionRow).values(next_at=datetime.now(UTC) - timedelta(seconds=1)))


async def settle(database: Database, cursor: int) -> None:
    """Waits until every change up to this one was looked at and everything has left."""
    async with asyncio.timeout(90):
        while True:
            async with database.read() as session:
                rows = (await session.execute(SubscriptionRow.__table__.select())).all()
                if all(row.cursor >= cursor for row in rows) and not await count_pending(session):
                    return
            await asyncio.sleep(0.3)


def shown(channel: Any) -> Counter[str]:
    marked = [read_marks(message.get("components") or []) for message in channel.messages]
    return Counter(each.fingerprint for one in marked if one for each in one.shown)


async def test_digests_arrive_once_however_often_the_bot_is_killed_and_whatever_discord_answers(
    discord: Any, tmp_path: Path
) -> None:
    kills, chance = int(os.environ.get("PAPERBOY_KILLS", "3")), random.Random(5)  # noqa: S311  # the same each time
    guild = discord.guild("Lab")
    channel, other = guild.channel("papers"), guild.channel("more")
    ann = guild.member("ann", "manage_channels", "manage_guild").at(channel)
    discord.gateway.identify_seconds = 0
    environment = {"SEND_DEADLINE_SECONDS": "1"}
    bot = await launch(discord, tmp_path / "paperboy.db", **environment)
    database = await Database.open(f"sqlite:///{tmp_path / 'paperboy.db'}")
    await publish(database, 10)
    for place in (channel, other):
        made = await ann.slash("digest create", channel=place, categories="kv-cache", cadence="hourly")
        assert made.ephemeral
    faults: tuple[dict[str, Any], ...] = (
        {"reset": "after"}, {"status": 500}, {"retry_after": 0.3, "scope": "global"}, {"retry_after": 0.2},
    )  # fmt: skip
    for number in range(kills):
        discord.fault("POST", "/channels/*/messages", times=1, **faults[number % len(faults)])
        await publish(database, 11 + number)
        await asyncio.sleep(chance.uniform(0.0, 7.0))
        await bot.kill()
        bot = await launch(discord, tmp_path / "paperboy.db", **environment)
    await settle(database, kills)
    await publish(database, 11 + kills)
    await settle(database, kills + 1)
    for place in (channel, other):
        assert len(shown(place)) == kills + 1, "nothing is lost"
        assert set(shown(place).values()) == {1}, "nothing is doubled"
    started = asyncio.get_running_loop().time()
    assert await bot.stop() == 0
    assert asyncio.get_running_loop().time() - started < 10
    assert "Traceback" not in bot.log
    assert discord.report() == "no violations", discord.report()
    await database.close()


async def test_two_processes_serve_one_database_together_and_a_copy_of_it_is_found_out(
    discord: Any, catalog_file: Path, tmp_path: Path
) -> None:
    guild = discord.guild("Lab")
    channels = [guild.channel(f"papers-{number}") for number in range(4)]
    ann = guild.member("ann", "manage_channels").at(channels[0])
    discord.gateway.identify_seconds = 0
    bots = [await launch(discord, catalog_file) for _ in range(2)]
    database = await Database.open(f"sqlite:///{catalog_file}")
    await publish(database, 10)
    for place in channels:
        await ann.slash("digest create", channel=place, categories="kv-cache")
    discord.world.post(discord.world.new_message(ann.dm.data, ann.data, {"content": "papers on MoE"}))
    await publish(database, 12)
    await settle(database, 2)
    await asyncio.sleep(1)  # a second one would come now
    assert [sum(shown(place).values()) for place in channels] == [2] * 4
    assert len(ann.dm.messages) == 2, "one question and one answer"
    assert [await bot.stop() for bot in bots[1:]] == [0]

    shutil.copy(catalog_file, tmp_path / "copy.db")
    copy = await Database.open(f"sqlite:///{tmp_path / 'copy.db'}")
    other = await launch(discord, tmp_path / "copy.db")
    await asyncio.sleep(7)  # until it has looked for a gap, and listens
    await publish(database, 13)
    await settle(database, 3)
    for _ in range(100):
        if "another database" in other.log:
            break
        await asyncio.sleep(0.1)
    assert "another database" in other.log
    await publish(copy, 14)  # would be told by the copy
    await publish(database, 14)
    await settle(database, 4)
    assert [set(shown(place).values()) for place in channels] == [{1}] * 4
    for opened in (database, copy):
        await opened.close()


async def test_a_reply_to_a_direct_answer_goes_on_from_it_after_a_kill(discord: Any, catalog_file: Path) -> None:
    guild = discord.guild("Lab")
    guild.channel("papers")
    ann = guild.member("ann")
    bot = await launch(discord, catalog_file)

    async def say(text: str, reply_to: str | None = None) -> tuple[str, str]:
        body = {"content": text} | ({"message_reference": {"message_id": reply_to}} if reply_to else {})
        before = len(discord.world.messages.get(ann.dm.data["id"], ()))
        discord.world.post(discord.world.new_message(ann.dm.data, ann.data, body))
        for _ in range(400):
            if len(discord.world.messages[ann.dm.data["id"]]) >= before + 2:
                break
            await asyncio.sleep(0.05)
        last = list(discord.world.messages[ann.dm.data["id"]].values())[-1]
        return str(last["id"]), str(last["components"])

    first, text = await say("papers on MoE")
    assert "**6 papers**" in text
    await bot.kill()
    await asyncio.sleep(5)  # Discord refuses a second identify before
    await launch(discord, catalog_file)
    _, text = await say("how many of those from 2024?", first)
    assert "**4 papers**" in text
    assert discord.report() == "no violations"
