from dataclasses import FrozenInstanceError
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from storage.submissions.submission import (
    Duplicates,
    Likeness,
    NearPaper,
    NearSubmission,
    State,
    Verdict,
)
from tests.storage.submissions.conftest import paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit


async def test_what_leaves_storage_cannot_be_changed(propose: "Submit", now: datetime) -> None:
    one = await propose()
    assert one.is_open
    for value, name in ((one, "state"), (one.facts, "title")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, "x")


def test_every_verdict_but_undoing_is_a_state() -> None:
    assert {verdict.value for verdict in Verdict} - {"undone"} == {state.value for state in State} - {"pending"}


def test_a_certain_duplicate_is_on_a_list_or_waits() -> None:
    close, same = NearPaper(1, "A", Likeness.TITLE), NearPaper(1, "A", Likeness.IDENTITY)
    declined = NearSubmission(1, "A", State.REJECTED, Likeness.IDENTITY)
    waiting = NearSubmission(1, "A", State.PENDING, Likeness.IDENTITY)
    assert [Duplicates((close,)).is_certain, Duplicates((same,)).is_certain] == [False, True]
    assert [Duplicates(declined=(declined,)).is_certain, Duplicates(waiting=(waiting,)).is_certain] == [False, True]
    assert [bool(Duplicates()), bool(Duplicates(declined=(declined,)))] == [False, True]


def test_code_is_told_from_other_links() -> None:
    facts = paper_facts(code="https://github.com/o/c")
    assert [link.url for link in facts.code] == ["https://github.com/o/c"]
