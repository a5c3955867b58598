"""Who may speak where something is asked."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.refusals import BotSilenced, MemberSilenced
from bot.speaking import Silenced, check_speaking, find_silenced

ALL = discord.Permissions.all()


def asked(
    member: discord.Permissions = ALL,
    bot: discord.Permissions = ALL,
    *,
    guild_id: int | None = 7,
    is_in: bool = True,
    thread: bool = False,
) -> Any:
    channel = discord.Thread.__new__(discord.Thread) if thread else object()
    client = SimpleNamespace(get_guild=lambda _: object() if is_in else None)
    return SimpleNamespace(permissions=member, app_permissions=bot, guild_id=guild_id, channel=channel, client=client)


def without(**permissions: bool) -> discord.Permissions:
    left = discord.Permissions.all()
    left.update(**dict.fromkeys(permissions, False))
    return left


@pytest.mark.parametrize(
    ("interaction", "silenced"),
    [
        (asked(), None),
        (asked(without(send_messages=True)), Silenced.MEMBER),
        (asked(bot=without(send_messages=True)), Silenced.BOT),
        (asked(bot=without(view_channel=True)), Silenced.BOT),
        (asked(without(send_messages=True), thread=True), None),
        (asked(without(send_messages_in_threads=True), thread=True), Silenced.MEMBER),
        (asked(bot=without(send_messages_in_threads=True), thread=True), Silenced.BOT),
        (asked(bot=discord.Permissions.none(), is_in=False), None),
        (asked(without(use_external_apps=True), is_in=False), Silenced.BOT),
        (asked(discord.Permissions.none(), discord.Permissions.none(), guild_id=None), None),
    ],
)
def test_who_may_not_speak_is_found(interaction: Any, silenced: Silenced | None) -> None:
    assert find_silenced(interaction) is silenced


def test_who_may_not_speak_is_refused() -> None:
    check_speaking(asked())
    with pytest.raises(MemberSilenced):
        check_speaking(asked(without(send_messages=True)))
    with pytest.raises(BotSilenced):
        check_speaking(asked(bot=without(send_messages=True)))
