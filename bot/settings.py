"""What the operator may set: one frozen value, read from a mapping that the door hands over, never at import."""

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError

from storage.enriching import ARXIV_API
from storage.sync.syncing import Policy

_LARGEST_TOKEN_FILE = 4096


class SettingFault(StrEnum):
    """What is wrong with a setting."""

    CHARACTERS = "characters"  # blanks, quotes, "Bot " in front: no token has them
    APPLICATION_ID = "application_id"  # given for the token, and public
    PUBLIC_KEY = "public_key"  # the same
    OAUTH = "oauth"  # the client secret of OAuth2, given for the token
    TWICE = "twice"  # the token by value and by file
    FILE = "file"  # cannot be read, is empty or too large
    LEVEL = "level"
    NUMBER = "number"  # not a whole number within its bounds
    PROXY = "proxy"
    ENRICHMENT = "enrichment"
    ADDRESS = "address"  # no http(s) address without a user, a query and a fragment


class Enrichment(StrEnum):
    """Who may be asked for what the lists do not say of their papers."""

    OFF = "off"
    ARXIV = "arxiv"  # abstracts


class InvalidSetting(Exception):
    """A setting that cannot be used. `name` is the variable's, `reason` what is wrong. Never holds the value,
    which may be a secret."""

    def __init__(self, name: str, reason: SettingFault) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


def _checked_token(token: SecretStr) -> SecretStr:
    """Refuses what is certainly something else. Discord documents no shape of a token, so this stays with what it hands
    out beside it; `looks_like_token` tells the rest apart."""
    text = token.get_secret_value()
    for pattern, fault in (
        (r"\d+", SettingFault.APPLICATION_ID),
        (r"[0-9a-fA-F]{64}", SettingFault.PUBLIC_KEY),
        (r"[\w-]{32}", SettingFault.OAUTH),
    ):
        if re.fullmatch(pattern, text, re.ASCII):
            raise PydanticCustomError(fault, fault)
    if not re.fullmatch(r"[\w.-]+", text, re.ASCII):
        raise PydanticCustomError(SettingFault.CHARACTERS, SettingFault.CHARACTERS)
    return token


def _checked_proxy(proxy: SecretStr) -> SecretStr:
    try:
        address = urlsplit(proxy.get_secret_value())
        usable = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise PydanticCustomError(SettingFault.PROXY, SettingFault.PROXY)
    return proxy


def _checked_enrichment(text: object) -> object:
    """Off unless the operator says otherwise."""
    known = [enrichment for enrichment in Enrichment if isinstance(text, str) and enrichment == text.casefold()]
    if not known:
        raise PydanticCustomError(SettingFault.ENRICHMENT, SettingFault.ENRICHMENT)
    return known[0]


def _checked_address(text: str) -> str:
    try:
        address = urlsplit(text)
        usable = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        usable = False
    if not usable or address.username is not None or address.query or address.fragment:
        raise PydanticCustomError(SettingFault.ADDRESS, SettingFault.ADDRESS)
    return text


LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
Token = Annotated[SecretStr, AfterValidator(_checked_token)]
Proxy = Annotated[SecretStr, AfterValidator(_checked_proxy)]
Address = Annotated[str, AfterValidator(_checked_address)]
Level = Annotated[LogLevel, BeforeValidator(lambda text: text.upper() if isinstance(text, str) else text)]


class Settings(BaseModel):
    """The settings, each under the name of its environment variable in lower case. Secrets show in no `repr`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    discord_token: Token | None = None
    discord_token_file: Path | None = None
    database_url: SecretStr = SecretStr("sqlite:///paperboy.db")
    log_level: Level = "INFO"
    https_proxy: Proxy | None = None
    sync_hours: Annotated[int, Field(ge=0, le=24 * 30)] = 6
    sync_jitter_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = 30
    sync_most_additions: Annotated[int, Field(ge=0, le=100_000)] = 25
    links_per_hour: Annotated[int, Field(ge=0, le=3600)] = 0
    sends_per_second: Annotated[int, Field(ge=1, le=50)] = 40
    send_deadline_seconds: Annotated[int, Field(ge=1, le=300)] = 30
    keep_left_guilds_days: Annotated[int, Field(ge=0, le=3650)] = 30
    enrichment: Annotated[Enrichment, BeforeValidator(_checked_enrichment)] = Enrichment.OFF
    arxiv_api_url: Address = ARXIV_API
    max_digests_per_guild: Annotated[int, Field(ge=1, le=1_000)] = 25

    @property
    def sync_policy(self) -> Policy | None:
        """How followed lists are synced; None where the operator wants it done by hand alone (`SYNC_HOURS=0`)."""
        if not self.sync_hours:
            return None
        proxy = self.https_proxy.get_secret_value() if self.https_proxy else None
        interval, jitter = timedelta(hours=self.sync_hours), timedelta(minutes=self.sync_jitter_minutes)
        return Policy(interval, jitter, self.sync_most_additions, proxy)

    @property
    def keep_left_guilds(self) -> timedelta:
        """For how long what a guild had is kept after the bot has left it."""
        return timedelta(days=self.keep_left_guilds_days)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Reads the variables that have a setting's name; one that is empty or blank counts as not set.

        A token given by file is read here. Raises `InvalidSetting` for the first that cannot be used.
        """
        names = {name.upper(): name for name in cls.model_fields}
        given = {names[key]: text.strip() for key, text in environment.items() if key in names and text.strip()}
        if "discord_token_file" in given:
            if "discord_token" in given:
                raise InvalidSetting("DISCORD_TOKEN_FILE", SettingFault.TWICE)
            given["discord_token"] = _read_token(Path(given["discord_token_file"]))
        try:
            return cls.model_validate(given)
        except ValidationError as invalid:
            raise _first_fault(invalid, from_file="discord_token_file" in given) from None


def looks_like_token(token: SecretStr) -> bool:
    """Whether a token has the three parts, joined by dots, that tokens had so far."""
    return re.fullmatch(r"[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}", token.get_secret_value(), re.ASCII) is not None


def _read_token(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LARGEST_TOKEN_FILE + 1)
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text.strip() or len(text) > _LARGEST_TOKEN_FILE:
        raise InvalidSetting("DISCORD_TOKEN_FILE", SettingFault.FILE)
    return text.strip()


def _first_fault(invalid: ValidationError, *, from_file: bool) -> InvalidSetting:
    error = invalid.errors(include_url=False, include_context=False, include_input=False)[0]
    name = str(error["loc"][0]).upper()
    if name == "DISCORD_TOKEN" and from_file:
        name = "DISCORD_TOKEN_FILE"
    if Settings.model_fields[str(error["loc"][0])].annotation is int:
        return InvalidSetting(name, SettingFault.NUMBER)
    return InvalidSetting(name, SettingFault.LEVEL if name == "LOG_LEVEL" else SettingFault(error["type"]))
