"""Drafts of a change, before anybody believes them."""

import pytest

from data.formats import parse_document
from data.writers.rows.drafting import Drafter, NotWritable
from data.writers.rows.layout import lay_out
from data.writers.rows.proposals import Proposal, Refusal
from data.writers.rows.source import Source
from tests.data.writers.rows.conftest import NUMBERED, TABLE, propose_row


def drafter(text: str) -> Drafter:
    document = parse_document(text)
    return Drafter(Source.of(text), document, lay_out(text, document))


def test_a_draft_tells_what_it_should_read_as_and_what_it_lacks() -> None:
    draft = drafter(NUMBERED).draft(Proposal(1, propose_row(alias="Mid")))
    assert (draft.expected.title, draft.expected.aliases, draft.expected.published) == (propose_row().title, (), None)
    assert {"published", "aliases"} <= draft.lacks
    assert (draft.gone, draft.new_section) == ((), False)
    assert draft.expected.title in draft.source.text


def test_a_moved_row_names_the_place_that_it_leaves() -> None:
    source = drafter(TABLE)
    before = source.document.rows[1]
    draft = source.draft(Proposal(1, propose_row(before.title, "Beta"), before))
    assert draft.gone == (1,)
    assert draft.expected.section.name == "Beta"


def test_the_text_itself_is_left_alone() -> None:
    source = drafter(TABLE)
    source.draft(Proposal(1, propose_row()))
    assert source.source.text == TABLE


def test_what_cannot_be_drafted_says_why() -> None:
    with pytest.raises(NotWritable) as refused:
        drafter(TABLE).draft(Proposal(1, propose_row(paper="")))
    assert refused.value.reason is Refusal.NO_LINK
