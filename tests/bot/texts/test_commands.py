"""What Discord is told of the commands: in every language, within its limits."""

import re
from typing import Any

import pytest
from discord import Locale, Permissions

from bot.app import Paperboy
from bot.commands import COGS, MENUS
from bot.publishing import translated_payload
from bot.screens.limits import COMMAND_DESCRIPTION, COMMAND_NAME, COMMAND_TEXT, OPTION_TEXT
from bot.settings import Settings
from bot.texts import CommandTranslator, Texts
from bot.texts.catalogs import SOURCE_LOCALE
from storage.database import Database
from storage.search.live import LiveIndex

TRANSLATED = {locale.value for locale in Locale if Texts.load().find_locale(locale.value) not in (None, SOURCE_LOCALE)}
Said = dict[str, Any]


@pytest.fixture
async def commands(shipped: Database) -> list[Said]:
    """The commands as they are sent to Discord."""
    bot = Paperboy(Settings(), shipped, LiveIndex(shipped), Texts.load(), workers=False, shard_count=1)
    for cog in COGS:
        await bot.add_cog(cog(bot))
    await bot.tree.set_translator(CommandTranslator(bot.texts))
    return await translated_payload(bot.tree)


def parts(command: Said) -> list[Said]:
    """The command and everything in it that has a name."""
    below = [part for option in command.get("options", []) for part in parts(option)]
    return [command, *below, *(command.get("choices") or [])]


def leaves(commands: list[Said]) -> dict[str, list[str]]:
    """What can be asked, with its options; what stands below a command by both names."""
    found = {}
    for command in typed(commands):
        below = [option for option in command["options"] if option["type"] == 1]
        for leaf in below or [command]:
            name = f"{command['name']} {leaf['name']}" if below else command["name"]
            found[name] = [option["name"] for option in leaf["options"]]
    return found


def typed(commands: list[Said]) -> list[Said]:
    """The commands that one types, not those of menus."""
    return [command for command in commands if command["type"] == 1]


def siblings_in(commands: list[Said]) -> list[list[Said]]:
    """Commands and options that stand beside one another."""
    return [commands, *(each for command in commands for each in siblings_in(command.get("options", [])))]


def longest(part: Said, key: str) -> int:
    return max(map(len, [part.get(key, ""), *part.get(f"{key}_localizations", {}).values()]))


def test_there_is_a_command_for_everything_that_one_can_ask(commands: list[Said]) -> None:
    made = ["categories", "keywords", "organisations", "has_code", "min_stars", "kinds", "cadence", "timezone"]
    made += ["language", "style", "mention"]
    waits = ["min_items", "max_wait", "archive_pick", "publish"]
    assert leaves(commands) == {
        "search": ["query", "category", "since", "until", "has_code", "min_stars", "organisation", "sort"],
        "ask": ["question"],
        "paper": ["title"],
        "category": ["name"],
        "published": ["since", "until"],
        "latest": ["category"],
        "random": ["category"],
        "stats": [],
        "similar": ["paper"],
        "changes": ["since", "kind", "category"],
        "digest create": ["channel", *made, *waits],
        "digest edit": ["digest", "channel", *made, "mention_nobody", *waits],
        **{f"digest {name}": ["digest"] for name in ("show", "pause", "resume", "delete")},
        **{f"digest {name}": ["digest"] for name in ("preview", "send", "history")},
        "digest list": [],
        "digest why": ["paper", "digest"],
        "follow category": ["name"],
        "follow keyword": ["keyword"],
        "follow organisation": ["organisation"],
        "follow paper": ["title"],
        "following": ["cadence", "timezone", "language"],
        "unfollow": ["what"],
        "library": ["query"],
        "setup": [],
        "privacy export": ["whose"],
        "privacy erase": ["whose"],
        "help": [],
        "about": [],
    }


KEEPERS = {"digest": Permissions(manage_channels=True), "setup": Permissions(manage_guild=True)}


def test_the_menu_of_a_message_shows_its_papers_everywhere(commands: list[Said]) -> None:
    (menu,) = [command for command in commands if command["type"] == 3]
    assert (menu["name"],) == MENUS
    assert menu["name_localizations"]["zh-CN"] == "消息中的论文"
    assert all(1 <= len(name) <= COMMAND_NAME for name in [menu["name"], *menu["name_localizations"].values()])


def test_every_command_is_for_guilds_direct_messages_and_who_installs_it(commands: list[Said]) -> None:
    for command in (each for each in commands if each["name"] not in KEEPERS):
        assert sorted(command["contexts"]) == [0, 1, 2], command["name"]
        assert sorted(command["integration_types"]) == [0, 1], command["name"]
        assert command["default_member_permissions"] is None


def test_the_digests_of_a_guild_are_for_those_who_keep_it(commands: list[Said]) -> None:
    for command in (each for each in commands if each["name"] in KEEPERS):
        assert command["contexts"] == [0]
        assert command["integration_types"] == [0]
        assert command["default_member_permissions"] == KEEPERS[command["name"]].value


def test_every_name_and_description_is_said_in_every_language(commands: list[Said]) -> None:
    assert {"zh-CN", "zh-TW"} <= TRANSLATED
    for command in commands:
        for part in parts(command):
            assert set(part["name_localizations"]) == TRANSLATED, part["name"]
            if "description" in part:
                assert set(part["description_localizations"]) == TRANSLATED, part["name"]


def test_names_and_descriptions_keep_to_discords_limits(commands: list[Said]) -> None:
    for command in typed(commands):
        for part in (each for each in parts(command) if "description" in each):
            for name in [part["name"], *part["name_localizations"].values()]:
                assert re.fullmatch(rf"[-_'\w]{{1,{COMMAND_NAME}}}", name)
                assert name == name.lower()
            assert 1 <= longest(part, "description") <= COMMAND_DESCRIPTION, part["name"]
        assert all(longest(part, "name") <= OPTION_TEXT for part in parts(command))


def test_a_command_says_less_than_discord_allows_in_its_longest_language(commands: list[Said]) -> None:
    for command in commands:
        said = sum(longest(part, "name") + longest(part, "description") for part in parts(command))
        assert said < COMMAND_TEXT


def test_no_two_commands_or_options_have_one_name_in_a_language(commands: list[Said]) -> None:
    for locale in TRANSLATED:
        for siblings in siblings_in(commands):
            names = [part["name_localizations"][locale] for part in siblings]
            assert len(set(names)) == len(names)
