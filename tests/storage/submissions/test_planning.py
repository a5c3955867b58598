"""Which rows of which list approved submissions would change, and how."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from data.formats import parse_document
from data.identity.keys import keys_of
from data.months import Month
from data.schema import Link, LinkKind, Row, Section
from storage.submissions.planning import Target, choose_list, plan_amendment, plan_paper
from storage.submissions.submission import Facts, Fault, Kind, Reason, State, Submission

PDF = Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2304.01234")
CODE = Link(LinkKind.CODE, "code", "https://github.com/acme/foo")
ROW = Row(
    "Foo of it", Section("KV Cache"), 5, published=Month(2023, 4), links=(PDF,), keys=keys_of("Foo of it", (PDF,))
)
ELSEWHERE = replace(ROW, section=Section("Survey"), line=9)


@pytest.fixture
def approved(now: datetime) -> Any:
    """A submission that was approved, with these facts."""

    def make(kind: Kind = Kind.CORRECTION, fault: Fault = Fault.NONE, credit: str = "", **facts: Any) -> Submission:
        given = Facts(**facts)
        return Submission(
            7, kind, fault, State.APPROVED, 1, given, given, 3, None, None, 1, "en-US", False, credit,
            2, now, Reason.NONE, "", None, None, None, None, now,
        )  # fmt: skip

    return make


def target(name: str, *sections: str) -> Target:
    rows = "".join(
        f"## {section}\n- [Paper {n} of {name}](https://x.org/{name}/{n})\n" for n, section in enumerate(sections)
    )
    return Target(name, parse_document(f"# {name}\n{rows}"))


TARGETS = [target("one", "Alpha"), target("two", "Beta", "KV Cache")]


@pytest.mark.parametrize(
    ("facts", "chosen"),
    [
        ({"section": "beta"}, "two"),
        ({"category": "kv-cache"}, "two"),
        ({"section": "Nowhere", "category": "kv-cache"}, "two"),
        ({"section": "Nowhere"}, "one"),
        ({}, "one"),
        ({"list_name": "two"}, "two"),
        ({"list_name": "gone", "section": "Alpha"}, None),
    ],
)
def test_a_paper_goes_to_the_list_that_was_meant_or_has_its_section(
    approved: Any, facts: dict[str, str], chosen: str | None
) -> None:
    found = choose_list(approved(Kind.PAPER, title="T", **facts), TARGETS)
    assert (found.name if found else None) == chosen


def test_without_a_list_there_is_none_to_choose(approved: Any) -> None:
    assert choose_list(approved(Kind.PAPER, title="T"), []) is None


def test_the_row_of_a_paper_leaves_labels_to_the_list_and_takes_a_month_from_arxiv(approved: Any) -> None:
    paper = approved(
        Kind.PAPER, credit="Ann", title="Foo", links=(PDF, CODE), alias="F", organisations="MIT", category="kv-cache"
    )
    proposal = plan_paper(paper)
    assert (proposal.number, proposal.credit, proposal.category, proposal.before) == (7, "Ann", "kv-cache", None)
    assert [link.label for link in proposal.row.links] == ["", ""]
    assert (proposal.row.published, proposal.row.section.name) == (Month(2023, 4), "KV cache")
    stated = plan_paper(approved(Kind.PAPER, title="Foo", links=(PDF,), published=Month(2022, 1)))
    assert (stated.row.published, stated.row.section.name) == (Month(2022, 1), "Others")


@pytest.mark.parametrize(
    ("kind", "fault", "facts", "changes"),
    [
        (Kind.CORRECTION, Fault.WRONG_DATE, {"published": Month(2022, 1)}, [{"published": Month(2022, 1)}] * 2),
        (Kind.CORRECTION, Fault.MISSING_CODE, {"links": (CODE,)}, [{"links": (PDF, replace(CODE, label=""))}] * 2),
        (Kind.ADDITION, Fault.NONE, {"links": (CODE,)}, [{"links": (PDF, replace(CODE, label=""))}] * 2),
        (Kind.CORRECTION, Fault.DEAD_LINK, {"dead_url": "http://arxiv.org/pdf/2304.01234v2"}, [{"links": ()}] * 2),
        (Kind.CORRECTION, Fault.DEAD_LINK, {"dead_url": "https://other.org/"}, []),
        (
            Kind.CORRECTION,
            Fault.DEAD_LINK,
            {"dead_url": PDF.url, "links": (CODE,)},
            [{"links": (replace(CODE, label=""),)}] * 2,
        ),
        (Kind.CORRECTION, Fault.DUPLICATE, {"same_as": 4}, []),
    ],
)
def test_an_amendment_changes_each_row_of_its_paper(
    approved: Any, kind: Kind, fault: Fault, facts: dict[str, Any], changes: list[dict[str, Any]]
) -> None:
    planned = list(plan_amendment(approved(kind, fault, **facts), {"two": [ROW, ELSEWHERE]}))
    assert [name for name, _ in planned] == ["two"] * len(changes)
    wanted = [(row, replace(row, **change)) for row, change in zip((ROW, ELSEWHERE), changes, strict=False)]
    assert [(proposal.before, proposal.row) for _, proposal in planned] == wanted


def test_a_paper_that_stands_once_in_the_wrong_section_moves(approved: Any) -> None:
    ((_, proposal),) = plan_amendment(approved(fault=Fault.WRONG_SECTION, section="Survey"), {"two": [ROW]})
    assert (proposal.before, proposal.row.section.name, proposal.again) == (ROW, "Survey", False)


def test_one_that_stands_in_several_or_lacks_a_section_gets_another_row(approved: Any) -> None:
    several = approved(fault=Fault.WRONG_SECTION, section="Trending")
    lacking = approved(Kind.ADDITION, section="Trending")
    for submission, rows in ((several, [ROW, ELSEWHERE]), (lacking, [ROW])):
        ((_, proposal),) = plan_amendment(submission, {"two": rows})
        assert (proposal.before, proposal.row.section.name, proposal.again) == (None, "Trending", True)


def test_an_amendment_that_was_meant_for_one_list_leaves_the_others_alone(approved: Any) -> None:
    submission = approved(fault=Fault.WRONG_DATE, published=Month(2022, 1), list_name="two")
    assert [name for name, _ in plan_amendment(submission, {"one": [ROW], "two": [ROW]})] == ["two"]
