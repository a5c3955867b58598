"""Every error has a sentence in every language, found by its class."""

import importlib
import pkgutil
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from discord import app_commands

import bot
import data
import storage
from bot.errors import SENTENCES, find_sentence
from bot.refusals import CadenceTooFrequent, Refusal, UnknownCategory, UnknownTimeZone
from bot.texts import Texts
from data.categories import Category
from data.errors import DataError, UnreadableMonth
from storage.errors import PaperNotFound, StorageError

COMMAND: Any = SimpleNamespace(name="gone", qualified_name="gone")


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
        assert unworded == [], "bot/errors has no sentence for these"
        assert base not in SENTENCES  # else nothing below it could ever be forgotten


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
    words = Texts.load().speak("en-US")
    wrapped = app_commands.CommandInvokeError(COMMAND, PaperNotFound(7))
    assert find_sentence(wrapped, words) == find_sentence(PaperNotFound(7), words)


@pytest.mark.parametrize("error", [ValueError("secret"), KeyError("x"), RuntimeError(), DataError(), StorageError()])
def test_what_nobody_expects_is_a_defect(error: Exception) -> None:
    assert find_sentence(error, Texts.load().speak("en-US")) is None
