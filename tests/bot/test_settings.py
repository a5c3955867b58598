import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.cli.sentences import find_ending
from bot.setting_checks import InvalidSetting, SettingFault, looks_like_token
from bot.settings import Enrichment, Settings
from storage.sync.syncing import Policy

ROOT = Path(__file__).parents[2]
TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
NAMES = {name.upper() for name in Settings.model_fields}


def bounds_of(name: str) -> tuple[int, int]:
    found = {
        key: getattr(each, key)
        for each in Settings.model_fields[name].metadata
        for key in ("ge", "le")
        if hasattr(each, key)
    }
    return found["ge"], found["le"]


def fault_of(environment: dict[str, str]) -> tuple[str, SettingFault]:
    with pytest.raises(InvalidSetting) as caught:
        Settings.from_environment(environment)
    return caught.value.name, caught.value.reason


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.discord_token is None
    assert settings.database_url.get_secret_value() == "sqlite:///paperboy.db"
    assert settings.log_level == "INFO"
    assert settings.enrichment is Enrichment.OFF


def test_what_is_blank_counts_as_not_set_and_the_rest_of_the_environment_is_not_looked_at() -> None:
    assert (
        Settings.from_environment({**dict.fromkeys(NAMES, " \n"), "PATH": "/bin", "discord_token": "x y"}) == Settings()
    )


def test_every_setting_is_read_from_its_variable() -> None:
    settings = Settings.from_environment(
        {
            "DISCORD_TOKEN": f" {TOKEN}\n",
            "DATABASE_URL": "postgresql://paperboy:secret@host/papers",
            "LOG_LEVEL": "debug",
            "ENRICHMENT": "arXiv",
            "ARXIV_API_URL": "http://127.0.0.1:8080/api",
            "HTTPS_PROXY": "http://user:secret@proxy.example:3128",
        }
    )
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == TOKEN
    assert settings.database_url.get_secret_value() == "postgresql://paperboy:secret@host/papers"
    assert settings.log_level == "DEBUG"
    assert settings.enrichment is Enrichment.ARXIV
    assert settings.arxiv_api_url == "http://127.0.0.1:8080/api"
    assert settings.https_proxy is not None
    assert settings.https_proxy.get_secret_value() == "http://user:secret@proxy.example:3128"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DISCORD_TOKEN", f"Bot {TOKEN}", SettingFault.CHARACTERS),
        ("DISCORD_TOKEN", f'"{TOKEN}"', SettingFault.CHARACTERS),
        ("DISCORD_TOKEN", "tökén", SettingFault.CHARACTERS),
        ("DISCORD_TOKEN", "<your token>", SettingFault.CHARACTERS),
        ("DISCORD_TOKEN", "198622483471925248", SettingFault.APPLICATION_ID),
        ("DISCORD_TOKEN", "0f" * 32, SettingFault.PUBLIC_KEY),
        ("DISCORD_TOKEN", "h4J-_" * 6 + "ab", SettingFault.OAUTH),
        ("DISCORD_TOKEN_FILE", "/no/such/file", SettingFault.FILE),
        ("DISCORD_TOKEN_FILE", "/", SettingFault.FILE),
        ("LOG_LEVEL", "loud", SettingFault.CHOICE),
        ("SYNC_HOURS", "-1", SettingFault.NUMBER),
        ("SYNC_HOURS", "721", SettingFault.NUMBER),
        ("SYNC_HOURS", "often", SettingFault.NUMBER),
        ("SYNC_MOST_ADDITIONS", "2.5", SettingFault.NUMBER),
        ("ENRICHMENT", "everything", SettingFault.CHOICE),
        ("ARXIV_API_URL", "export.arxiv.org", SettingFault.ADDRESS),
        ("ARXIV_API_URL", "file:///etc/passwd", SettingFault.ADDRESS),
        ("ARXIV_API_URL", "https://user@arxiv.example/", SettingFault.ADDRESS),
        ("ARXIV_API_URL", "https://arxiv.example/?x=1", SettingFault.ADDRESS),
        ("ARXIV_API_URL", "https://[arxiv/", SettingFault.ADDRESS),
        ("HTTPS_PROXY", "proxy.example:3128", SettingFault.PROXY),
        ("HTTPS_PROXY", "socks5://proxy.example", SettingFault.PROXY),
        ("HTTPS_PROXY", "http://", SettingFault.PROXY),
        ("HTTPS_PROXY", "http://proxy.example:99999", SettingFault.PROXY),
        ("HTTPS_PROXY_FILE", "/no/such/file", SettingFault.FILE),
        ("DATABASE_URL", "mysql://host/papers", SettingFault.DATABASE),
        ("DATABASE_URL", "paperboy.db", SettingFault.DATABASE),
        ("DATABASE_URL_FILE", "/no/such/file", SettingFault.FILE),
        ("LOG_FORMAT", "xml", SettingFault.CHOICE),
        ("HEALTH_HOST", "everywhere", SettingFault.HOST),
        ("SHARDS", "0-16/16", SettingFault.SHARDS),
        ("SHARDS", "all", SettingFault.SHARDS),
        ("ALLOWED_GUILDS", "Reading group", SettingFault.GUILDS),
        ("BLOCKED_GUILDS", "1,-2", SettingFault.GUILDS),
        ("CURATING_GUILDS", "here", SettingFault.GUILDS),
        ("ANSWER_MODEL_URL", "127.0.0.1:11434", SettingFault.ADDRESS),
        ("ANSWER_MODEL_KEY", "my key", SettingFault.KEY),
        ("ANSWER_MODEL_KEY", "schlüssel", SettingFault.KEY),
        ("ANSWER_MODEL_KEY_FILE", "/no/such/file", SettingFault.FILE),
    ],
)
def test_a_wrong_value_is_told_by_its_name_and_what_is_wrong(name: str, value: str, reason: SettingFault) -> None:
    assert fault_of({name: value}) == (name, reason)


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [(name.upper(), *bounds_of(name)) for name, info in Settings.model_fields.items() if info.annotation is int],
)
def test_a_number_is_told_its_bounds_in_each_way_in_which_it_can_be_wrong(name: str, least: int, most: int) -> None:
    for value in (str(least - 1), str(most + 1), "often", "2.5", "1e3", "٣x", "0x10"):
        with pytest.raises(InvalidSetting) as caught:
            Settings.from_environment({name: value})
        assert caught.value.name == name
        assert caught.value.expected == (least, most)
        ending = find_ending(caught.value)
        assert ending is not None
        assert ending.sentence == f"{name} must be a whole number from {least} to {most}."
    for bound in (least, most):
        assert getattr(Settings.from_environment({name: str(bound)}), name.lower()) == bound


def test_every_setting_can_be_wrong_and_is_tried_here() -> None:
    tried = set(re.findall(r'\("([A-Z_]+)", "', Path(__file__).read_text(encoding="utf-8")))
    numbers = {name.upper() for name, info in Settings.model_fields.items() if info.annotation is int}
    assert NAMES - tried - numbers == {"BACKUP_FOLDER", "ANSWER_MODEL"}, "any text is a path or the name of a model"


def test_what_a_choice_may_be_is_told() -> None:
    with pytest.raises(InvalidSetting) as caught:
        Settings.from_environment({"LOG_FORMAT": "xml"})
    assert caught.value.expected == ("text", "json")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://me:secret@db/papers"),
        ("HTTPS_PROXY", "http://me:secret@proxy.example:3128"),
        ("ANSWER_MODEL_KEY", "sk-abc"),
    ],
)
def test_every_secret_may_come_from_a_file(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "secret").write_text(f"{value}\n")
    settings = Settings.from_environment({f"{name}_FILE": str(tmp_path / "secret")})
    assert getattr(settings, name.lower()).get_secret_value() == value
    with pytest.raises(InvalidSetting) as caught:
        Settings.from_environment({f"{name}_FILE": str(tmp_path / "secret"), name: value})
    assert (caught.value.reason, caught.value.expected) == (SettingFault.TWICE, (name,))


def test_secrets_are_the_token_the_key_and_the_passwords_within_addresses() -> None:
    environment = {
        "DISCORD_TOKEN": TOKEN,
        "DATABASE_URL": "postgresql://me:p%40ss%3Aword@db/papers",
        "HTTPS_PROXY": "http://you:hunter2@proxy.example",
        "ANSWER_MODEL_KEY": "sk-abc",
    }
    assert set(Settings.from_environment(environment).secrets) == {
        TOKEN, "p%40ss%3Aword", "p@ss:word", "hunter2", "sk-abc",
    }  # fmt: skip
    assert Settings().secrets == ()


def test_backups_are_beside_a_file_and_where_the_operator_wants_them() -> None:
    assert Settings().backups_to == Path("backups")
    assert Settings.from_environment({"BACKUP_HOURS": "0", "BACKUP_FOLDER": "/b"}).backups_to is None
    server = {"DATABASE_URL": "postgresql://db/papers"}
    assert Settings.from_environment(server).backups_to is None
    assert Settings.from_environment({**server, "BACKUP_FOLDER": "/b"}).backups_to == Path("/b")


def test_guilds_are_served_as_the_operator_allows() -> None:
    blocked = Settings.from_environment({"BLOCKED_GUILDS": "1,2"})
    assert [blocked.may_serve(guild) for guild in (1, 3, None)] == [False, True, True]
    allowed = Settings.from_environment({"ALLOWED_GUILDS": "1,2", "BLOCKED_GUILDS": "2"})
    assert [allowed.may_serve(guild) for guild in (1, 2, 3, None)] == [True, False, False, True]


def test_lists_are_synced_as_the_operator_set_it_or_not_at_all() -> None:
    settings = Settings.from_environment(
        {
            "SYNC_HOURS": "12",
            "SYNC_JITTER_MINUTES": "5",
            "SYNC_MOST_ADDITIONS": "40",
            "HTTPS_PROXY": "http://proxy.example:3128",
        }
    )
    assert settings.sync_policy == Policy(timedelta(hours=12), timedelta(minutes=5), 40, "http://proxy.example:3128")
    assert Settings.from_environment({"SYNC_HOURS": "0"}).sync_policy is None


def test_a_token_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    settings = Settings.from_environment({"DISCORD_TOKEN_FILE": str(file)})
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == TOKEN


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\x00", b"x" * 5000])
def test_a_file_without_a_token_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    assert fault_of({"DISCORD_TOKEN_FILE": str(file)}) == ("DISCORD_TOKEN_FILE", SettingFault.FILE)


def test_a_wrong_token_in_a_file_is_told_under_the_name_that_was_set(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("two words")
    assert fault_of({"DISCORD_TOKEN_FILE": str(file)}) == ("DISCORD_TOKEN_FILE", SettingFault.CHARACTERS)


def test_a_token_given_twice_is_refused(tmp_path: Path) -> None:
    environment = {"DISCORD_TOKEN": TOKEN, "DISCORD_TOKEN_FILE": str(tmp_path / "token")}
    assert fault_of(environment) == ("DISCORD_TOKEN_FILE", SettingFault.TWICE)


@pytest.mark.parametrize(
    ("text", "alike"), [(TOKEN, True), ("loopback-token", False), ("a.b.c", False), ("a.b", False)]
)
def test_a_token_has_three_parts(text: str, alike: bool) -> None:
    token = Settings.from_environment({"DISCORD_TOKEN": text}).discord_token
    assert token is not None
    assert looks_like_token(token) is alike


SECRET = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=8).filter(lambda text: text.strip())


@given(name=st.sampled_from(["DISCORD_TOKEN", "DATABASE_URL", "HTTPS_PROXY"]), secret=SECRET)
def test_no_secret_shows_in_a_text_of_the_settings_or_of_their_fault(name: str, secret: str) -> None:
    shown: list[object]
    try:
        settings = Settings.from_environment({name: f"hunter2{secret}"})
        shown = [settings, settings.model_dump(), settings.model_dump_json()]
    except InvalidSetting as fault:
        shown = [fault, fault.__cause__]
    assert "hunter2" not in f"{shown!r} {' '.join(map(str, shown))}"


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().log_level = "ERROR"  # type: ignore[misc]


def test_the_environment_example_has_every_setting_with_its_default() -> None:
    lines = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(example) == NAMES
    assert Settings.from_environment(example) == Settings()


def test_the_readme_has_a_row_for_every_setting_and_for_no_other() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    rows = {line.split("`")[1] for line in lines if line.startswith("| `") and line.split("`")[1].isupper()}
    assert rows == NAMES
