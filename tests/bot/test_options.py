from datetime import UTC, datetime
from typing import Any

import pytest

from bot.library import Shelf
from bot.options import (
    LONGEST_NAME,
    CategoryOption,
    MonthsOption,
    OrganisationOption,
    PaperOption,
    between,
    complete_months,
    complete_organisation,
    get_category,
    get_organisation,
)
from bot.refusals import SinceAfterUntil, UnknownCategory, UnknownOrganisation
from bot.texts import Texts
from data.categories import known_categories
from data.errors import UnreadableMonth
from data.months import Month, Months, parse_months
from data.paper import Paper, Placement
from storage.search.index import Index

ENGLISH, CHINESE = Texts.load().speak("en-US"), Texts.load().speak("zh-CN")
NOW = datetime(2026, 11, 21, tzinfo=UTC)
NOBODY: Any = None  # transformers ask nobody


def paper_in(category: str, number: int, organisations: tuple[str, ...] = ()) -> Paper:
    return Paper(
        id=number,
        title=f"Title {number}",
        titles=(),
        aliases=(),
        organisations=organisations,
        organisation_texts=(),
        published=None,
        published_from=None,
        stars=0,
        heat=0,
        links=(),
        placements=(Placement("list", "Section", category),),
        keys=(),
        first_seen_at=NOW,
    )


@pytest.fixture
def shelf() -> Shelf:
    """A shelf with one paper in each category that we know."""
    papers = [paper_in(category.slug, category.position) for category in known_categories()]
    return Shelf(Index(papers, known_categories(), 1), frozenset({"list"}), (), {})


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", Month(2024, 1), Month(2024, 12)),
        ("2024-07", Month(2024, 7), Month(2024, 7)),
        (" july  2024\u200b", Month(2024, 7), Month(2024, 7)),
        ("2024年7月", Month(2024, 7), Month(2024, 7)),
    ],
)
async def test_a_time_is_read_as_people_write_it(typed: str, first: Month, last: Month) -> None:
    assert await MonthsOption().transform(NOBODY, typed) == Months(first, last)


@pytest.mark.parametrize("typed", ["", "soon", "2024-13", "13/2024", "99999", "1.5"])
async def test_a_time_that_is_none_is_refused_as_such(typed: str) -> None:
    with pytest.raises(UnreadableMonth):
        await MonthsOption().transform(NOBODY, typed)


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2024", "2024", Month(2024, 1), Month(2024, 12)),
        ("2024-07", None, Month(2024, 7), None),
        (None, "2024", None, Month(2024, 12)),
        (None, None, None, None),
        ("2024-07", "2024-07", Month(2024, 7), Month(2024, 7)),
        ("2024-07", "2024", Month(2024, 7), Month(2024, 12)),
    ],
)
def test_a_stretch_begins_with_its_first_month_and_ends_with_its_last(
    since: str | None, until: str | None, first: Month | None, last: Month | None
) -> None:
    read = [parse_months(text) if text else None for text in (since, until)]
    assert between(*read) == (first, last)


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(SinceAfterUntil) as refusal:
        between(parse_months("2025"), parse_months("2024"))
    assert (refusal.value.since, refusal.value.until) == (Month(2025, 1), Month(2024, 12))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("id:123", 123),
        ("id:0", 0),
        ("id:", "id:"),
        ("id:x", "id:x"),
        ("id:" + "9" * 30, "id:" + "9" * 30),
        (" vLLM\t", "vLLM"),
    ],
)
async def test_a_choice_is_a_number_and_what_is_typed_are_words(typed: str, meant: int | str) -> None:
    assert await PaperOption().transform(NOBODY, typed) == meant


async def test_a_category_is_taken_as_it_is_typed() -> None:
    assert await CategoryOption().transform(NOBODY, " KV  cache ") == "KV cache"


@pytest.mark.parametrize("text", ["kv-cache", "KV cache", "KV 缓存", "kv cach"])
def test_a_category_is_found_by_slug_and_by_name_in_any_language(text: str, shelf: Shelf) -> None:
    assert get_category(text, shelf).slug == "kv-cache"


def test_every_choice_of_a_category_is_that_category(shelf: Shelf) -> None:
    for category, _ in shelf.count_categories():
        assert get_category(category.slug, shelf) == category


@pytest.mark.parametrize(
    ("text", "nearest"), [("speculating decoders", "parallel-decoding"), ("the prunning of things", "pruning")]
)
def test_an_unknown_category_is_refused_with_those_that_are_called_alike(text: str, nearest: str, shelf: Shelf) -> None:
    with pytest.raises(UnknownCategory) as refusal:
        get_category(text, shelf)
    assert nearest in [category.slug for category in refusal.value.nearest]


def test_a_category_like_no_other_is_refused_alone(shelf: Shelf) -> None:
    with pytest.raises(UnknownCategory) as refusal:
        get_category("qqqqq", shelf)
    assert refusal.value.nearest == ()


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("2024-07", [("July 2024", "2024-07")]),
        ("jul 2024", [("July 2024", "2024-07")]),
        ("2025", [("2025", "2025"), ("January 2025", "2025-01"), ("February 2025", "2025-02")]),
        ("", [("2026", "2026"), ("2025", "2025"), ("2024", "2024")]),
        ("201", [("2019", "2019"), ("2018", "2018"), ("2017", "2017")]),
        ("x", []),
    ],
)
def test_a_time_is_completed(typed: str, choices: list[tuple[str, str]]) -> None:
    offered = [(choice.name, choice.value) for choice in complete_months(typed, NOW, ENGLISH)]
    assert offered[:3] == choices
    assert len(offered) <= 25
    assert all(parse_months(value) for _, value in offered)


def test_a_time_is_completed_in_the_readers_language() -> None:
    assert [choice.name for choice in complete_months("2024年7月", NOW, CHINESE)] == ["2024年7月"]


@pytest.fixture
def houses() -> Shelf:
    """A shelf with papers of three houses, two of them from the first."""
    names = [("NVIDIA",), ("NVIDIA", "MIT"), ("x" * (LONGEST_NAME + 1),)]
    papers = [paper_in("moe", number, organisations) for number, organisations in enumerate(names, 1)]
    return Shelf(Index(papers, known_categories(), 1), frozenset({"list"}), (), {})


@pytest.mark.parametrize("typed", ["MIT", "mit", "massachusetts institute of technology"])
def test_an_organisation_is_known_by_any_of_its_names(typed: str, houses: Shelf) -> None:
    assert get_organisation(typed, houses) == "MIT"


@pytest.mark.parametrize(("typed", "nearest"), [("Nvidea", ("NVIDIA",)), ("qqqq", ()), ("Google", ())])
def test_an_organisation_of_no_paper_is_refused_with_the_nearest(
    typed: str, nearest: tuple[str, ...], houses: Shelf
) -> None:
    with pytest.raises(UnknownOrganisation) as caught:
        get_organisation(typed, houses)
    assert caught.value.nearest == nearest


def test_organisations_are_offered_as_far_as_they_may_be_asked_for() -> None:
    known = ("NVIDIA", "MIT", "MIT-IBM Watson AI Lab", "x" * (LONGEST_NAME + 1))
    assert [choice.value for choice in complete_organisation("", known)] == list(known[:3])
    assert [choice.value for choice in complete_organisation("mit", known)] == ["MIT", "MIT-IBM Watson AI Lab"]
    assert OrganisationOption().max_value == LONGEST_NAME
