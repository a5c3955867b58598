"""Every error has a sentence in every language, and a defect has a number."""

import importlib
import logging
import pkgutil
import re
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest
from discord import app_commands

import bot
import data
import storage
from bot.errors import SENTENCES, find_sentence
from bot.refusals import (
    BotMayNotPost,
    CadenceFault,
    CadenceTooFrequent,
    ChannelMissing,
    ChannelUnsuitable,
    ConversationLost,
    EverybodyMentioned,
    ForumWantsTag,
    MemberMayNotManage,
    Need,
    NoDigests,
    NotAnnouncement,
    NotFollowed,
    NothingToEdit,
    PagesLost,
    PaperUnclear,
    PostRefused,
    Refusal,
    RoleNotYours,
    SinceAfterUntil,
    ThreadLocked,
    TooManyValues,
    TooMuchFollowed,
    UnknownCategory,
    UnknownKind,
    UnknownLanguage,
    UnknownTimeZone,
    UnreadableCadence,
    UnreadablePage,
    WhichDigest,
)
from bot.screens.limits import TEXT_CHARACTERS
from bot.texts import Texts, Words
from data.categories import Category
from data.errors import DataError, FileUnreadable, InvalidRow, NotAList, UnknownFormat, UnreadableMonth
from data.months import Month
from storage.digests.errors import ForeignMessages, SubscriptionNotFound, TooManySubscriptions
from storage.errors import (
    DatabaseNotReady,
    DatabaseTooNew,
    DatabaseUnreachable,
    InvalidDatabaseUrl,
    InvalidListName,
    ListNotFound,
    PaperNotFound,
    RowsNotOfPaper,
    SamePaper,
    StorageError,
)
from storage.sync.errors import InvalidListUrl, ListNotFollowed, ListUnreachable, NothingHeld

LANGUAGES = [Texts.load().speak(locale) for locale in Texts.load().locales]
FOREIGN = "@everyone **x**\n" * 500


def import_everything(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if "__main__" not in module.name and "migrations" not in module.name:
            importlib.import_module(module.name)


def kinds_below(base: type[Exception]) -> set[type[Exception]]:
    return {base, *(kind for child in base.__subclasses__() for kind in kinds_below(child))}


def test_no_error_of_ours_is_without_a_sentence() -> None:
    for package in (data, storage, bot):
        import_everything(package)
    for base in (DataError, StorageError, Refusal):
        unworded = [kind for kind in kinds_below(base) - {base} if not set(kind.__mro__) & set(SENTENCES)]
        assert unworded == [], "bot/errors.py has no sentence for these"
        assert base not in SENTENCES  # else nothing below it could ever be forgotten


COMMAND: Any = SimpleNamespace(name="gone", qualified_name="gone")
ERRORS: list[Exception] = [
    UnreadableMonth(FOREIGN),
    FileUnreadable(Path(FOREIGN[:90]), "missing"),
    NotAList("empty"),
    UnknownFormat(FOREIGN, ()),
    InvalidRow(3, FOREIGN),
    InvalidDatabaseUrl(FOREIGN),
    DatabaseUnreachable(FOREIGN, FOREIGN),
    DatabaseNotReady(FOREIGN, None),
    DatabaseTooNew(FOREIGN, FOREIGN),
    PaperNotFound(7),
    ListNotFound(FOREIGN),
    InvalidListName(FOREIGN),
    RowsNotOfPaper(7),
    SamePaper(7),
    InvalidListUrl(FOREIGN),
    ListUnreachable(FOREIGN, "timeout"),
    ListNotFollowed(FOREIGN),
    NothingHeld(FOREIGN),
    SinceAfterUntil(Month(2025, 1), Month(2024, 2)),
    UnknownCategory(FOREIGN, ()),
    UnknownCategory(FOREIGN, tuple(Category(str(n), {"en-US": FOREIGN}, n) for n in range(3))),
    UnreadablePage(FOREIGN, 12),
    *(UnreadableCadence(FOREIGN, fault) for fault in CadenceFault),
    CadenceTooFrequent(FOREIGN, 1),
    UnknownTimeZone(FOREIGN, ()),
    UnknownTimeZone(FOREIGN, ("Asia/Shanghai", "America/Argentina/Buenos_Aires", "America/New_York")),
    PagesLost(),
    BotMayNotPost(7, tuple(Need)),
    MemberMayNotManage(7),
    ChannelUnsuitable(7),
    ForumWantsTag(7),
    ThreadLocked(7),
    RoleNotYours(7),
    EverybodyMentioned(),
    NotAnnouncement(7),
    NoDigests(),
    WhichDigest(),
    ChannelMissing(),
    PostRefused(7, FOREIGN),
    PostRefused(7, ""),
    TooManyValues(25, 60),
    UnknownKind(FOREIGN),
    UnknownLanguage(FOREIGN, ("English", "中文")),
    NothingToEdit(),
    NotFollowed(FOREIGN),
    TooMuchFollowed(75),
    PaperUnclear(FOREIGN),
    SubscriptionNotFound(7),
    TooManySubscriptions(25),
    ForeignMessages(7),
    ConversationLost(),
    app_commands.CommandNotFound("gone", []),
    app_commands.CheckFailure(),
    app_commands.NoPrivateMessage(),
    app_commands.CommandSignatureMismatch(COMMAND),
    aiohttp.ClientConnectionResetError(),
    discord.DiscordServerError(cast("aiohttp.ClientResponse", SimpleNamespace(status=503, reason="no")), None),
]


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.locale)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(error: Exception, words: Words) -> None:
    sentence = find_sentence(error, words)
    assert sentence is not None
    assert len(sentence) < TEXT_CHARACTERS // 4
    assert "\n" not in sentence
    assert not re.search(r"(?<!\\)@", sentence)
    assert type(error).__name__ not in sentence


def test_every_sentence_is_tried_here() -> None:
    tried = {kind for error in ERRORS for kind in type(error).__mro__}
    assert set(SENTENCES) <= tried


@pytest.mark.parametrize(
    ("error", "english", "chinese"),
    [
        (
            UnreadableMonth("soon"),
            "“soon” is no month that I can read. Write a year (2024), a month (2024-07) or its name (July 2024).",
            "我看不懂“soon”是哪个月。请写年份（2024）、月份（2024-07）或中文日期（2024年7月）。",
        ),
        (
            UnknownCategory("kv", (Category("kv-cache", {"en-US": "KV cache", "zh-CN": "KV 缓存"}, 1),)),
            "No category is called “kv”. The nearest: **KV cache**. Use /category without a name to see them all.",
            "没有名为“kv”的分类。最接近的是：**KV 缓存**。使用 /分类 且不填名称，可以查看全部分类。",
        ),
        (
            CadenceTooFrequent("0,59 9 * * *", 59),
            r"“0,59 9 \* \* \*” would run again after 59 minutes. Leave at least 60 minutes between two runs.",
            r"“0,59 9 \* \* \*”两次运行之间只隔 59 分钟。请至少间隔 60 分钟。",
        ),
        (
            UnknownTimeZone("Shanghai", ("Asia/Shanghai",)),
            (
                "No time zone is called “Shanghai”. The nearest: **Asia/Shanghai**. "
                "Type a city and choose from what is offered."
            ),
            "没有名为“Shanghai”的时区。最接近的是：**Asia/Shanghai**。请输入城市名，再从候选项中选择。",
        ),
    ],
)
def test_a_sentence_says_what_to_do(error: Exception, english: str, chinese: str) -> None:
    texts = Texts.load()
    assert find_sentence(error, texts.speak("en-US")) == english
    assert find_sentence(error, texts.speak("zh-CN")) == chinese


def test_an_error_is_found_within_what_discord_py_wraps_around_it() -> None:
    words = LANGUAGES[0]
    wrapped = app_commands.CommandInvokeError(COMMAND, PaperNotFound(7))
    assert find_sentence(wrapped, words) == find_sentence(PaperNotFound(7), words)


@pytest.mark.parametrize("error", [ValueError("secret"), KeyError("x"), RuntimeError(), DataError(), StorageError()])
def test_what_nobody_expects_is_a_defect(error: Exception) -> None:
    assert find_sentence(error, LANGUAGES[0]) is None


class Broken(Exception):
    """A defect that tells a secret."""


def break_catalog(monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> None:
    """From now on the catalog fails, in a way that nobody expected if nothing else is said."""

    async def broken(*_: object) -> None:
        raise error or Broken("postgresql://me:secret@host")

    monkeypatch.setattr("bot.library.find_visible_lists", broken)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_a_defect_of_a_command_is_told_by_a_number_that_the_log_has(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_catalog(monkeypatch)
    assert_told_and_logged(await loud_chat.ask("latest"), caplog, "/latest")


async def test_a_defect_behind_a_button_is_told_too(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = await loud_chat.ask("latest")
    break_catalog(monkeypatch)
    assert_told_and_logged(await loud_chat.press(page, "Next"), caplog, "turn")


async def test_a_defect_behind_a_form_is_told_too(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = await loud_chat.ask("latest")
    shown = await loud_chat.show_form(page, "Page 1 of 3")
    break_catalog(monkeypatch)
    assert_told_and_logged(await loud_chat.send_form(shown, page, "2"), caplog, "")


def assert_told_and_logged(reply: Any, caplog: pytest.LogCaptureFixture, asked: str) -> None:
    assert reply.ephemeral
    number = re.search(r"`([0-9a-f]{8})`", reply.text)
    assert number is not None, reply.text
    assert "secret" not in reply.text
    assert "Broken" not in reply.text
    (record,) = (record for record in caplog.records if record.levelno >= logging.ERROR)
    assert record.getMessage().startswith(f"Defect {number[1]} in {asked}")
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], Broken)


async def test_a_database_that_is_gone_is_told_without_its_address(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_catalog(monkeypatch, DatabaseUnreachable("postgresql://host/db", "connection refused"))
    reply = await loud_chat.ask("about")
    assert reply.text.startswith("I cannot reach my catalog at the moment.")
    assert "host" not in reply.text
    assert reply.ephemeral
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def refused_with(code: int) -> discord.NotFound:
    response = cast("aiohttp.ClientResponse", SimpleNamespace(status=404, reason="Not Found"))
    return discord.NotFound(response, {"code": code, "message": "no"})


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_answer_that_came_too_late_is_noted_and_is_no_defect(
    code: int, loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def late(*_: object) -> None:
        raise refused_with(code)

    monkeypatch.setattr("bot.commands.browsing.answer", late)
    result = await loud_chat.person.slash(loud_chat.channel, "latest")
    assert result.response is None
    assert [record.levelname for record in caplog.records if record.name == "bot.errors"] == ["WARNING"]


async def test_an_error_that_cannot_be_told_ends_in_the_log(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse(*_: object) -> None:
        raise aiohttp.ClientConnectionResetError

    monkeypatch.setattr("bot.errors.answer", refuse)
    result = await loud_chat.person.slash(loud_chat.channel, "published", since="soon")
    assert result.response is None
    assert "could not be answered" in caplog.text
