"""What somebody says is wrong, read into facts; what cannot be read is kept as a note."""

from typing import Any

import pytest

from bot.submissions.reports import read_report
from data.months import Month
from storage.submissions.submission import Fault

PAPER = "Speculative pruning of kettle number 3"


@pytest.mark.parametrize(
    ("fault", "detail", "expected"),
    [
        (Fault.DEAD_LINK, "code", {"dead_url": "https://github.com/lab/trick3"}),
        (Fault.DEAD_LINK, "http://www.github.com/lab/trick3/", {"dead_url": "https://github.com/lab/trick3"}),
        (Fault.DEAD_LINK, "the second one", {"note": "the second one\nby the way"}),
        (Fault.WRONG_DATE, "2024年9月", {"published": Month(2024, 9)}),
        (Fault.WRONG_DATE, "2024", {"note": "2024\nby the way"}),
        (Fault.MISSING_CODE, "it is on my disk", {"note": "it is on my disk\nby the way"}),
        (Fault.WRONG_SECTION, "Saucers", {"section": "Saucers"}),
        (Fault.DUPLICATE, "Speculative pruning of kettle number 5", {"same_as": 5}),
        (Fault.DUPLICATE, "something that nobody wrote", {"note": "something that nobody wrote\nby the way"}),
        (Fault.WRONG_DATE, "", {"note": "by the way"}),
    ],
)
async def test_a_detail_is_read_as_what_the_fault_needs_or_kept(
    small_chat: Any, fault: Fault, detail: str, expected: dict[str, Any]
) -> None:
    shelf = await small_chat.bot.library.open(small_chat.person.guild.id)
    facts = read_report(fault, detail, "by the way", shelf.get_paper(3), shelf)
    assert facts.title == PAPER
    assert {name: getattr(facts, name) for name in expected} == expected
