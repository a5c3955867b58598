import pytest

from data.identity.keys import keys_of
from data.merging import merge_rows
from data.months import Month
from data.paper import PublishedFrom
from data.schema import Link, LinkKind, Row, Section

ABS = Link(LinkKind.PAPER, "Paper", "http://arxiv.org/abs/2305.19370v2")
PDF = Link(LinkKind.PAPER, "pdf", "https://arxiv.org/pdf/2305.19370")
CODE = Link(LinkKind.CODE, "RingAttention", "https://github.com/lhao499/RingAttention")


def row(title: str = "Blockwise Parallel Transformer", **facts: object) -> Row:
    links = facts.get("links", (PDF,))
    assert isinstance(links, tuple)
    return Row(title, Section("S"), 1, keys=keys_of(title, links), **{"links": links, **facts})  # type: ignore[arg-type]


def test_the_best_of_every_row_counts() -> None:
    facts = merge_rows([
        row(aliases=("BPT",), published=Month(2023, 6), stars=1, heat=2, organisations=("UC Berkeley",)),
        row("blockwise parallel transformer", stars=2, published=Month(2023, 5), aliases=("Blockwise Attention",)),
        row(links=(ABS, CODE), organisations=("uc berkeley", "Google"), organisation_text="UC Berkeley & Google"),
    ])  # fmt: skip
    assert facts.title == "Blockwise Parallel Transformer"
    assert facts.titles == ("Blockwise Parallel Transformer",)
    assert facts.aliases == ("BPT", "Blockwise Attention")
    assert facts.organisations == ("UC Berkeley", "Google")
    assert facts.organisation_texts == ("UC Berkeley & Google",)
    assert (facts.stars, facts.heat) == (2, 2)
    assert facts.published == Month(2023, 5)
    assert facts.published_from is PublishedFrom.LIST
    assert facts.links == (PDF, ABS, CODE), "no link is lost"


def test_one_address_as_documentation_and_as_code_is_two_links() -> None:
    docs = Link(LinkKind.DOCS, "docs", CODE.url)
    assert merge_rows([row(links=(docs, CODE))]).links == (docs, CODE)


def test_a_month_that_no_row_states_is_the_arxiv_id_s_and_says_so() -> None:
    facts = merge_rows([row(links=(ABS,))])
    assert (facts.published, facts.published_from) == (Month(2023, 5), PublishedFrom.ARXIV)


def test_a_paper_without_any_month_has_none() -> None:
    facts = merge_rows([row(links=(CODE,))])
    assert (facts.published, facts.published_from) == (None, None)


def test_the_links_of_a_rendered_page_lead_nowhere_and_are_left_out() -> None:
    assert merge_rows([row(links=(Link(LinkKind.PAPER, "pdf", ""),))]).links == ()


def test_there_is_no_paper_without_a_row() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        merge_rows([])
