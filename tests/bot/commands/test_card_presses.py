"""What one can do about a paper from its card."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from storage.abstracts import keep_abstracts, note_ids
from storage.database import Database
from storage.feed import Change, ChangeKind, append_changes
from storage.metadata.facts import Metadata
from storage.unions import merge_papers


@pytest.mark.parametrize(("label", "said"), [("BibTeX", "@misc{trick3"), ("RIS", "TY  - UNPB\nTI  - Speculative")])
async def test_a_card_offers_entries_for_reference_managers_also_after_a_restart(
    label: str, said: str, small_chat: Any
) -> None:
    card = await small_chat.ask("paper", title="Trick3")
    await small_chat.restart()
    cited = await small_chat.press(card, label)
    assert cited.ephemeral
    assert cited.message.id != card.message.id
    assert said in cited.text
    (other,) = {"BibTeX", "RIS"} - {label}
    assert other in cited.labels
    assert label not in cited.labels
    assert (await small_chat.press(cited, other)).text


async def test_an_entry_that_no_block_can_hold_is_a_file_that_is_sent_along(
    small_chat: Any, small: Database, now: datetime, retitle: Any
) -> None:
    await retitle("B" + "ackslash \\ " * 120)
    card = await small_chat.ask("paper", title="Trick3")
    cited = await small_chat.press(card, "BibTeX")
    (file,) = cited.message.attachments
    assert file.filename == "paper-3.bib"
    assert "```" not in cited.text


async def test_the_history_of_a_paper_is_told_page_by_page_also_after_a_restart(
    small_chat: Any, small: Database, now: datetime
) -> None:
    card = await small_chat.ask("paper", title="Trick3")
    assert (await small_chat.press(card, "History")).text.endswith("no change has been seen since")
    rated = [Change(ChangeKind.RATED, 3, 1, "Kettles", {"stars": n % 3}, {"stars": 3}) for n in range(8)]
    async with small.write() as session:
        await append_changes(session, rated, now + timedelta(days=2))
        await append_changes(session, [Change(ChangeKind.MOVED, 4, 1, "Kettles")], now)
    await small_chat.restart()
    history = await small_chat.press(card, "History")
    assert history.message.id != card.message.id
    assert "8 changes since" in history.text
    assert history.text.count("rated anew") == 6
    later = await small_chat.press(history, "Next")
    assert later.message.id == history.message.id
    assert later.text.count("rated anew") == 2
    assert "moved" not in later.text


async def test_a_paper_keeps_the_history_of_the_one_that_was_merged_into_it(
    small_chat: Any, small: Database, now: datetime
) -> None:
    async with small.write() as session:
        await append_changes(session, [Change(ChangeKind.RATED, 9, 1, "Kettles", {"heat": 0}, {"heat": 2})], now)
        await merge_papers(session, 3, 9, now)
    history = await small_chat.press(await small_chat.ask("paper", title="Trick3"), "History")
    assert "heat of 3: from 0 to 2" in history.text
    assert "**merged**" in history.text


@pytest.mark.parametrize("label", ["BibTeX", "RIS", "History", "Similar papers", "Follow"])
async def test_a_button_of_a_card_whose_paper_was_removed_since_says_so(
    label: str, small_chat: Any, refill: Any
) -> None:
    card = await small_chat.ask("paper", title="Trick12")
    await refill(range(1, 12))
    reply = await small_chat.press(card, label)
    assert reply.ephemeral
    assert reply.text.startswith("This paper is not on the lists any more")


async def test_a_card_of_a_title_of_a_thousand_characters_is_shown(small_chat: Any, retitle: Any) -> None:
    await retitle("推理加速" * 250)
    card = await small_chat.ask("paper", title="Trick3")
    assert card.text.startswith("## 推理加速")
    assert "…" in card.text
    assert (await small_chat.press(card, "History")).text.startswith("## History of “推理加速")
    assert (await small_chat.press(card, "RIS")).message.attachments == []


@pytest.fixture
async def abstract(small: Database, now: datetime) -> str:
    """What arXiv says of the third paper."""
    said = Metadata(title="Speculative pruning of kettle number 3", summary="We prune kettles, **speculatively**.")
    async with small.write() as session:
        await note_ids(session, now)
        await keep_abstracts(session, ["2401.00003"], {"2401.00003": said}, now)
    return r"**Abstract, from arXiv:** We prune kettles, \*\*speculatively\*\*."


async def test_an_abstract_is_shown_on_every_card_where_the_operator_wants_it(
    enriched_chat: Any, abstract: str
) -> None:
    page = await enriched_chat.ask("search", query="kettle number 3")
    for card in (
        await enriched_chat.ask("paper", title="Trick3"),
        await enriched_chat.ask("paper", title="id:3"),
        await enriched_chat.press(page, "Open 1"),
    ):
        assert abstract in card.text
    assert "Abstract" not in (await enriched_chat.ask("paper", title="Trick4")).text


async def test_no_abstract_is_shown_where_the_operator_does_not_want_it(small_chat: Any, abstract: str) -> None:
    assert "Abstract" not in (await small_chat.ask("paper", title="Trick3")).text
