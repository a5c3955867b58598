from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.library import Shelf
from bot.refusals import EmptyKeyword, UnknownCategory, UnknownLanguage, UnknownTimeZone
from bot.texts import Texts
from bot.wishes import Wishes, apply_wishes, next_run, next_runs, read_language
from data.categories import known_categories
from storage.digests.subscription import (
    DEFAULT_KINDS,
    Choices,
    Interest,
    PauseReason,
    Place,
    State,
    Style,
    Subscription,
    Target,
)
from storage.feed import ChangeKind
from storage.search.index import Index

TEXTS = Texts.load()
SHELF = Shelf(Index((), known_categories(), 1), frozenset(), (), {})
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
OLD = Choices(
    "daily 08:00", "Asia/Shanghai", "zh-CN", Style.CARDS, Interest(("gone",), ("a",), ("Meta",), (), True, 2),
    (ChangeKind.MOVED,), 7, True, True, 4,
)  # fmt: skip


def test_nothing_that_is_given_changes_nothing() -> None:
    assert apply_wishes(Wishes(), OLD, SHELF, TEXTS) == OLD


@pytest.mark.parametrize(
    ("wishes", "changed"),
    [
        ({"categories": "KV 缓存, kv-cache"}, {"categories": ("kv-cache",)}),
        ({"categories": "none"}, {"categories": ()}),
        ({"keywords": "b, -c"}, {"keywords": ("b", "-c")}),
        ({"organisations": "deepmind, NVIDIA Research"}, {"organisations": ("Google", "NVIDIA")}),
        ({"has_code": "no"}, {"has_code": False}),
        ({"has_code": "any"}, {"has_code": None}),
        ({"min_stars": 0}, {"min_stars": 0}),
        ({"kinds": "all"}, {"kinds": tuple(ChangeKind)}),
        ({"kinds": "none"}, {"kinds": DEFAULT_KINDS}),
        ({"kinds": "新增"}, {"kinds": (ChangeKind.ADDED,)}),
        ({"cadence": "每天 7:00"}, {"cadence": "daily 07:00"}),
        ({"timezone": "europe/berlin"}, {"timezone": "Europe/Berlin"}),
        ({"style": "compact"}, {"style": Style.COMPACT}),
        ({"mention_role_id": 9}, {"mention_role_id": 9}),
        ({"mentions_nobody": True}, {"mention_role_id": None}),
        ({"mentions_nobody": False}, {}),
        ({"picks": False, "publishes": False}, {"picks": False, "publishes": False}),
    ],
)
def test_what_is_given_is_put_in_place_and_the_rest_stays(wishes: dict[str, Any], changed: dict[str, Any]) -> None:
    new = apply_wishes(Wishes(**wishes), OLD, SHELF, TEXTS)
    before, after = asdict(OLD), asdict(new)
    before |= before.pop("interest")
    after |= after.pop("interest")
    assert {name: value for name, value in after.items() if value != before[name]} == changed


@pytest.mark.parametrize(
    ("wishes", "refusal"),
    [
        (Wishes(categories="teapots"), UnknownCategory),
        (Wishes(keywords="pruning, -!!!"), EmptyKeyword),
        (Wishes(timezone="Mars"), UnknownTimeZone),
        (Wishes(language="Klingon"), UnknownLanguage),
    ],
)
def test_what_is_unknown_is_refused(wishes: Wishes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        apply_wishes(wishes, OLD, SHELF, TEXTS)


@pytest.mark.parametrize(
    ("text", "locale"),
    [("en-US", "en-US"), ("ENGLISH", "en-US"), ("英语", "en-US"), ("中文", "zh-CN"), (" chinese ", "zh-CN")],
)
def test_a_language_is_known_by_its_code_and_its_names(text: str, locale: str) -> None:
    assert read_language(text, TEXTS) == locale


def test_the_next_times_begin_with_the_one_that_is_kept_and_never_lie_in_the_past() -> None:
    assert next_run(OLD, NOW) == datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
    place = Place(Target.TEXT, 1, 2)
    kept = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
    digest = Subscription(1, place, 3, OLD, State.ACTIVE, PauseReason.NONE, None, 0, kept, None, NOW, NOW, NOW)
    assert next_runs(digest, NOW, 3) == (
        kept,
        datetime(2026, 11, 22, 0, 0, tzinfo=UTC),
        datetime(2026, 11, 23, 0, 0, tzinfo=UTC),
    )
    late = datetime(2026, 12, 1, tzinfo=UTC)
    assert next_runs(digest, late, 2)[0] == late
