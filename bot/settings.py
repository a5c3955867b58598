"""What the operator may set: one frozen value, read from a mapping that the door hands over, never at import."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from bot.setting_checks import (
    InvalidSetting,
    SettingFault,
    check_address,
    check_database,
    check_host,
    check_key,
    check_proxy,
    check_shards,
    check_token,
    split_guilds,
)
from storage.database import find_file, parse_url
from storage.enriching import ARXIV_API
from storage.operations.backups import folder_of
from storage.sync.syncing import Policy

_LARGEST_FILE = 4096

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["text", "json"]
Token = Annotated[SecretStr, AfterValidator(check_token)]
Proxy = Annotated[SecretStr, AfterValidator(check_proxy)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(check_database)]
Level = Annotated[LogLevel, BeforeValidator(lambda text: text.upper() if isinstance(text, str) else text)]
Format = Annotated[LogFormat, BeforeValidator(lambda text: text.lower() if isinstance(text, str) else text)]
Host = Annotated[str, AfterValidator(check_host)]
Key = Annotated[SecretStr, AfterValidator(check_key)]
Guilds = Annotated[frozenset[int], BeforeValidator(split_guilds)]
Shards = Annotated[str, AfterValidator(check_shards)]
Address = Annotated[str, AfterValidator(check_address)]


class Enrichment(StrEnum):
    """Who may be asked for what the lists do not say of their papers."""

    OFF = "off"
    ARXIV = "arxiv"  # abstracts


Enriching = Annotated[Enrichment, BeforeValidator(lambda text: text.casefold() if isinstance(text, str) else text)]


class Settings(BaseModel):
    """The settings, each under the name of its environment variable in lower case. Secrets show in no `repr`; each may
    be given by a file, whose path is the setting that ends in `_file`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    discord_token: Token | None = None
    discord_token_file: Path | None = None
    database_url: DatabaseUrl = SecretStr("sqlite:///paperboy.db")
    database_url_file: Path | None = None
    log_level: Level = "INFO"
    log_format: Format = "text"
    https_proxy: Proxy | None = None
    https_proxy_file: Path | None = None
    sync_hours: Annotated[int, Field(ge=0, le=24 * 30)] = 6
    sync_jitter_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = 30
    sync_most_additions: Annotated[int, Field(ge=0, le=100_000)] = 25
    links_per_hour: Annotated[int, Field(ge=0, le=3600)] = 0
    sends_per_second: Annotated[int, Field(ge=1, le=50)] = 40
    send_deadline_seconds: Annotated[int, Field(ge=1, le=300)] = 30
    keep_left_guilds_days: Annotated[int, Field(ge=0, le=3650)] = 30
    max_digests_per_guild: Annotated[int, Field(ge=1, le=1_000)] = 25
    enrichment: Enriching = Enrichment.OFF
    arxiv_api_url: Address = ARXIV_API
    answer_model: str = ""
    answer_model_url: Address = "https://api.openai.com/v1"
    answer_model_key: Key | None = None
    answer_model_key_file: Path | None = None
    curating_guilds: Guilds = frozenset()
    review_guild: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    submissions_per_day: Annotated[int, Field(ge=1, le=10_000)] = 20
    undo_hours: Annotated[int, Field(ge=0, le=24 * 30)] = 24
    look_up_links: Annotated[int, Field(ge=0, le=1)] = 0
    backup_hours: Annotated[int, Field(ge=0, le=24 * 30)] = 24
    backups_kept: Annotated[int, Field(ge=1, le=1_000)] = 7
    backup_folder: Path | None = None
    health_port: Annotated[int, Field(ge=0, le=65_535)] = 0
    health_host: Host = "127.0.0.1"
    shards: Shards = "auto"
    log_channel: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    allowed_guilds: Guilds = frozenset()
    blocked_guilds: Guilds = frozenset()

    @property
    def sync_policy(self) -> Policy | None:
        """How followed lists are synced; None where the operator wants it done by hand alone (`SYNC_HOURS=0`)."""
        if not self.sync_hours:
            return None
        proxy = self.https_proxy.get_secret_value() if self.https_proxy else None
        interval, jitter = timedelta(hours=self.sync_hours), timedelta(minutes=self.sync_jitter_minutes)
        return Policy(interval, jitter, self.sync_most_additions, proxy)

    @property
    def undo_within(self) -> timedelta:
        """For how long a decision about a submission can be undone."""
        return timedelta(hours=self.undo_hours)

    @property
    def looks_up_links(self) -> bool:
        """Whether public sources may be asked what a submitted link leads to."""
        return bool(self.look_up_links)

    @property
    def keep_left_guilds(self) -> timedelta:
        """For how long what a guild had is kept after the bot has left it."""
        return timedelta(days=self.keep_left_guilds_days)

    @property
    def backups_to(self) -> Path | None:
        """The folder of the backups that are written by themselves; None where none are. Those of a server are only
        written where the operator names a folder."""
        if not self.backup_hours or self.backup_folder is not None:
            return self.backup_folder if self.backup_hours else None
        file = find_file(self.database_url.get_secret_value())
        return folder_of(file) if file else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be told to anybody: the token, and the passwords within addresses."""
        addresses = [self.database_url.get_secret_value()]
        addresses += [self.https_proxy.get_secret_value()] if self.https_proxy else []
        found = [address.rpartition("@")[0].partition("://")[2].partition(":")[2] for address in addresses]
        found.append(parse_url(addresses[0]).password or "")
        found += [secret.get_secret_value() for secret in (self.discord_token, self.answer_model_key) if secret]
        return tuple(sorted({each for each in found if len(each) > 2}, key=len, reverse=True))

    def may_serve(self, guild_id: int | None) -> bool:
        """Whether the operator lets the bot be used in a guild. Outside of guilds (None) it may."""
        if guild_id is None:
            return True
        return guild_id not in self.blocked_guilds and (not self.allowed_guilds or guild_id in self.allowed_guilds)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Reads the variables that have a setting's name; one that is empty or blank counts as not set.

        Secrets that are given by file are read here. Raises `InvalidSetting` for the first that cannot be used.
        """
        names = {name.upper(): name for name in cls.model_fields}
        given: dict[str, Any] = {
            names[key]: text.strip() for key, text in environment.items() if key in names and text.strip()
        }
        by_file = {name.removesuffix("_file") for name in given if name.endswith("_file")}
        for name in sorted(by_file):
            if name in given:
                raise InvalidSetting(f"{name}_file".upper(), SettingFault.TWICE, (name.upper(),))
            given[name] = _read_secret(f"{name}_file".upper(), Path(given[f"{name}_file"]))
        try:
            return cls.model_validate(given)
        except ValidationError as invalid:
            raise _first_fault(invalid, by_file) from None


def _read_secret(name: str, path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LARGEST_FILE + 1)
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text.strip() or len(text) > _LARGEST_FILE:
        raise InvalidSetting(name, SettingFault.FILE)
    return text.strip()


def _first_fault(invalid: ValidationError, by_file: set[str]) -> InvalidSetting:
    error = invalid.errors(include_url=False, include_context=False, include_input=False)[0]
    field = str(error["loc"][0])
    name = f"{field}_file".upper() if field in by_file else field.upper()
    info = Settings.model_fields[field]
    if info.annotation is int:
        bounds = {key: getattr(limit, key) for limit in info.metadata for key in ("ge", "le") if hasattr(limit, key)}
        return InvalidSetting(name, SettingFault.NUMBER, (bounds["ge"], bounds["le"]))
    if error["type"] == "literal_error":
        return InvalidSetting(name, SettingFault.CHOICE, get_args(info.annotation))
    if error["type"] == "enum":
        return InvalidSetting(name, SettingFault.CHOICE, tuple(Enrichment))
    return InvalidSetting(name, SettingFault(error["type"]))
