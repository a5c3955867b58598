"""Buttons and menus: after a restart, after the lists have changed, in another's hands."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from discord import SelectOption, ui

from bot.commands import DYNAMIC_ITEMS
from bot.commands.presses import Press
from storage.database import Database
from storage.unions import merge_papers


def leaves(kind: type[Press]) -> list[type[Press]]:
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in leaves(each)] if below else [kind]


def test_everything_that_answers_a_press_is_known_to_the_client() -> None:
    assert set(leaves(Press)) == set(DYNAMIC_ITEMS)
    assert len(DYNAMIC_ITEMS) == len({item.__discord_ui_compiled_template__ for item in DYNAMIC_ITEMS})


async def test_a_page_turns_in_its_place_and_back(small_chat: Any) -> None:
    first = await small_chat.ask("latest")
    second = await small_chat.press(first, "Next")
    assert second.message.id == first.message.id
    assert "**6. Trick7**" in second.text
    third = await small_chat.press(second, "Next")
    assert third.disabled == ("Next",)
    again = await small_chat.press(await small_chat.press(third, "Previous"), "Previous")
    assert (again.text, again.labels, again.disabled) == (first.text, first.labels, ("Previous",))


async def test_buttons_work_after_a_restart(small_chat: Any) -> None:
    page = await small_chat.ask("search", query="kettle", since="2024-01", has_code=True)
    await small_chat.restart()
    later = await small_chat.press(page, "Next")
    assert later.text.splitlines()[:2] == page.text.splitlines()[:2]
    assert "**6. " in later.text
    await small_chat.restart()
    assert (await small_chat.press(later, "Open 6")).text.startswith("## Speculative pruning of kettle number")
    form = await small_chat.show_form(later, "Page 2 of 3")
    assert "**11. " in (await small_chat.send_form(form, later, "3")).text


async def test_a_menu_works_after_a_restart(small_chat: Any) -> None:
    contents = await small_chat.ask("category")
    await small_chat.restart()
    page = await small_chat.choose(contents, contents.options[0][1])
    assert page.message.id != contents.message.id
    assert page.text.startswith("## Kettles\n**12 papers**")


async def test_a_card_opens_below_and_leaves_the_page_as_it_is(small_chat: Any) -> None:
    page = await small_chat.ask("latest")
    card = await small_chat.press(page, "Open 3")
    assert card.ephemeral
    assert card.message.id != page.message.id
    assert card.text.startswith("## Speculative pruning of kettle number 10\nKnown as **Trick10**")
    assert card.urls == ("https://arxiv.org/abs/2401.00010", "https://github.com/lab/trick10")
    assert (await small_chat.press(page, "Next")).message.id == page.message.id


async def test_more_of_a_category_is_a_press_away(small_chat: Any) -> None:
    card = await small_chat.ask("paper", title="Trick3")
    page = await small_chat.press(card, "More: Kettles")
    assert page.text.startswith("## Kettles\n**12 papers**")


@pytest.mark.parametrize(
    ("locale", "label", "sentence"),
    [
        ("en-US", "Open 1", "This paper is not on the lists any more, or not on those that are shown here."),
        ("zh-CN", "打开第 1 篇", "这篇论文已不在列表中，或不在此处显示的列表中。"),
    ],
)
async def test_a_button_for_a_paper_that_was_removed_says_so(
    small_chat: Any, refill: Any, label: str, sentence: str
) -> None:
    page = await small_chat.ask("latest")
    await refill(range(1, 12))  # a list that keeps eleven of its twelve
    reply = await small_chat.press(page, label)
    assert reply.ephemeral
    assert reply.text.startswith(sentence)


async def test_a_button_for_a_paper_that_was_merged_leads_to_the_one_that_it_became(
    small_chat: Any, small: Database, now: datetime
) -> None:
    page = await small_chat.ask("latest")
    gone, keep = 12, 3
    async with small.write() as session:
        await merge_papers(session, keep, gone, now)
    card = await small_chat.press(page, "Open 1")
    assert card.text.startswith("## Speculative pruning of kettle number")
    assert "Trick3" in card.text
    assert "Trick12" in card.text


async def test_a_page_that_is_not_there_any_more_is_the_last_that_is(small_chat: Any, refill: Any) -> None:
    page = await small_chat.press(await small_chat.ask("latest"), "Next")
    await refill(range(1, 5))
    last = await small_chat.press(page, "Next")
    assert "**4 papers**" in last.text
    assert last.labels == ("Open 1", "Open 2", "Open 3", "Open 4", "Share")


@pytest.mark.parametrize(("typed", "shown"), [("2", 2), (" 3 ", 3), ("0", 1), ("99", 3), ("٢", 2), ("9999999", 3)])
async def test_a_page_may_be_asked_for_by_its_number(typed: str, shown: int, small_chat: Any) -> None:
    page = await small_chat.ask("latest")
    turned = await small_chat.send_form(await small_chat.show_form(page, "Page 1 of 3"), page, typed)
    assert turned.message.id == page.message.id
    assert f"Page {shown} of 3" in turned.labels


@pytest.mark.parametrize("typed", ["two", "-1", "1.5", "²", "@here"])
async def test_what_is_no_number_of_a_page_is_refused(typed: str, small_chat: Any) -> None:
    page = await small_chat.ask("latest")
    reply = await small_chat.send_form(await small_chat.show_form(page, "Page 1 of 3"), page, typed)
    assert reply.ephemeral
    assert "is no page. Write a number from 1 to 3." in reply.text


async def test_a_page_that_lost_what_it_was_about_asks_for_the_command_again(
    small_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await small_chat.ask("latest")
    monkeypatch.setattr("bot.commands.presses.find_query", lambda _: None)
    reply = await small_chat.press(page, "Next")
    assert reply.text == "I no longer know what these pages were about. Please run the command again."


async def test_commands_and_buttons_work_in_a_direct_message(small_chat: Any) -> None:
    person = small_chat.person.user
    result = await person.slash("search", query="kettle")
    assert result.ephemeral
    turned = await person.click(result.response, label="Next")
    assert turned.acknowledged
    opened = await person.click(result.response, label="Open 6")
    assert "kettle number" in str(opened.response.components)
    assert await person.autocomplete("paper", "title", "trick")


async def test_commands_and_buttons_work_where_only_the_person_has_installed_the_bot(small_chat: Any) -> None:
    def elsewhere(event: str, payload: Any) -> None:
        if event == "INTERACTION_CREATE":
            payload.update(
                guild_id="123456789012345678",
                guild={"id": "123456789012345678", "locale": "en-US", "features": []},
                context=0,
                authorizing_integration_owners={"1": str(small_chat.person.id)},
            )

    small_chat.env.backend.subscribers.insert(0, elsewhere)
    page = await small_chat.ask("search", query="kettle")
    assert page.ephemeral
    assert "**6. " in (await small_chat.press(page, "Next")).text
    assert await small_chat.type("paper", "title", "trick")


async def test_the_menu_of_a_digest_opens_the_card_of_a_paper_for_the_one_who_chose(
    small_chat: Any, screens: Callable[..., Any]
) -> None:
    menu = ui.Select[Any](custom_id="digest:4f2a9c01:17_0c9d-Z", options=[SelectOption(label="3", value="3:5d41:a1")])
    digest = await screens(small_chat, menu)
    card = await small_chat.choose(digest, "3:5d41:a1")
    assert card.ephemeral
    assert "kettle number 3" in card.text
    assert card.message.id != digest.message.id


async def test_a_paper_of_a_digest_that_is_gone_is_told_as_such(
    small_chat: Any, refill: Any, screens: Callable[..., Any]
) -> None:
    options = [SelectOption(label="9", value="9:5d41:a1"), SelectOption(label="x", value="x:5d41:a1")]
    digest = await screens(small_chat, ui.Select[Any](custom_id="digest:4f2a9c01:17_0c9d", options=options))
    await refill(range(1, 4))
    assert "is not on the lists any more" in (await small_chat.choose(digest, "9:5d41:a1")).text
    assert "I no longer know" in (await small_chat.choose(digest, "x:5d41:a1")).text


async def test_what_was_understood_is_shown_and_each_part_taken_off_even_after_a_restart(chat: Any) -> None:
    page = await chat.ask("search", query="microsoft moe 2022 with code")
    assert "-# Understood: 2022, with code, Microsoft, “moe” as Mixture of experts" in page.text.splitlines()
    assert {"Take off: 2022", "Take off: with code", "Take off: Microsoft"} <= set(page.labels)
    await chat.restart()
    wider = await chat.press(page, "Take off: 2022")
    assert wider.message.id == page.message.id
    assert wider.text.startswith("## Papers for “microsoft moe with code”")
    assert "Take off: 2022" not in wider.labels
    widest = await chat.press(await chat.press(wider, "Take off: with code"), "Take off: Microsoft")
    assert widest.text.startswith("## Papers for “moe”")


async def test_a_filter_of_the_command_is_taken_off_as_well(chat: Any) -> None:
    page = await chat.ask("search", query="awq", min_stars=3)
    assert page.text.splitlines()[1] == "Without the condition “at least 3 stars of 3” there is:"
    wider = await chat.press(page, "Take off: at least 3 stars of 3")
    assert wider.text.splitlines()[1].startswith("**1 paper")


async def test_a_long_query_keeps_its_pages_where_no_part_has_room(chat: Any) -> None:
    query = ("attention 2024 " + "attention " * 18).strip()
    page = await chat.ask("search", query=query)
    assert "**6. " in (await chat.press(page, "Next")).text


async def test_similar_papers_are_a_press_away_and_open(chat: Any) -> None:
    card = await chat.ask("paper", title="SmoothQuant+")
    page = await chat.press(card, "Similar papers")
    assert page.text.startswith("## Papers like “SmoothQuant+")
    later = await chat.press(page, "Next")
    assert (await chat.press(later, "Open 6")).text.startswith("## ")
