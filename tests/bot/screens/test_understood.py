from bot.screens.understood import understood_parts
from bot.texts import Words
from data.categories import Category
from data.months import Month
from data.query.query import Query
from data.query.question import ALL, Narrowing, Part


def labels(of: Narrowing, words: Words, *categories: Category) -> list[str]:
    return [part.label for part in understood_parts(of, {one.slug: one for one in categories}, words)]


def test_every_part_is_told_in_the_language_of_the_reader(english: Words, chinese: Words, kv_cache: Category) -> None:
    of = Narrowing(
        Query("kettle", "kv-cache", "Microsoft", Month(2024, 1), Month(2024, 12), has_code=True, min_stars=2),
        name="vllm", topic="serving", partner="NVIDIA", min_heat=3,
    )  # fmt: skip
    assert labels(of, english, kv_cache) == [
        "called “vllm”", "about serving", "KV cache", "“kettle” in the title", "Microsoft and NVIDIA", "2024",
        "with code",
        "at least 2 stars of 3", "heat 3 of 3 or more",
    ]  # fmt: skip
    assert len(labels(of, chinese, kv_cache)) == len(Part)
    assert labels(ALL, english) == []


def test_time_is_told_as_shortly_as_it_can_be(english: Words) -> None:
    july, august = Month(2024, 7), Month(2024, 8)
    assert labels(Narrowing(Query(since=july, until=july)), english) == ["July 2024"]
    assert labels(Narrowing(Query(since=july)), english) == ["since July 2024"]
    assert labels(Narrowing(Query(since=july, until=august)), english) == ["since July 2024 until August 2024"]
    assert labels(Narrowing(Query(organisation="A"), partner="B", either=True), english) == ["A or B"]


def test_a_category_that_is_gone_is_told_by_its_slug(english: Words) -> None:
    assert labels(Narrowing(Query(category="gone")), english) == ["gone"]
