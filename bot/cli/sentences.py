"""Every sentence about why the program does not start or stops, and the status that it then ends with."""

import sys
from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

import aiohttp
import discord

from bot.demo.errors import DemoNotInstalled, PortUnavailable
from bot.health.errors import HealthPortUnavailable
from bot.setting_checks import InvalidSetting, SettingFault
from storage.errors import DatabaseNotReady, DatabaseTooNew, DatabaseUnreachable, InvalidDatabaseUrl
from storage.operations.errors import CopyUnwritable, DatabaseInUse

_AUTHENTICATION_FAILED = 4004  # the gateway's word for a token that was reset
TOKEN_PAGE = "https://discord.com/developers/applications"  # noqa: S105 a page, and no token

NO_TOKEN = (
    f'To run Paperboy on Discord, create an application at {TOKEN_PAGE}, press "Reset Token" on its Bot page, and '
    "start again with the environment variable DISCORD_TOKEN set to what it shows.\n"
    "To try Paperboy on this machine, without a token or a network, run: python -m bot demo"
)

ODD_TOKEN = (
    "DISCORD_TOKEN does not look like a bot's token, which has three parts joined by dots: "
    f'copy it again with "Reset Token" on the Bot page of your application at {TOKEN_PAGE}.'
)


class Status(IntEnum):
    """What the process ends with."""

    DONE = 0
    FAILED = 1  # starting again may help
    REFUSED = 2  # starting again changes nothing: something has to be set or mended first


class Ending(NamedTuple):
    """A sentence for the operator, and the status to end with."""

    sentence: str
    status: Status


_SETTINGS: Mapping[SettingFault, str] = {
    SettingFault.CHARACTERS: 'has characters that no token has, such as blanks, quotes or "Bot " in front: '
    f'copy it again with "Reset Token" on the Bot page of your application at {TOKEN_PAGE}.',
    SettingFault.APPLICATION_ID: "is an application's ID, and not its bot's token, which the Bot page of "
    f'{TOKEN_PAGE} shows after "Reset Token".',
    SettingFault.PUBLIC_KEY: "is an application's public key, and not its bot's token, which the Bot page of "
    f'{TOKEN_PAGE} shows after "Reset Token".',
    SettingFault.OAUTH: "is an application's client secret, and not its bot's token, which the Bot page of "
    f'{TOKEN_PAGE} shows after "Reset Token".',
    SettingFault.TWICE: "cannot be set beside {0}: keep one of the two.",
    SettingFault.FILE: "names a file that gives nothing: it must be a readable text file with the value and no more.",
    SettingFault.CHOICE: "must be one of {all}.",
    SettingFault.NUMBER: "must be a whole number from {0} to {1}.",
    SettingFault.PROXY: "must be the address of a proxy, such as http://proxy.example:3128.",
    SettingFault.DATABASE: "names no database that Paperboy knows: it must look like sqlite:///paperboy.db or "
    "postgresql://user:password@host/name.",
    SettingFault.HOST: "must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all that it has.",
    SettingFault.GUILDS: "must be the numbers of guilds, with commas between: 81384788765712384,197038439483310086.",
    SettingFault.SHARDS: "must be auto, auto/16 for so many shards in all, or which of how many: 0-3/16.",
    SettingFault.KEY: "must be a key as its server hands it out: letters, digits and signs, without blanks.",
    SettingFault.ADDRESS: "must be an address such as https://export.arxiv.org/api/query, without a ? or #.",
}


def _setting(error: InvalidSetting) -> Ending:
    expected = [str(each) for each in error.expected] or ["something else"] * 2
    return Ending(f"{error.name} {_SETTINGS[error.reason].format(*expected, all=', '.join(expected))}", Status.REFUSED)


def _invalid_url(error: InvalidDatabaseUrl) -> Ending:
    return Ending(
        f"DATABASE_URL names no database that Paperboy knows ({error.url}): it must look like "
        "sqlite:///paperboy.db or postgresql://user:password@host/name.",
        Status.REFUSED,
    )


def _in_use(error: DatabaseInUse) -> Ending:
    return Ending(
        f"The database {error.url} is being restored or moved by another program: wait until that has ended.",
        Status.REFUSED,
    )


def _unwritable(error: CopyUnwritable) -> Ending:
    return Ending(f"{error.path} cannot be written: {error.reason}. Nothing was changed.", Status.FAILED)


def _unreachable(error: DatabaseUnreachable) -> Ending:
    return Ending(f"The database {error.url} cannot be opened: {error.reason}", Status.FAILED)


def _not_ready(error: DatabaseNotReady) -> Ending:
    return Ending(f"The database {error.url} is not ready; run: python -m storage upgrade", Status.REFUSED)


def _too_new(error: DatabaseTooNew) -> Ending:
    return Ending(
        f"The database {error.url} was upgraded by a newer version of Paperboy ({error.revision}); "
        "run that version, or restore a backup from before.",
        Status.REFUSED,
    )


def _refused_token(_: Exception) -> Ending:
    return Ending(
        'Discord refuses the token: it was reset, or it is another application\'s. Get a new one with "Reset Token" '
        f"on the Bot page of your application at {TOKEN_PAGE}.",
        Status.REFUSED,
    )


def _proxy(_: Exception) -> Ending:
    return Ending("The proxy of HTTPS_PROXY does not let the bot through to Discord.", Status.FAILED)


def _answered(error: discord.HTTPException) -> Ending:
    return Ending(f"Discord answers with status {error.status} and lets nobody in; try again later.", Status.FAILED)


def _hung_up(error: discord.ConnectionClosed) -> Ending:
    if error.code == _AUTHENTICATION_FAILED:
        return _refused_token(error)
    return Ending(f"Discord closed the connection for good, with code {error.code}.", Status.FAILED)


def _no_network(error: Exception) -> Ending:
    return Ending(f"Discord cannot be reached ({type(error).__name__}): is this machine online?", Status.FAILED)


def _no_demo(_: DemoNotInstalled) -> Ending:
    return Ending(
        f'The demo needs its optional packages; run: {sys.executable} -m pip install ".[demo]"', Status.REFUSED
    )


def _port(error: PortUnavailable) -> Ending:
    return Ending(
        f"The demo cannot listen on port {error.port} ({error.reason}); choose another, or leave --port out.",
        Status.REFUSED,
    )


def _health_port(error: HealthPortUnavailable) -> Ending:
    return Ending(
        f"HEALTH_PORT {error.port} of {error.host} cannot be listened on ({error.reason}): set another, or 0 for none.",
        Status.REFUSED,
    )


_ENDINGS: Mapping[type[Exception], Callable[[Any], Ending]] = {
    InvalidSetting: _setting,
    InvalidDatabaseUrl: _invalid_url,
    DatabaseInUse: _in_use,
    CopyUnwritable: _unwritable,
    HealthPortUnavailable: _health_port,
    DatabaseUnreachable: _unreachable,
    DatabaseNotReady: _not_ready,
    DatabaseTooNew: _too_new,
    DemoNotInstalled: _no_demo,
    PortUnavailable: _port,
    discord.LoginFailure: _refused_token,
    discord.HTTPException: _answered,
    discord.ConnectionClosed: _hung_up,
    discord.GatewayNotFound: _no_network,
    aiohttp.ClientProxyConnectionError: _proxy,
    aiohttp.ClientHttpProxyError: _proxy,
    aiohttp.ClientError: _no_network,
    TimeoutError: _no_network,
}


def find_ending(error: BaseException) -> Ending | None:
    """What to say about an error and how to end, looked up by its class; None for a defect."""
    for kind in type(error).__mro__:
        if kind in _ENDINGS:
            return _ENDINGS[kind](error)
    return None
