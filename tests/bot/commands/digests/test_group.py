from discord import app_commands

from bot.commands.digests import Digests
from bot.commands.digests.group import DIGEST, OPTIONS


def test_making_and_changing_a_digest_say_the_same_of_the_same_options() -> None:
    for name in ("create", "edit"):
        command = DIGEST.get_command(name)
        assert isinstance(command, app_commands.Command)
        described = {each.name: str(each.description) for each in command.parameters}
        assert OPTIONS.items() <= described.items()


def test_all_that_stands_below_the_command_belongs_to_one_cog() -> None:
    assert [command.name for command in Digests.__cog_app_commands__] == ["digest"]
    assert {each.name for each in DIGEST.commands} == {
        "create", "list", "show", "edit", "preview", "send", "pause", "resume", "delete", "history", "why",
    }  # fmt: skip
