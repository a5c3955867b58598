from collections.abc import Callable

import pytest

from bot.rephrasing.material import Material, build_request, gather, read_reply
from bot.screens.answers import PAPERS_PER_PAGE
from data.paper import Paper


def test_the_material_is_what_the_screen_shows_and_no_more() -> None:
    material = Material("who made it?", "UC Berkeley", ("vLLM; Efficient Memory", "AWQ"))
    assert material.text.splitlines() == [
        "Question: who made it?", "Answer: UC Berkeley", "Papers:", "[1] vLLM; Efficient Memory", "[2] AWQ",
    ]  # fmt: skip


def test_marks_of_markdown_are_no_part_of_the_answer() -> None:
    assert gather("q", "**12 papers**\n- A\\_B: 3", ()).said == "12 papers\n- A_B: 3"


def test_a_request_names_the_model_and_asks_for_little() -> None:
    request = build_request("some-model", Material("q", "a"))
    assert (request["model"], request["temperature"], request["messages"][-1]["content"]) == (
        "some-model", 0, "Question: q\nAnswer: a",
    )  # fmt: skip
    assert request["max_tokens"] < 1_000


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": {"0": 1}}', b"[" * 50_000, b"\xff",
    ],
)  # fmt: skip
def test_a_reply_of_another_form_is_none(body: bytes) -> None:
    assert read_reply(body) is None


def test_the_text_of_a_reply_is_its_first_choice() -> None:
    assert read_reply(b'{"choices": [{"message": {"role": "assistant", "content": " Hello. "}}]}') == "Hello."


def test_a_model_hears_of_the_first_page_alone(make_paper: Callable[..., Paper]) -> None:
    papers = [make_paper(id=number, title=f"Title {number}", aliases=(f"T{number}",)) for number in range(9)]
    described = gather("q", "a", papers).papers
    assert len(described) == PAPERS_PER_PAGE
    assert all(f"T{number}; Title {number}" in each for number, each in enumerate(described))
