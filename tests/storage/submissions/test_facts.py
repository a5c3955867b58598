import pytest

from data.months import Month
from data.schema import Link, LinkKind
from storage.submissions.errors import InvalidFacts
from storage.submissions.facts import (
    check_facts,
    dump_facts,
    find_missing,
    is_same_paper,
    lint_facts,
    load_facts,
    row_of,
    signs_of,
)
from storage.submissions.submission import Facts, Fault, Kind
from tests.storage.submissions.conftest import paper_facts


def linking(url: str) -> Facts:
    return paper_facts(links=(Link(LinkKind.PAPER, "", url),))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "ftp://example.com/x", "not a link", "", "https://", "http://localhost/x",
        "http://127.0.0.1/x", "http://10.0.0.1/x", "http://[::1]/x", "http://169.254.169.254/latest",
        "https://user:secret@example.com/x", "https://intranet/x", "https://printer.local/x",
        "https://example.com/" + "x" * 2_000,
    ],
)  # fmt: skip
def test_links_that_are_no_links_of_the_public_network_are_refused(url: str) -> None:
    with pytest.raises(InvalidFacts) as refused:
        check_facts(linking(url), Kind.PAPER, Fault.NONE)
    assert (refused.value.field, refused.value.reason) == ("links", "unsafe_link")


@pytest.mark.parametrize(
    ("facts", "kind", "fault", "field", "reason"),
    [
        (paper_facts(title="x" * 4_000), Kind.PAPER, Fault.NONE, "title", "too_long"),
        (paper_facts(title="?!"), Kind.PAPER, Fault.NONE, "title", "missing"),
        (paper_facts(links=()), Kind.PAPER, Fault.NONE, "links", "missing"),
        (paper_facts(note="x" * 1_001), Kind.PAPER, Fault.NONE, "note", "too_long"),
        (linking("https://example.com/1"), Kind.CORRECTION, Fault.NONE, "fault", "unknown"),
        (linking("https://example.com/1"), Kind.PAPER, Fault.DEAD_LINK, "fault", "unknown"),
        (Facts(), Kind.ADDITION, Fault.NONE, "links", "missing"),
    ],
)
def test_what_is_too_long_or_missing_is_named(facts: Facts, kind: Kind, fault: Fault, field: str, reason: str) -> None:
    with pytest.raises(InvalidFacts) as refused:
        check_facts(facts, kind, fault)
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_blanks_are_folded_and_nul_is_dropped() -> None:
    facts = check_facts(paper_facts(title=" A\n title\0 ", note=" two\nlines "), Kind.PAPER, Fault.NONE)
    assert (facts.title, facts.note) == ("A title", "two\nlines")


def test_too_many_links_are_refused() -> None:
    links = tuple(Link(LinkKind.BLOG, "", f"https://example.com/{number}") for number in range(7))
    with pytest.raises(InvalidFacts, match="too_many"):
        check_facts(paper_facts(links=links), Kind.PAPER, Fault.NONE)


def test_facts_come_back_as_they_were() -> None:
    facts = paper_facts(organisations="@MIT", same_as=7, dead_url="https://example.com/", code="https://github.com/a/b")
    assert load_facts(dump_facts(facts)) == facts


def test_the_row_says_what_the_facts_say() -> None:
    row = row_of(paper_facts(alias="Fast", organisations="@microsoft.com & MIT"))
    assert (row.aliases, row.organisations) == (("Fast",), ("Microsoft", "MIT"))
    assert row.keys[0] == "arxiv:2409.00001"
    assert row_of(paper_facts(section="", category="kv-cache")).section.name == "kv-cache"


def test_the_row_is_looked_over_as_a_curator_would() -> None:
    problems = lint_facts(paper_facts(published=Month(2027, 1)), Month(2026, 11))
    assert [problem.kind for problem in problems] == ["future_date"]


def test_reports_of_one_thing_share_a_sign_and_of_others_do_not() -> None:
    link = Facts(dead_url="https://example.com/1")
    same = signs_of(Kind.CORRECTION, Fault.DEAD_LINK, 7, Facts(dead_url="http://www.example.com/1/"))
    assert signs_of(Kind.CORRECTION, Fault.DEAD_LINK, 7, link) == same
    assert not same & signs_of(Kind.CORRECTION, Fault.DEAD_LINK, 8, link)
    assert not same & signs_of(Kind.CORRECTION, Fault.WRONG_DATE, 7, link)
    assert signs_of(Kind.ADDITION, Fault.NONE, 7, Facts(section="A")) != signs_of(
        Kind.ADDITION, Fault.NONE, 7, Facts(section="B")
    )


def test_what_only_a_reviewer_finds_out_may_be_missing_at_first() -> None:
    assert find_missing(Facts(), Fault.MISSING_CODE) == "code"
    assert find_missing(Facts(), Fault.DUPLICATE) == "same_as"
    assert find_missing(Facts(category="moe"), Fault.WRONG_SECTION) is None
    assert find_missing(Facts(), Fault.NONE) is None


def test_one_id_is_one_paper_whatever_it_is_called() -> None:
    one, other = row_of(paper_facts(1)), row_of(paper_facts(1, title="Quite another name"))
    assert is_same_paper(one, other, "list")
    assert not is_same_paper(one, row_of(paper_facts(2)), "list")
