import pytest
from pydantic import SecretStr
from pydantic_core import PydanticCustomError

from bot.setting_checks import (
    SettingFault,
    check_database,
    check_host,
    check_proxy,
    check_shards,
    check_token,
    looks_like_token,
    read_shards,
    split_guilds,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0-3/16", ((0, 1, 2, 3), 16)),
        ("5/16", ((5,), 16)),
        ("0,2,4-5/6", ((0, 2, 4, 5), 6)),
        ("auto/16", (None, 16)),
        ("auto", None),
        ("0-3", None),
        ("3-0/16", None),
        ("0-16/16", None),
        ("0/0", None),
        ("0/5000", None),
        ("-1/4", None),
        ("a/4", None),
        ("", None),
        ("٣/16", None),
    ],
)
def test_shards_are_read_as_they_are_written(text: str, read: object) -> None:
    assert read_shards(text) == read
    if read is None and text != "auto":
        with pytest.raises(PydanticCustomError):
            check_shards(text)
    else:
        assert check_shards(text) == text


def test_guilds_are_numbers_between_commas() -> None:
    assert split_guilds("1, 2 3,,4 ,") == frozenset({1, 2, 3, 4})
    for text in ("x", "1;2", "0", "99999999999999999999", "-1"):
        with pytest.raises(PydanticCustomError):
            split_guilds(text)


@pytest.mark.parametrize(
    ("check", "value", "fault"),
    [
        (check_token, "a b", SettingFault.CHARACTERS),
        (check_proxy, "ftp://x", SettingFault.PROXY),
        (check_database, "mysql://me:hunter2@x/y", SettingFault.DATABASE),
    ],
)
def test_a_secret_that_is_refused_is_not_shown(check: object, value: str, fault: SettingFault) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check(SecretStr(value))  # type: ignore[operator]
    assert caught.value.type == fault
    assert value not in str(caught.value)


def test_an_address_to_listen_on_is_one_of_a_machine() -> None:
    assert check_host("0.0.0.0") == "0.0.0.0"  # noqa: S104
    assert check_host("::1") == "::1"
    with pytest.raises(PydanticCustomError):
        check_host("localhost:80")


def test_a_token_has_three_parts() -> None:
    assert not looks_like_token(SecretStr("a.b.c"))
