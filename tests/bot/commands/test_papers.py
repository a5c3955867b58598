import re
from itertools import pairwise
from typing import Any

import pytest

from bot.screens.limits import CHOICE_TEXT
from data.months import parse_months
from storage.refused import load_refused


def facts_of(page: Any) -> list[str]:
    """The line below each paper of a page."""
    lines = page.text.splitlines()
    return [below.removeprefix("-# ") for line, below in pairwise(lines) if re.match(r"\*\*\d+\. ", line)]


@pytest.mark.parametrize(
    ("locale", "heading"),
    [
        ("en-US", "## Papers for “awq”"),
        ("zh-CN", "## “awq”的相关论文"),
        ("zh-TW", "## “awq”的相关论文"),
        ("de", "## Papers for “awq”"),
    ],
)
async def test_a_search_is_answered_in_the_persons_language(chat: Any, heading: str) -> None:
    page = await chat.ask("search", query="awq")
    assert page.ephemeral
    assert page.text.startswith(heading)
    assert "**1. AWQ" in page.text


async def test_every_filter_narrows(chat: Any) -> None:
    page = await chat.ask(
        "search",
        query="quantization",
        category="quantization",
        since="2023",
        until="2024-06",
        has_code=True,
        min_stars=2,
    )
    heading = page.text.splitlines()[1]
    assert heading.endswith(
        "Quantization and compression · since January 2023 · until June 2024 · with code · at least 2 stars of 3"
    )
    entries = [line for line in page.text.splitlines() if line.startswith("-# ") and "recommended" in line]
    assert len(entries) >= 2
    assert all(("2023 · " in line or "2024 · " in line) and line.endswith("with code") for line in entries)
    assert not [line for line in entries if "recommended, 1 of 3" in line]


async def test_papers_without_code_may_be_asked_for(chat: Any) -> None:
    page = await chat.ask("search", query="attention", has_code=False)
    assert "without code" in page.text.splitlines()[1]
    assert not [line for line in page.text.splitlines() if line.endswith("with code")]


@pytest.mark.parametrize(
    "query", ["how to cook rice", "@everyone **free** [nitro](https://evil.example)", "\u200b", "🔥"]
)
async def test_nonsense_gets_an_honest_answer(query: str, chat: Any) -> None:
    page = await chat.ask("search", query=query)
    assert page.ephemeral
    assert page.text.startswith(("## Nothing on the lists fits “", "## All papers"))
    assert "](https" not in page.text.replace("\\]", "")


async def test_nonsense_near_to_something_is_offered_as_such_and_may_be_opened(chat: Any) -> None:
    page = await chat.ask("search", query="how to cook rice")
    assert page.text.splitlines()[:2] == [
        "## Nothing on the lists fits “how to cook rice”",
        "These are the nearest, and at best loosely related.",
    ]
    assert (await chat.press(page, "Open 1")).text.startswith("## ")


async def test_the_longest_query_is_answered_and_its_pages_turn(chat: Any) -> None:
    query = ("attention " * 20).strip()
    page = await chat.ask("search", query=query, category="attention", since="2000", until="2199", has_code=False)
    assert len(query) == 199
    later = await chat.press(page, "Next")
    assert later.text.splitlines()[:2] == page.text.splitlines()[:2]
    assert "**6. " in later.text


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"since": "2025", "until": "2024"}, "ends before it begins: since January 2025, until December 2024"),
        ({"since": "soon"}, "“soon” is no month that I can read"),
        ({"until": "2024-13"}, "“2024-13” is no month that I can read"),
        ({"category": "qqqqq"}, "No category is called “qqqqq”. Use /category"),
        ({"category": "speculating decoders"}, "The nearest: **Parallel and speculative decoding**"),
    ],
)
async def test_what_cannot_be_understood_is_told_to_the_person_alone(
    options: dict[str, str], sentence: str, chat: Any
) -> None:
    reply = await chat.ask("search", query="x", **options)
    assert reply.ephemeral
    assert sentence in reply.text


async def test_a_choice_shows_exactly_that_paper(chat: Any) -> None:
    choices = await chat.type("paper", "title", "flashattention")
    assert len(choices) > 3
    for choice in choices[:4]:
        card = await chat.ask("paper", title=choice["value"])
        number = int(choice["value"].removeprefix("id:"))
        shelf = await chat.bot.library.open(None)
        assert shelf.get_paper(number).title.split(":")[0] in card.text.replace("\\", "")


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_a_card_has_links_sections_and_ways_on(chat: Any, locale: str) -> None:
    card = await chat.ask("paper", title="vLLM")
    assert "vLLM" in card.text
    assert "https://github.com/vllm-project/vllm" in card.urls
    assert any("KV" in label for label in card.labels)
    assert "<t:" in card.text
    more = await chat.press(card, card.labels[-1])
    assert more.text.startswith("## ")


async def test_words_that_no_choice_was_taken_for_get_the_best_match(chat: Any) -> None:
    card = await chat.ask("paper", title="flash attention 3")
    assert "FlashAttention-3" in card.text
    assert card.text.startswith("-# The best match for “flash attention 3”; ")


async def test_words_for_one_paper_alone_get_it_without_a_word(small_chat: Any) -> None:
    card = await small_chat.ask("paper", title="Trick7")
    assert card.text.startswith("## Speculative pruning of kettle number 7")


@pytest.mark.parametrize("title", ["how to cook rice", "qqqqqqq", "id:"])
async def test_words_for_no_paper_get_a_clear_answer(title: str, chat: Any) -> None:
    reply = await chat.ask("paper", title=title)
    assert reply.text.startswith(f"## Nothing on the lists fits “{title}”")


@pytest.mark.parametrize("title", ["id:999999", "id:9223372036854775807", "id:0"])
async def test_a_number_of_no_paper_is_answered_politely(title: str, chat: Any) -> None:
    reply = await chat.ask("paper", title=title)
    assert reply.text.startswith("This paper is not on the lists any more")


@pytest.mark.parametrize("typed", ["", "f", "flash", "注意力", "@everyone", "x" * 200, "\u200b"])
async def test_completing_a_title_keeps_to_discords_limits(typed: str, chat: Any) -> None:
    choices = await chat.type("paper", "title", typed)
    assert len(choices) <= 25
    assert all(1 <= len(choice["name"]) <= CHOICE_TEXT for choice in choices)
    assert all(choice["value"].startswith("id:") for choice in choices)
    assert len({choice["value"] for choice in choices}) == len(choices)


async def test_completing_asks_no_database_once_a_guild_is_known(chat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await chat.type("paper", "title", "f")
    monkeypatch.setattr("bot.library.Library._look", None)  # asking again would be an error
    assert await chat.type("paper", "title", "flash")
    assert await chat.type("search", "category", "kv")


async def test_completing_for_a_category_and_a_time(chat: Any) -> None:
    assert (await chat.type("search", "category", "kv", query="x"))[0]["value"] == "kv-cache"
    assert (await chat.type("search", "since", "2024-07", query="x")) == [{"name": "July 2024", "value": "2024-07"}]
    assert (await chat.type("search", "until", "jul", query="x")) == []


async def test_typing_a_search_offers_what_was_typed_and_then_papers(chat: Any) -> None:
    choices = await chat.type("search", "query", "  flash attn ")
    assert choices[0] == {"name": "“flash attn”", "value": "flash attn"}
    assert 1 < len(choices) <= 25
    assert all(0 < len(choice[part]) <= CHOICE_TEXT for choice in choices for part in ("name", "value"))


@pytest.mark.parametrize("typed", ["flash", "kv cache", "vllm", ""])
async def test_every_paper_that_is_offered_for_a_search_is_the_first_that_it_finds(chat: Any, typed: str) -> None:
    for choice in (await chat.type("search", "query", typed))[bool(typed) :]:
        page = await chat.ask("search", query=choice["value"])
        (first,) = [line for line in page.text.splitlines() if line.startswith("**1. ")]
        assert choice["value"].rstrip("…")[:40] in first.replace("**", "").replace("\\", ""), choice


async def test_a_search_that_is_longer_than_a_choice_may_be_is_offered_no_choice_of_its_own(chat: Any) -> None:
    typed = "flash attention " * 10
    assert typed not in [choice["value"] for choice in await chat.type("search", "query", typed)]


async def test_a_search_that_finds_nothing_is_noted_for_curators(chat: Any) -> None:
    await chat.ask("search", query="how to cook rice")
    await chat.ask("search", query="vllm")
    await chat.bot.unanswered.keep()
    async with chat.bot.database.read() as session:
        (noted,) = await load_refused(session, 10)
    assert (noted.kind, noted.text) == ("search", "how to cook rice")


@pytest.mark.parametrize(("asked", "heading"), [("distserve", "## Papers like “DistServe"), ("qqqqq", "## Nothing on")])
async def test_papers_that_resemble_one_may_be_asked_for(asked: str, heading: str, chat: Any) -> None:
    assert (await chat.ask("similar", paper=asked)).text.startswith(heading)


async def test_papers_of_an_organisation_may_be_asked_for_by_any_of_its_names(chat: Any) -> None:
    page = await chat.ask("search", query="quantization", organisation="massachusetts institute of technology")
    assert page.text.splitlines()[1].endswith(" · MIT")
    entries = facts_of(page)
    assert len(entries) >= 2
    assert all("MIT" in line for line in entries)
    assert "Take off: MIT" in page.labels


@pytest.mark.parametrize(("typed", "nearest"), [("Nvidea", "The nearest: **NVIDIA**"), ("qqqqq", "Type a name")])
async def test_an_organisation_that_is_not_among_the_choices_is_refused_kindly(
    typed: str, nearest: str, chat: Any
) -> None:
    reply = await chat.ask("search", query="attention", organisation=typed)
    assert reply.ephemeral
    assert reply.text.startswith(f"No paper here is from “{typed}”. ")
    assert nearest in reply.text


async def test_typing_an_organisation_offers_those_of_the_lists(chat: Any) -> None:
    assert (await chat.type("search", "organisation", "nvid", query="x"))[0]["value"] == "NVIDIA"
    assert len(await chat.type("search", "organisation", "", query="x")) == 25


async def test_results_may_be_ordered_by_month_and_pages_keep_the_order(chat: Any) -> None:
    page = await chat.ask("search", query="quantization", sort="published")
    assert page.text.splitlines()[1].endswith(" · newest first")
    assert "Take off: newest first" in page.labels
    await chat.restart()
    later = await chat.press(page, "Next")
    months = [parse_months(line.split(" · ")[0]).first.number for shown in (page, later) for line in facts_of(shown)]
    assert months == sorted(months, reverse=True)
    assert len(months) >= 6


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_latest_additions_may_come_first(chat: Any, locale: str) -> None:
    page = await chat.ask("search", query="quantization", sort="first_seen")
    assert ("latest additions first" if locale == "en-US" else "最近收录在前") in page.text.splitlines()[1]


async def test_more_than_the_buttons_can_carry_is_refused_before_it_is_looked_for(chat: Any) -> None:
    house = "Moscow Institute of Physics and Technology"
    asked = {"query": ("attention " * 20).strip(), "organisation": house, "since": "2000", "until": "2199"}
    assert (await chat.ask("search", **asked)).text.startswith("## ")
    more = {"category": "transformer-acceleration", "has_code": False, "min_stars": 1, "sort": "first_seen"}
    reply = await chat.ask("search", **asked, **more)
    assert reply.text == "That is more than I can look for at once. Use fewer words, or fewer filters."


async def test_times_that_count_from_today_are_understood(chat: Any) -> None:
    page = await chat.ask("search", query="quantization since last year")
    assert "“since last year” as since January 20" in page.text
