from typing import Any

import pytest
from discord import app_commands

from bot.commands.guidance import EXAMPLES
from bot.version import read_version


async def test_help_tells_every_command_and_every_option_of_an_example_is_there(chat: Any) -> None:
    told = await chat.ask("help")
    commands = {command.qualified_name: command for command in chat.bot.tree.walk_commands()}
    leaves = {name: command for name, command in commands.items() if isinstance(command, app_commands.Command)}
    assert {name.split()[0] for name in EXAMPLES} == {name.split()[0] for name in leaves}
    for name in leaves:
        assert f"</{name}:{chat.bot.tree.numbers[name.split()[0]]}>" in told.text
    for name, options in EXAMPLES.items():
        assert commands[name.split()[0]].description in told.text
        assert set(options) <= {parameter.name for parameter in leaves[name].parameters}


async def test_help_names_commands_as_text_until_their_numbers_are_known(chat: Any) -> None:
    chat.bot.tree.numbers.clear()
    assert "**/search**" in (await chat.ask("help")).text


@pytest.mark.parametrize("locale", ["zh-CN"])
async def test_help_shows_examples_as_a_chinese_reader_types_them(chat: Any) -> None:
    told = await chat.ask("help")
    assert "`/搜索 关键词: flash attention 起始: 2024 有代码: True`" in told.text
    assert "按名称、标题中的词、主题或机构查找论文" in told.text


@pytest.mark.parametrize("name", ["search", "paper", "category", "published", "latest"])
async def test_every_example_of_help_finds_something(name: str, chat: Any) -> None:
    typed = {option: {"True": True}.get(text, text) for option, text in EXAMPLES[name].items()}
    reply = await chat.ask(name, **typed)
    assert "Nothing" not in reply.text
    assert "**" in reply.text


async def test_help_leads_to_the_table_of_contents(chat: Any) -> None:
    contents = await chat.press(await chat.ask("help"), "Table of contents")
    assert contents.text.startswith("## Table of contents")


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "en-US",
            ["354 papers from 3 lists", "states no licence", "GNU General Public License", f"Version {read_version()}"],
        ),
        ("zh-CN", ["3 个列表，共 354 篇论文", "未注明许可证", "GNU General Public License", f"版本 {read_version()}"]),
    ],
)
async def test_about_tells_of_every_list(chat: Any, told: list[str]) -> None:
    about = await chat.ask("about")
    assert about.ephemeral
    assert [text for text in told if text not in about.text] == []
    assert "```bibtex\n@misc{" in about.text
    assert "-v0.3.pdf.zip>)" in about.text
    shelf = await chat.bot.library.open(None)
    assert set(about.urls) == {info.url for info in shelf.lists}
