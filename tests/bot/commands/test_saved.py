"""A member's library: saved from a card, read, noted, found, taken along."""

from datetime import datetime
from typing import Any

import pytest
from simcord.components import walk_components

from storage.database import Database
from storage.members.library import load_saved
from storage.unions import merge_papers


async def save(chat: Any, *titles: str) -> Any:
    entry = None
    for title in titles:
        entry = await chat.press(await chat.ask("paper", title=title), "Save")
    return entry


async def files_of(chat: Any, reply: Any, label: str) -> Any:
    result = await chat.person.click(reply.message, label=label)
    return chat.read_files(result)


async def test_a_paper_is_saved_read_noted_and_removed_though_the_bot_restarts(small_chat: Any) -> None:
    card = await small_chat.ask("paper", title="Trick3")
    await small_chat.restart()
    entry = await small_chat.press(card, "Save")
    assert entry.ephemeral
    assert "not read yet" in entry.text
    assert entry.labels == ("Mark as read", "Add a note", "Open the card", "Remove from the library")
    await small_chat.restart()
    read = await small_chat.press(entry, "Mark as read")
    assert read.message.id == entry.message.id
    assert "· read <t:" in read.text
    form = await small_chat.show_form(read, "Add a note")
    await small_chat.restart()
    noted = await small_chat.send_form(form, read, "Compare **with** AWQ\n@everyone\nsecond line")
    assert noted.text.endswith("**Your note**\n- Compare \\*\\*with\\*\\* AWQ\n- \\@everyone\n- second line")
    assert "not read yet" in (await small_chat.press(noted, "Mark as not read")).text
    gone = await small_chat.press(noted, "Remove from the library")
    assert "is not in your library any more" in gone.text
    assert "second line" in gone.text, "what one wrote is not lost by a slip"
    again = await small_chat.press(gone, "Save again")
    assert "not read yet" in again.text


async def test_saving_twice_changes_nothing(small_chat: Any) -> None:
    await save(small_chat, "Trick3")
    again = await save(small_chat, "Trick3")
    assert "You had saved it." in again.text
    assert "**1 paper**" in (await small_chat.ask("library")).text


async def test_the_library_pages_and_finds_by_titles_names_and_notes(small_chat: Any) -> None:
    entry = await save(small_chat, *(f"Trick{number}" for number in range(1, 9)))
    form = await small_chat.show_form(entry, "Add a note")
    await small_chat.send_form(form, entry, "for the reading group")
    page = await small_chat.ask("library")
    assert page.ephemeral
    assert "**8 papers** · 8 not read" in page.text
    assert page.text.index("number 8") < page.text.index("number 7"), "what was saved last comes first"
    second = await small_chat.press(page, "Next")
    assert second.message.id == page.message.id
    assert "**6. " in second.text
    assert "number 3" in (await small_chat.press(second, "Open 6")).text
    for query, number in (("trick5", 5), ("lab4", 4), ("READING group", 8), ("kettle number 2", 2)):
        found = await small_chat.ask("library", query=query)
        assert f"kettle number {number}**" in found.text
        assert "**1 paper**" in found.text
    nothing = await small_chat.ask("library", query="zzqx")
    assert "Nothing in your library fits" in nothing.text
    assert "Export as RIS" not in nothing.labels


async def test_unread_papers_can_be_shown_alone(small_chat: Any) -> None:
    entry = await save(small_chat, "Trick1", "Trick2")
    await small_chat.press(entry, "Mark as read")
    page = await small_chat.ask("library")
    unread = await small_chat.press(page, "Only unread")
    assert "**1 paper**" in unread.text
    assert "number 2" not in unread.text
    assert "**2 papers**" in (await small_chat.press(unread, "Show all")).text


@pytest.mark.parametrize(("label", "name", "begins"), [("BibTeX", "bib", "@misc{"), ("RIS", "ris", "TY  - ")])
async def test_the_library_is_taken_along_as_a_file(small_chat: Any, label: str, name: str, begins: str) -> None:
    await save(small_chat, "Trick1", "Trick2")
    page = await small_chat.ask("library")
    await small_chat.restart()
    ((filename, content),) = await files_of(small_chat, page, f"Export as {label}")
    assert filename == f"paperboy-library.{name}"
    text = content.decode()
    assert text.startswith(begins)
    assert text.count(begins) == 2
    ((_, narrowed),) = await files_of(small_chat, await small_chat.ask("library", query="trick1"), f"Export as {label}")
    assert narrowed.decode().count(begins) == 1


async def test_an_empty_library_says_how_to_fill_it(small_chat: Any) -> None:
    page = await small_chat.ask("library")
    assert "Press Save on the card of a paper" in page.text
    assert page.labels == ()


async def test_a_library_is_the_members_wherever_they_look(small_chat: Any, choose: Any) -> None:
    await save(small_chat, "Trick1")
    await choose(lists=set())
    assert "number 1" in (await small_chat.ask("library")).text
    result = await small_chat.person.user.slash("library")
    assert "number 1" in str(result.response.components)
    assert "It is empty" in (await small_chat.join("bob").ask("library")).text


async def test_a_paper_that_every_list_dropped_stays_in_the_library(small_chat: Any, refill: Any) -> None:
    entry = await save(small_chat, "Trick12")
    await refill(range(1, 12))
    page = await small_chat.ask("library")
    assert "on no list any more" in page.text
    opened = await small_chat.press(page, "Open 1")
    assert "No list shows this paper any more" in opened.text
    assert "Open the card" not in opened.labels
    assert "read <t:" in (await small_chat.press(entry, "Mark as read")).text
    ((_, content),) = await files_of(small_chat, page, "Export as BibTeX")
    assert b"kettle number 12" in content
    gone = await small_chat.press(entry, "Remove from the library")
    assert gone.labels == ()


async def test_buttons_of_merged_papers_lead_to_the_one_that_they_became(
    small_chat: Any, small: Database, now: datetime
) -> None:
    entry = await save(small_chat, "Trick12")
    async with small.write() as session:
        await merge_papers(session, 3, 12, now)
    assert "read <t:" in (await small_chat.press(entry, "Mark as read")).text
    assert "**1 paper**" in (await small_chat.ask("library")).text
    async with small.read() as session:
        (saved,) = await load_saved(session, small_chat.person.id)
    assert saved.paper_id == 3


async def test_what_was_removed_meanwhile_is_said(small_chat: Any) -> None:
    entry, other = await save(small_chat, "Trick3"), await save(small_chat, "Trick3")
    form = await small_chat.show_form(entry, "Add a note")
    await small_chat.press(other, "Remove from the library")
    for reply in (
        await small_chat.send_form(form, entry, "late"),
        await small_chat.press(entry, "Mark as read"),
    ):
        assert reply.ephemeral
        assert reply.text.startswith("This paper is not in your library, or not any more.")


async def test_another_members_press_is_about_their_own_library(small_chat: Any, choose: Any) -> None:
    await choose(public={small_chat.channel.id})
    card = await small_chat.ask("paper", title="Trick3")
    bob = small_chat.join("bob")
    assert (await bob.press(card, "Save")).ephemeral
    assert "**1 paper**" in (await bob.ask("library")).text
    assert "It is empty" in (await small_chat.ask("library")).text
    assert small_chat.read_last().text == card.text


async def test_in_a_public_channel_the_library_stays_private(small_chat: Any, choose: Any) -> None:
    await choose(public={small_chat.channel.id})
    assert (await small_chat.ask("library")).ephemeral


async def test_a_full_library_says_so(small_chat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.members.library.MOST_SAVED", 1)
    await save(small_chat, "Trick1")
    reply = await save(small_chat, "Trick2")
    assert reply.text.startswith("Your library holds 1 papers, which is all that it may.")


async def test_the_longest_note_is_shown_and_edited(small_chat: Any) -> None:
    entry = await save(small_chat, "Trick3")
    form = await small_chat.show_form(entry, "Add a note")
    noted = await small_chat.send_form(form, entry, "注" * 1000)
    form = await small_chat.show_form(noted, "Edit the note")
    (field,) = (one for one in walk_components(form.modal["components"]) if one["type"] == 4)
    assert field["value"] == "注" * 1000
    emptied = await small_chat.send_form(form, noted, "")
    assert "Your note" not in emptied.text
