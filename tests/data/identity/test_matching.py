from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.identity.keys import keys_of
from data.identity.matching import match_rows
from data.months import Month
from data.schema import Link, LinkKind, Row, Section


def row(title: str, url: str = "", *, alias: str = "", section: str = "S", published: Month | None = None) -> Row:
    links = (Link(LinkKind.PAPER, "pdf", url),) if url else ()
    return Row(
        title,
        Section(section),
        1,
        aliases=(alias,) if alias else (),
        published=published,
        links=links,
        keys=keys_of(title, links),
    )


AWQ = row("Activation-aware Weight Quantization", "https://arxiv.org/abs/2306.00978", alias="AWQ")
GPTQ = row("Accurate Post-Training Quantization", "https://arxiv.org/abs/2210.17323", alias="GPTQ")
OLD = (AWQ, GPTQ)


def test_rows_that_only_changed_places_are_the_same_rows() -> None:
    assert match_rows(OLD, (GPTQ, AWQ)) == (1, 0)


def test_a_corrected_link_leaves_the_row_what_it_was() -> None:
    assert match_rows(OLD, (row(AWQ.title, "https://arxiv.org/abs/1706.03762", alias="AWQ"), GPTQ)) == (0, 1)


def test_a_reworded_title_leaves_the_row_what_it_was() -> None:
    reworded = row("Technical report: four bits", "https://arxiv.org/pdf/2306.00978v3", alias="AWQ")
    assert match_rows(OLD, (GPTQ, reworded)) == (1, 0)


def test_a_new_title_and_a_new_link_under_the_same_alias_are_the_same_row() -> None:
    changed = row("Quite another wording of it all", "https://mlsys.org/awq.pdf", alias="AWQ")
    assert match_rows(OLD, (changed, GPTQ)) == (0, 1)


def test_a_row_without_alias_is_known_by_a_title_that_is_alike() -> None:
    old = (row("A Survey on Efficient Inference of Large Models"),)
    assert match_rows(old, (row("A Survey of Efficient Inference of Large Models"),)) == (0,)


@pytest.mark.parametrize(
    ("gone", "new"),
    [
        (
            row("P15: Paper of number 15 about caches", "https://arxiv.org/abs/2401.00015", alias="P15"),
            row("P99: Paper of number 99 about caches", "https://arxiv.org/abs/2401.00099", alias="P99"),
        ),
        (
            row("Efficient Inference of Large Language Models, part one", "https://arxiv.org/abs/2401.00015"),
            row("Efficient Inference of Large Language Models, part two", "https://arxiv.org/abs/2401.00099"),
        ),
        (
            row("Draft trees", "https://arxiv.org/abs/2401.00015", alias="Drafting", published=Month(2024, 1)),
            row("Longer drafts", "https://arxiv.org/abs/2401.00099", alias="Drafting", published=Month(2024, 2)),
        ),
    ],
)  # fmt: skip
def test_a_new_paper_that_sounds_like_one_that_goes_is_no_old_row(gone: Row, new: Row) -> None:
    assert match_rows((AWQ, gone), (AWQ, new)) == (0, None)


def test_a_renamed_section_moves_its_rows() -> None:
    renamed = tuple(replace(one, section=Section("Other")) for one in OLD)
    assert match_rows(OLD, renamed) == (0, 1)


def test_a_copy_in_another_section_is_a_row_of_its_own() -> None:
    assert match_rows(OLD, (AWQ, GPTQ, replace(AWQ, section=Section("Other")))) == (0, 1, None)


SAGE = row("SageAttention: Accurate 8-bit Attention", "https://openreview.net/forum?id=x", alias="SageAttention")
SAGE2 = row("SageAttention2: Accurate 4-bit Attention", "https://arxiv.org/abs/2411.10958", alias="SageAttention-2")


def test_a_copy_of_a_row_that_goes_on_does_not_take_the_place_of_one_like_it_that_goes() -> None:
    copy = replace(SAGE2, section=Section("Trending"))
    assert match_rows((SAGE, SAGE2), (copy, SAGE2)) == (None, 1)
    assert match_rows((SAGE,), (copy,)) == (0,), "where nothing goes on that is more like it"
    assert match_rows((SAGE,), (copy,), standing=(SAGE2,)) == (None,)


def test_a_new_paper_is_no_old_row() -> None:
    new = row("Attention without tears", "https://arxiv.org/abs/2401.00001", alias="AWT")
    assert match_rows(OLD, (new, AWQ)) == (None, 0)


def test_two_papers_of_one_alias_keep_apart() -> None:
    one = row("Fast and Memory-Efficient Exact Attention", "https://arxiv.org/abs/2205.14135", alias="FlashAttention")
    other = row("From Online Softmax to FlashAttention", "https://washington.edu/notes.pdf", alias="FlashAttention")
    assert match_rows((one, other), (other, one)) == (1, 0)


ROWS = st.lists(st.sampled_from([AWQ, GPTQ, replace(AWQ, stars=2), replace(GPTQ, section=Section("T"))]), max_size=6)


@given(ROWS, ROWS)
def test_no_old_row_is_given_twice(old: list[Row], new: list[Row]) -> None:
    found = [index for index in match_rows(old, new) if index is not None]
    assert len(found) == len(set(found))


@given(ROWS)
def test_an_unchanged_list_matches_row_by_row(rows: list[Row]) -> None:
    assert match_rows(rows, rows) == tuple(range(len(rows)))


def test_many_equal_rows_match_in_a_moment() -> None:
    assert match_rows([AWQ] * 50_000, [AWQ] * 50_000) == tuple(range(50_000))
