from data.identity.entries import entry_of
from data.identity.keys import keys_of
from data.months import Month
from data.schema import Link, LinkKind, Row, Section

PAPER = Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2303.06865")
CODE = Link(LinkKind.CODE, "FlexGen", "https://github.com/FMInference/FlexGen")


def row(*links: Link, published: Month | None = None) -> Row:
    title = "FlexGen: High-Throughput Generative Inference of Large Language Models"
    return Row(
        title, Section("S"), 1, aliases=("Flex Gen",), links=links, published=published, keys=keys_of(title, links)
    )


def test_an_entry_can_be_found_by_its_keys_its_code_and_its_title_with_or_without_a_name() -> None:
    assert entry_of(row(PAPER, CODE), "list").signs == {
        "arxiv:2303.06865",
        "repo:github.com/fminference/flexgen",
        "title:flexgenhighthroughputgenerativeinferenceoflargelanguagemodels",
        "title:highthroughputgenerativeinferenceoflargelanguagemodels",
    }


def test_a_month_that_the_row_does_not_state_is_that_of_its_arxiv_id() -> None:
    assert entry_of(row(PAPER), "list").month == Month(2023, 3)
    assert entry_of(row(PAPER, published=Month(2023, 5)), "list").month == Month(2023, 5)
    assert entry_of(row(CODE), "list").month is None


def test_an_entry_without_anything_but_a_repository_has_no_paper() -> None:
    assert entry_of(row(PAPER, CODE), "list").has_paper
    assert not entry_of(row(CODE), "list").has_paper
