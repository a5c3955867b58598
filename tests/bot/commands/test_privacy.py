"""/privacy: everything that is kept, handed out and erased."""

import json
from typing import Any

import pytest

from storage.database import Database
from storage.guilds import load_choices


async def handed_out(chat: Any, result: Any) -> dict[str, Any]:
    ((name, content),) = chat.read_files(result)
    assert name.startswith("paperboy-")
    read: dict[str, Any] = json.loads(content)
    return read


async def export(chat: Any, **options: str) -> dict[str, Any]:
    return await handed_out(chat, await chat.person.slash(chat.channel, "privacy export", **options))


async def test_a_member_gets_all_that_is_kept_as_one_file(small_chat: Any) -> None:
    await small_chat.press(await small_chat.ask("paper", title="Trick3"), "Save")
    await small_chat.ask("follow keyword", keyword="kettles")
    exported = await export(small_chat)
    kept = exported["kept"]
    assert kept["saved_papers"][0]["titles"] == ["Speculative pruning of kettle number 3"]
    assert kept["subscriptions"][0]["interest"]["keywords"] == ["kettles"]
    assert any("without saying who asked" in note for note in exported["notes"])
    assert not any((await export(small_chat.join("bob")))["kept"].values())


async def test_erasing_asks_first_and_works_after_a_restart(small_chat: Any) -> None:
    await small_chat.press(await small_chat.ask("paper", title="Trick3"), "Save")
    await small_chat.ask("follow keyword", keyword="kettles")
    question = await small_chat.ask("privacy erase")
    assert question.ephemeral
    assert "This cannot be undone." in question.text
    assert any((await export(small_chat))["kept"].values()), "nothing is erased by asking"
    await small_chat.restart()
    first = await handed_out(small_chat, await small_chat.person.click(question.message, label="Export it first"))
    assert first["kept"]["saved_papers"]
    done = await small_chat.press(question, "Erase it all")
    assert done.message.id == question.message.id
    assert done.text == "What I kept of you is erased."
    assert done.labels == ()
    assert not any((await export(small_chat))["kept"].values())
    assert "It is empty" in (await small_chat.ask("library")).text


async def test_it_works_in_direct_messages(small_chat: Any) -> None:
    result = await small_chat.person.user.slash("privacy export")
    assert not any((await handed_out(small_chat, result))["kept"].values())


async def test_who_manages_a_guild_exports_and_erases_what_it_has(keeper: Any, make: Any, small: Database) -> None:
    await make(categories="Kettles")
    panel = await keeper.press(await keeper.ask("setup"), "Choose the language")
    await keeper.choose(panel, "zh-CN")
    kept = (await export(keeper, whose="guild"))["kept"]
    assert kept["guilds"][0]["language"] == "zh-CN"
    assert len(kept["subscriptions"]) == 1
    done = await keeper.press(await keeper.ask("privacy erase", whose="guild"), "Erase it all")
    assert done.text == "What this guild had is erased."
    assert not any((await export(keeper, whose="guild"))["kept"].values())
    async with small.read() as session:
        assert (await load_choices(session, keeper.person.guild.id)).language == ""


@pytest.mark.parametrize("command", ["privacy export", "privacy erase"])
async def test_a_guild_is_not_for_those_who_may_not_manage_it(command: str, keeper: Any) -> None:
    refused = await keeper.join("eve").ask(command, whose="guild")
    assert refused.ephemeral
    assert "You may not use this here" in refused.text


async def test_who_may_no_longer_manage_the_guild_does_not_erase_it(keeper: Any, make: Any, stored: Any) -> None:
    await make(categories="Kettles")
    question = await keeper.ask("privacy erase", whose="guild")
    keeper.env.backend.get_guild(keeper.person.guild.id).members[keeper.person.id].role_ids.clear()
    for label in ("Erase it all", "Export it first"):
        assert "You may not use this here" in (await keeper.press(question, label)).text
    assert len(await stored(keeper)) == 1


@pytest.mark.parametrize("locale", ["zh-CN"])
async def test_it_speaks_chinese(small_chat: Any) -> None:
    assert (await small_chat.ask("privacy erase")).labels == ("全部清除", "先导出")
