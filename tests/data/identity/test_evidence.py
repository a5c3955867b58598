import pytest

from data.identity.entries import Entry, entry_of
from data.identity.evidence import Evidence, differ, find_evidence
from data.identity.keys import keys_of
from data.schema import Link, LinkKind, Row, Section

ID = "https://arxiv.org/abs/2407.09621"


def entry(title: str, *urls: str, alias: str = "", kind: LinkKind = LinkKind.PAPER, document: str = "a") -> Entry:
    links = tuple(Link(kind, "", url) for url in urls)
    row = Row(title, Section("S"), 1, aliases=(alias,) if alias else (), links=links, keys=keys_of(title, links))
    return entry_of(row, document)


TENSOR = entry("Acceleration of Tensor-Product Operations", ID, alias="Tensor Product")
HADA = entry("HADACORE: Hadamard Transform Kernel", ID, alias="HADACORE")
REPOSITORY = "https://github.com/NVIDIA/FasterTransformer"


def test_two_papers_under_one_id_differ_in_names_and_titles() -> None:
    assert differ(TENSOR, HADA)
    assert not differ(TENSOR, entry("Quite another wording", ID, alias="tensor-product"))
    assert not differ(TENSOR, entry("Acceleration of Tensor Product Operations", ID, alias="TP"))


@pytest.mark.parametrize(
    ("one", "other", "contested", "evidence"),
    [
        (TENSOR, HADA, set(), Evidence.KEY),
        (TENSOR, HADA, {"arxiv:2407.09621"}, None),
        (HADA, entry("Hadamard transform kernel: HADACORE", ID), {"arxiv:2407.09621"}, Evidence.KEY),
        (
            entry("FasterTransformer", REPOSITORY, kind=LinkKind.CODE),
            entry("Fastertransformer", REPOSITORY + ".git", kind=LinkKind.CODE, document="b"),
            set(),
            Evidence.REPOSITORY,
        ),
        (
            entry("FasterTransformer", REPOSITORY, kind=LinkKind.CODE),
            entry("Another tool", REPOSITORY, kind=LinkKind.CODE, document="b"),
            set(),
            None,
        ),
        (entry("", "https://a.org/1"), entry("", "https://a.org/2"), set(), None),
    ],
)
def test_the_strongest_reason_is_found(
    one: Entry, other: Entry, contested: set[str], evidence: Evidence | None
) -> None:
    assert find_evidence(one, other, frozenset(contested), first=True) is evidence
    assert find_evidence(other, one, frozenset(contested), first=True) is evidence
