"""The words of a pull request."""

from dataclasses import replace

from data.months import Month
from data.writers.rows.proposals import Proposal, WrittenRow
from data.writers.rows.pull_request import render_body, render_title
from tests.data.writers.rows.conftest import propose_row

HOSTILE = "Fixes #1 `x` @everyone ](javascript:x) <img src=x>\n# owned"


def added(title: str = "New paper", credit: str = "", **facts: object) -> WrittenRow:
    row = propose_row(title)
    return WrittenRow(Proposal(1, row, credit=credit), row, 5, **facts)  # type: ignore[arg-type]


def corrected() -> WrittenRow:
    before = propose_row("Old paper")
    after = replace(before, published=Month(2021, 1), links=propose_row(code="https://github.com/a/b").links)
    return WrittenRow(Proposal(2, after, before), after, 7)


def test_the_title_counts_and_quotes_nobody() -> None:
    assert render_title([added()]) == "Add 1 paper"
    assert render_title([added(), added(), corrected()]) == "Add 2 papers and correct 1 row"
    assert render_title([corrected(), corrected()]) == "Correct 2 rows"
    assert render_title([]) == ""


def test_the_body_tells_what_changed_whom_to_thank_and_what_is_left() -> None:
    body = render_body([added(credit="Ann", new_section=True, left_out=("stars",)), corrected()], before=10, after=11)
    assert "- `New paper` in `Alpha`, `https://arxiv.org/abs/2304.01234`\n" in body
    assert "- `Old paper`: 2021-01 instead of 2023-04; code `https://github.com/a/b` added\n" in body
    assert "### New section\n\n- `Alpha`" in body
    assert "- how much you recommend them: `New paper`\n" in body
    assert "Thanks to `Ann`." in body
    assert "11 rows, 10 before" in body


def test_foreign_words_mention_close_and_link_nothing() -> None:
    body = render_body([added(HOSTILE, credit=HOSTILE)], before=1, after=2)
    outside = "".join(body.split("`")[::2])
    assert not {"#1", "@", "javascript", "<img", "owned"} & set(outside.replace("###", "").split())
    assert "\n# owned" not in body


def test_nobody_is_thanked_who_did_not_agree_and_nothing_is_said_of_nothing() -> None:
    assert "Thanks" not in render_body([added()], before=1, after=2)
    assert render_body([], before=1, after=1) == ""


def test_a_long_body_ends_where_a_pull_request_does() -> None:
    body = render_body([added("x" * 900) for _ in range(200)], before=1, after=201)
    assert len(body) < 65_000
    assert "… and more" in body
