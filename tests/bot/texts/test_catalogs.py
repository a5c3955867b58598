"""The catalogs hold what the code says, all of it and nothing else."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from discord import app_commands

from bot.commands import COGS, MENUS
from bot.texts import Texts
from bot.texts.catalogs import CATALOGS, SOURCE_LOCALE

BOT = Path(__file__).parents[3] / "bot"
CATALOG_FILES = sorted(CATALOGS.glob("*.po"))


class Message(NamedTuple):
    """A sentence of the code: its context, its wording, and its plural where it has one."""

    context: str | None
    one: str
    many: str | None = None


def said_by(call: ast.Call) -> Message | None:
    """The sentence of a call such as `words.say("…")`; None for other calls, and where the wording is not a literal."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    wanted = {"say": 1, "say_as": 2, "say_count": 2}.get(name, 0)
    texts = [a.value for a in call.args[:wanted] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if not wanted or len(texts) < wanted:
        return None
    return Message(texts[0], texts[1]) if name == "say_as" else Message(None, *texts)


def said_in_code() -> Iterator[Message]:
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            message = said_by(node) if isinstance(node, ast.Call) else None
            if message:
                yield message


def said_by_commands() -> Iterator[Message]:
    """The names and descriptions of what Discord is told."""
    yield from (Message("command", name) for name in MENUS)
    for cog in COGS:
        for command in cog.__cog_app_commands__:
            yield from said_by_command(command)


def said_by_command(command: app_commands.Command[Any, ..., Any] | app_commands.Group) -> Iterator[Message]:
    yield Message("command", command.name)
    yield Message("description", command.description)
    if isinstance(command, app_commands.Group):
        for below in command.commands:
            yield from said_by_command(below)
    else:
        for parameter in command.parameters:
            yield Message("option", parameter.name)
            yield Message("description", str(parameter.description))
            yield from (Message("choice", choice.name) for choice in parameter.choices)


WANTED = {*said_in_code(), *said_by_commands()}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"))


def held_by(catalog: Catalog) -> dict[Message, tuple[str, ...]]:
    """The messages of a catalog and their translations, one for each form of the plural."""
    held = {}
    for message in catalog:
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            string = message.string or ""
            held[Message(message.context, *ids)] = (string,) if isinstance(string, str) else tuple(string)
    return held


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_is_a_catalog_beside_the_source_language() -> None:
    assert Texts.load().locales == (SOURCE_LOCALE, *(path.stem for path in CATALOG_FILES))
    assert "zh-CN" in Texts.load().locales


def test_the_code_says_much() -> None:
    assert len(WANTED) > 100


@pytest.mark.parametrize("path", CATALOG_FILES, ids=lambda path: path.stem)
def test_no_message_is_missing_or_unused(path: Path) -> None:
    held = set(held_by(read(path)))
    assert sorted(WANTED - held, key=str) == [], f"messages that {path.name} lacks"
    assert sorted(held - WANTED, key=str) == [], f"messages of {path.name} that nothing says"


@pytest.mark.parametrize("path", CATALOG_FILES, ids=lambda path: path.stem)
def test_every_message_is_translated_with_the_same_values(path: Path) -> None:
    catalog = read(path)
    assert not [message.id for message in catalog if message.id and message.fuzzy]
    for message, translations in held_by(catalog).items():
        wanted = placeholders(message.one) | placeholders(message.many or "")
        assert len(translations) == (catalog.num_plurals if message.many else 1), message
        for translation in translations:
            assert translation.strip(), f"{message} is not translated"
            assert placeholders(translation) == wanted, message


@pytest.mark.parametrize("path", CATALOG_FILES, ids=lambda path: path.stem)
def test_a_translation_names_commands_as_its_readers_see_them(path: Path) -> None:
    held = held_by(read(path))
    for cog in COGS:
        for command in cog.__cog_app_commands__:
            (shown,) = held[Message("command", command.name)]
            for message, translations in held.items():
                if re.search(rf"/{command.name}\b", message.one):
                    assert all(f"/{shown}" in translation for translation in translations), message


@pytest.mark.parametrize(
    ("reader", "language"),
    [
        ("en-US", "en-US"),
        ("en-GB", "en-US"),
        ("zh-CN", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("de", "en-US"),
        ("", "en-US"),
        ("klingon", "en-US"),
    ],
)
def test_a_reader_gets_the_nearest_language(reader: str, language: str) -> None:
    assert Texts.load().speak(reader).locale == language
