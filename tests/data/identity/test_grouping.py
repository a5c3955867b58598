from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from data.identity.entries import Entry, entry_of
from data.identity.grouping import LARGEST_CROWD, Grouping, group_entries
from data.identity.keys import keys_of
from data.months import Month
from data.schema import Link, LinkKind, Row, Section

ARXIV = "https://arxiv.org/abs/"


def entry(
    title: str,
    *urls: str,
    code: Sequence[str] = (),
    alias: str = "",
    document: str = "list",
    paper: int | None = None,
    published: Month | None = None,
) -> Entry:
    links = (
        *(Link(LinkKind.PAPER, "pdf", url) for url in urls),
        *(Link(LinkKind.CODE, "code", url) for url in code),
    )
    aliases = (alias,) if alias else ()
    row = Row(title, Section("S"), 1, aliases=aliases, published=published, links=links, keys=keys_of(title, links))
    return entry_of(row, document, paper)


def groups(*entries: Entry, first: bool = True) -> Grouping:
    return group_entries(entries, first=first)


def test_an_id_joins_rows_of_different_titles() -> None:
    found = groups(
        entry("Training Multi-Billion Parameter Models", ARXIV + "1909.08053", alias="Megatron-LM"),
        entry("Megatron-LM: Training Multi-Billion Parameter Models", ARXIV + "1909.08053v4", alias="TP"),
        entry("Blockwise", ARXIV + "2305.19370", alias="BPT"),
    )
    assert found.groups == ((0, 1), (2,))
    assert not found.contested


def test_an_id_on_two_papers_of_one_list_is_contested_and_joins_nothing() -> None:
    found = groups(
        entry("Acceleration of Tensor-Product Operations", ARXIV + "2407.09621", alias="Tensor Product"),
        entry("HADACORE: Hadamard Transform Kernel", ARXIV + "2407.09621", alias="HADACORE"),
    )
    assert found.groups == ((0,), (1,))
    assert found.contested == {"arxiv:2407.09621"}


def test_a_veto_holds_through_a_chain_and_across_lists() -> None:
    """A third row, of another list, is alike enough to be joined to either; it may not bring them together."""
    tensor = entry("Acceleration of Tensor-Product Operations", ARXIV + "2407.09621", alias="Tensor Product")
    hada = entry("HADACORE: Hadamard Transform Kernel", ARXIV + "2407.09621", alias="HADACORE")
    bridge = entry("Acceleration of Tensor-Product Operations", ARXIV + "2407.09621", alias="HADACORE", document="b")
    found = groups(tensor, hada, bridge)
    assert not any({0, 1} <= set(group) for group in found.groups)


def test_a_known_contested_id_still_joins_with_an_alike_title() -> None:
    one = entry("HADACORE: Hadamard Transform Kernel", ARXIV + "2407.09621")
    other = entry("Hadacore: hadamard transform kernels", ARXIV + "2407.09621", document="b")
    third = entry("Acceleration of Tensor-Product Operations", ARXIV + "2407.09621", document="b")
    found = group_entries([one, other, third], first=True, contested={"arxiv:2407.09621"})
    assert found.groups == ((0, 1), (2,))


def test_an_equal_title_joins_within_a_first_import_only() -> None:
    pair = entry("Medusa: Heads", "https://blog.example/medusa"), entry("Medusa: Heads", ARXIV + "2401.10774")
    assert groups(*pair).groups == ((0, 1),)
    assert groups(*pair, first=False).groups == ((0,), (1,))


def test_an_equal_title_of_two_lists_wants_a_second_sign() -> None:
    one = entry("Efficient Inference: An Overview of All the Ways", ARXIV + "2401.00001")
    assert groups(one, entry(one.title, ARXIV + "2302.00002", document="b")).groups == ((0,), (1,))
    dated = entry(one.title, "https://example.org/x", document="b", published=Month(2024, 1))
    assert groups(one, dated).groups == ((0, 1),)


def test_a_name_in_front_of_a_title_is_no_difference_where_there_is_a_second_sign() -> None:
    named = entry("Megatron-LM: Training Multi-Billion Parameter Models", alias="TP: Megatron-LM")
    bare = entry("Training Multi-Billion Parameter Models", alias="Megatron-LM")
    assert groups(named, bare).groups == ((0, 1),)
    assert groups(named, entry(bare.title, alias="Other")).groups == ((0,), (1,))


def test_an_equal_title_with_another_arxiv_id_wants_a_second_sign() -> None:
    one, other = entry("An Introduction to the Subject", ARXIV + "2401.00001"), ARXIV + "2302.00002"
    assert groups(one, entry(one.title, other)).groups == ((0,), (1,))


def test_a_repository_joins_an_entry_without_a_paper_by_an_equal_name() -> None:
    code = ["https://github.com/hao-ai-lab/LookaheadDecoding"]
    paper = entry("Break the Sequential Dependency", ARXIV + "2402.02057", code=code, alias="LookaheadDecoding")
    bare = entry("LookaheadDecoding", code=code, document="b")
    other = entry("Something else", code=code, document="b", alias="Else")
    assert groups(paper, bare, other).groups == ((0, 1), (2,))


def test_a_repository_never_joins_two_papers() -> None:
    code = ["https://github.com/microsoft/DeepSpeed"]
    one = entry("ZeroQuant for Transformers", ARXIV + "2206.01861", code=code, alias="DeepSpeed")
    other = entry("Ulysses for Sequences", ARXIV + "2309.14509", code=code, alias="DeepSpeed")
    assert groups(one, other).groups == ((0,), (1,))


def test_two_standing_papers_are_proposed_and_never_joined() -> None:
    found = groups(
        entry("Mamba: Linear-Time", ARXIV + "2312.00752", document="a", paper=7),
        entry("Mamba", ARXIV + "2312.00752", document="b", paper=3),
        entry("Mamba: Linear-Time", ARXIV + "2312.00752", document="c"),
    )
    assert len(found.groups) == 2
    assert found.proposals == {(3, 7)}


def test_papers_split_by_hand_are_not_proposed_again() -> None:
    pair = (
        entry("Mamba: Linear-Time", ARXIV + "2312.00752", document="a", paper=7),
        entry("Mamba", ARXIV + "2312.00752", document="b", paper=3),
    )
    assert group_entries(pair, first=False, vetoes=[(7, 3)]).proposals == frozenset()


def test_an_address_that_everything_links_says_nothing() -> None:
    crowd = [entry(f"Course number {n}", "https://example.org/", document=str(n)) for n in range(LARGEST_CROWD + 1)]
    assert len(groups(*crowd).groups) == len(crowd)


def test_many_equal_rows_are_one_paper() -> None:
    assert len(groups(*[entry("Mooncake", ARXIV + "2407.00079")] * 5_000).groups) == 1


IDS = st.sampled_from([ARXIV + f"2401.0000{n}" for n in range(4)])
ENTRIES = st.builds(
    entry,
    st.sampled_from(["Alpha: a fine thing", "Beta decoding of trees", "Alpha", "Gamma rays at night", "Beta"]),
    IDS,
    alias=st.sampled_from(["", "Alpha", "Beta", "Gamma"]),
    document=st.sampled_from(["a", "b"]),
    published=st.sampled_from([None, Month(2024, 1), Month(2023, 5)]),
)


@given(st.lists(ENTRIES, max_size=8), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_rows_does_not_matter(entries: list[Entry], random: object, first: bool) -> None:
    order = list(range(len(entries)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = group_entries(entries, first=first)
    shuffled = group_entries([entries[index] for index in order], first=first)
    back = {frozenset(order[index] for index in group) for group in shuffled.groups}
    assert back == set(map(frozenset, straight.groups))
    assert shuffled.contested == straight.contested


def test_a_row_that_agrees_with_one_row_of_a_standing_paper_is_not_apart_from_its_others() -> None:
    """The paper has been reworded in one of its sections; a copy of the other row appears in a third."""
    sparse = entry("Faster causal context over large sequences", ARXIV + "2306.01160", alias="Sparse Flash", paper=1)
    title = "Quicker attention for sequences that are large"
    dropping = entry(title, ARXIV + "2306.01160", alias="QK-Dropping", paper=1)
    copy = entry(title, ARXIV + "2306.01160", alias="QK-Dropping", published=Month(2023, 6))
    found = groups(sparse, dropping, copy, first=False)
    assert found.groups == ((0, 1, 2),)
    assert not found.contested
