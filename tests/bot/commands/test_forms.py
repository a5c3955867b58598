"""Forms: nothing of them is kept, and they work after a restart."""

from typing import Any

import pytest

from bot.commands import FORMS


async def test_nothing_of_a_form_is_kept(small_chat: Any) -> None:
    page = await small_chat.ask("latest")
    await small_chat.show_form(page, "Page 1 of 3")
    store = small_chat.bot._connection._view_store
    assert (store._views, store._synced_message_views, store._modals) == ({}, {}, {})


async def test_a_form_that_was_shown_before_a_restart_is_taken_after_it(small_chat: Any) -> None:
    page = await small_chat.ask("latest")
    form = await small_chat.show_form(page, "Page 1 of 3")
    await small_chat.restart()
    assert "**11. " in (await small_chat.send_form(form, page, "3")).text


@pytest.mark.parametrize("label", ["Edit", "Ask on"])
async def test_a_question_is_worded_anew_after_a_restart(small_chat: Any, label: str) -> None:
    answer = await small_chat.ask("ask", question="how many papers are there?")
    form = await small_chat.show_form(answer, label)
    await small_chat.restart()
    reply = await small_chat.send_form(form, answer, "how many papers have code?")
    assert (reply.message.id == answer.message.id) is (label == "Edit")
    assert "how many papers have code?" in reply.text


def test_no_two_forms_answer_to_one_custom_id() -> None:
    assert len({form.template.pattern for form in FORMS}) == len(FORMS)
