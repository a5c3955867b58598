"""What free words state about time, code and stars becomes a filter; the rest stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.months import Month
from data.query.parts import Part, PartKind
from data.query.query import Query, Sort
from data.query.understanding import understand, understand_parts

JULY = Month(2024, 7)


@pytest.mark.parametrize(
    ("text", "since", "until", "left"),
    [
        ("kv cache 2024", (2024, 1), (2024, 12), "kv cache"),
        ("2024 kv cache", (2024, 1), (2024, 12), "kv cache"),
        ("kv cache in 2024", (2024, 1), (2024, 12), "kv cache"),
        ("nov 2024", (2024, 11), (2024, 11), ""),
        ("November, 2024 moe", (2024, 11), (2024, 11), "moe"),
        ("2024 sept moe", (2024, 9), (2024, 9), "moe"),
        ("2024.07 attention", (2024, 7), (2024, 7), "attention"),
        ("attention 2024-7", (2024, 7), (2024, 7), "attention"),
        ("07/2024 attention", (2024, 7), (2024, 7), "attention"),
        ("moe since 2024", (2024, 1), None, "moe"),
        ("moe from july 2024", (2024, 7), (2024, 7), "moe"),
        ("moe from july 2024 on", (2024, 7), None, "moe"),
        ("moe after 2023", (2024, 1), None, "moe"),
        ("moe after 2023-12", (2024, 1), None, "moe"),
        ("moe until 2024", None, (2024, 12), "moe"),
        ("moe before 2024", None, (2023, 12), "moe"),
        ("moe before 2024-07", None, (2024, 6), "moe"),
        ("moe 2023-2024", (2023, 1), (2024, 12), "moe"),
        ("moe between 2024 and 2023", (2023, 1), (2024, 12), "moe"),
        ("moe from 2023-03 to july 2024", (2023, 3), (2024, 7), "moe"),
        ("2024年7月 量化", (2024, 7), (2024, 7), "量化"),
        ("2024年的量化", (2024, 1), (2024, 12), "量化"),
        ("2023年以后的量化", (2023, 1), None, "的量化"),
        ("2023年之前 量化", None, (2022, 12), "量化"),
        ("2022年到2023年 量化", (2022, 1), (2023, 12), "量化"),
    ],
)
def test_times(text: str, since: tuple[int, int] | None, until: tuple[int, int] | None, left: str) -> None:
    expected = Query(text=left, since=Month(*since) if since else None, until=Month(*until) if until else None)
    assert understand(Query(text=text)) == expected


@pytest.mark.parametrize(
    "text",
    ["rtx 4090", "2048 tokens", "arXiv 2407.08608", "llama2024", "v2.2024", "FlashAttention-2", "1 bit",
     "may attention", "2024-13", "20240", "GPT-2020x"],
)  # fmt: skip
def test_other_numbers_state_no_time(text: str) -> None:
    assert understand(Query(text=text)) == Query(text=text)


@pytest.mark.parametrize(
    ("text", "has_code", "left"),
    [
        ("early exit with code", True, "early exit"),
        ("early exit has code", True, "early exit"),
        ("pruning github", True, "pruning"),
        ("pruning on github", True, "pruning"),
        ("prompt compression code", True, "prompt compression"),
        ("open source moe", True, "moe"),
        ("moe open-source implementation", True, "moe"),
        ("moe with github repo", True, "moe"),
        ("moe implementations", True, "moe"),
        ("code for moe", True, "moe"),
        ("implementations of moe", True, "moe"),
        ("moe code available", True, "moe"),
        ("moe without code", False, "moe"),
        ("moe no code", False, "moe"),
        ("有代码的量化", True, "量化"),
        ("没有代码的量化", False, "量化"),
        ("code", True, ""),
        ("code generation", None, "code generation"),
        ("encode", None, "encode"),
        ("github copilot", None, "github copilot"),
    ],
)
def test_code(text: str, has_code: bool | None, left: str) -> None:
    assert understand(Query(text=text)) == Query(text=left, has_code=has_code)


@pytest.mark.parametrize(
    ("text", "stars", "left"),
    [
        ("moe 2 stars", 2, "moe"),
        ("moe with at least two stars", 2, "moe"),
        ("3-star moe", 3, "moe"),
        ("moe ⭐⭐", 2, "moe"),
        ("moe ⭐️⭐️⭐️", 3, "moe"),
        ("两星 量化", 2, "量化"),
        ("star attention", 0, "star attention"),
        ("7 stars", 0, "7 stars"),
    ],
)
def test_stars(text: str, stars: int, left: str) -> None:
    assert understand(Query(text=text)) == Query(text=left, min_stars=stars)


@pytest.mark.parametrize(
    ("text", "left"), [("latest moe", "moe"), ("newest first moe", "first moe"), ("最新的量化", "量化")]
)
def test_the_newest_first(text: str, left: str) -> None:
    assert understand(Query(text=text)) == Query(text=left, sort=Sort.PUBLISHED)


def test_each_part_is_told_with_its_words() -> None:
    found = understand_parts(Query(text="moe Since 2023 with code until 2024"))
    assert found.parts == (
        Part(PartKind.TIME, "2023-01/", "Since 2023"),
        Part(PartKind.TIME, "/2024-12", "until 2024"),
        Part(PartKind.CODE, "code", "with code"),
    )
    assert understand_parts(Query(text="moe")).parts == ()


def test_all_at_once() -> None:
    found = understand(Query(text="2 stars prompt compression since july 2024 with code"))
    assert found == Query(text="prompt compression", since=JULY, has_code=True, min_stars=2)


@pytest.mark.parametrize(
    "query",
    [
        Query(text="moe 2023", since=JULY),
        Query(text="moe 2023", until=JULY),
        Query(text="moe without code", has_code=True),
        Query(text="moe 1 star", min_stars=2),
    ],
)
def test_a_filter_that_stands_is_not_overruled(query: Query) -> None:
    assert understand(query) == query


@given(
    st.text()
    | st.lists(st.sampled_from(["since", "2024", "-", "07", "年", "code", "no", "star", "3", "to", "前"])).map(" ".join)
)
def test_any_text_is_understood_and_what_is_left_is_of_it(text: str) -> None:
    found = understand(Query(text=text))
    remaining = iter(text.split())
    assert all(any(word in given for given in remaining) for word in found.text.split())
