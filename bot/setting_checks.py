"""What the value of a setting must be, and the facts about one that is not."""

import ipaddress
import re
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_core import PydanticCustomError

from storage.database import parse_url
from storage.errors import InvalidDatabaseUrl

MOST_SHARDS = 4096
_LARGEST_ID = 2**63 - 1


class SettingFault(StrEnum):
    """What is wrong with a setting."""

    CHARACTERS = "characters"  # blanks, quotes, "Bot " in front: no token has them
    APPLICATION_ID = "application_id"  # given for the token, and public
    PUBLIC_KEY = "public_key"  # the same
    OAUTH = "oauth"  # the client secret of OAuth2, given for the token
    TWICE = "twice"  # by value and by file
    FILE = "file"  # cannot be read, is empty or too large
    CHOICE = "choice"  # none of those that there are
    NUMBER = "number"  # not a whole number within its bounds
    PROXY = "proxy"
    DATABASE = "database"
    HOST = "host"  # no address of a machine
    GUILDS = "guilds"  # not the numbers of guilds
    SHARDS = "shards"
    KEY = "key"  # nothing that a header can hold
    ADDRESS = "address"  # no http(s) address without a user, a query and a fragment


class InvalidSetting(Exception):
    """A setting that cannot be used. `name` is the variable's, `reason` what is wrong, `expected` what it may be: two
    bounds, or some words. Never holds the value, which may be a secret."""

    def __init__(self, name: str, reason: SettingFault, expected: tuple[object, ...] = ()) -> None:
        super().__init__(name, reason, expected)
        self.name = name
        self.reason = reason
        self.expected = expected


def fail(fault: SettingFault) -> Exception:
    """The fault in pydantic's form."""
    return PydanticCustomError(fault, fault)


def check_token(token: SecretStr) -> SecretStr:
    """Refuses what is certainly something else. Discord documents no shape of a token, so this stays with what it hands
    out beside it; `looks_like_token` tells the rest apart."""
    text = token.get_secret_value()
    for pattern, fault in (
        (r"\d+", SettingFault.APPLICATION_ID),
        (r"[0-9a-fA-F]{64}", SettingFault.PUBLIC_KEY),
        (r"[\w-]{32}", SettingFault.OAUTH),
    ):
        if re.fullmatch(pattern, text, re.ASCII):
            raise fail(fault)
    if not re.fullmatch(r"[\w.-]+", text, re.ASCII):
        raise fail(SettingFault.CHARACTERS)
    return token


def looks_like_token(token: SecretStr) -> bool:
    """Whether a token has the three parts, joined by dots, that tokens had so far."""
    return re.fullmatch(r"[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}", token.get_secret_value(), re.ASCII) is not None


def check_proxy(proxy: SecretStr) -> SecretStr:
    """Refuses what is no address of an HTTP proxy."""
    try:
        address = urlsplit(proxy.get_secret_value())
        usable = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise fail(SettingFault.PROXY)
    return proxy


def check_address(text: str) -> str:
    """Refuses what is no http(s) address to which a question can be added."""
    try:
        address = urlsplit(text)
        usable = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        usable = False
    if not usable or address.username is not None or address.query or address.fragment:
        raise fail(SettingFault.ADDRESS)
    return text


def check_key(key: SecretStr) -> SecretStr:
    """Refuses what no header can hold."""
    if not re.fullmatch(r"[!-~]{1,1000}", key.get_secret_value()):
        raise fail(SettingFault.KEY)
    return key


def check_database(url: SecretStr) -> SecretStr:
    """Refuses an address of no database that we know."""
    try:
        parse_url(url.get_secret_value())
    except InvalidDatabaseUrl:
        raise fail(SettingFault.DATABASE) from None
    return url


def check_host(host: str) -> str:
    """Refuses what is no address to listen on."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        raise fail(SettingFault.HOST) from None


def split_guilds(text: Any) -> Any:
    """Numbers of guilds between commas or blanks."""
    if not isinstance(text, str):
        return text
    parts = re.split(r"[\s,]+", text.strip(" ,"))
    if not all(re.fullmatch(r"\d{1,19}", part, re.ASCII) and 0 < int(part) <= _LARGEST_ID for part in parts):
        raise fail(SettingFault.GUILDS)
    return frozenset(map(int, parts))


def check_shards(text: str) -> str:
    """Refuses what says nothing about shards: `auto`, `auto/16`, `0-3/16`, `0,2/16`."""
    if text == "auto" or read_shards(text) is not None:
        return text
    raise fail(SettingFault.SHARDS)


def read_shards(text: str) -> tuple[tuple[int, ...] | None, int] | None:
    """Which shards, of how many; which is None for `auto/16`. None altogether where nothing is said or understood."""
    found = re.fullmatch(r"(auto|\d{1,4}(?:-\d{1,4})?(?:,\d{1,4}(?:-\d{1,4})?)*)/(\d{1,4})", text, re.ASCII)
    if found is None or not 0 < int(found[2]) <= MOST_SHARDS:
        return None
    count = int(found[2])
    if found[1] == "auto":
        return None, count
    ids: set[int] = set()
    for part in found[1].split(","):
        first, _, last = part.partition("-")
        ids.update(range(int(first), int(last or first) + 1))
        if last and int(last) < int(first):
            return None
    return (tuple(sorted(ids)), count) if max(ids) < count else None
