"""Links in the form, under the label and with the badge that a list gives their like."""

import time

import pytest

from data.formats.columns import Column
from data.schema import Link, LinkKind
from data.writers.rows.link_forms import (
    LinkStyle,
    address_link,
    find_written,
    host_of,
    label_link,
    learn_links,
    repository_of,
    write_link,
)

PAPER = Link(LinkKind.PAPER, "", "https://arxiv.org/abs/2304.01234")
CODE = Link(LinkKind.CODE, "", "https://github.com/acme/new-cache")


def learn(*cells: tuple[LinkKind, str, str, str]) -> LinkStyle:
    """The style of cells, given with the kind, label and address of their link."""
    return learn_links(
        [[one for kind, label, url, cell in cells for one in find_written(cell, [Link(kind, label, url)])]]
    )


REPOSITORY = "https://github.com/acme/bar"
BADGED = (
    LinkKind.CODE,
    "bar",
    REPOSITORY,
    f"[[bar]]({REPOSITORY}) ![](https://img.shields.io/github/stars/acme/bar.svg)",
)
GIVEN = (
    LinkKind.CODE,
    "GitHub bar",
    REPOSITORY,
    f"[[GitHub][bar]]({REPOSITORY}) ![](https://img.shields.io/github/stars/acme/bar)",
)
PDF = (LinkKind.PAPER, "pdf", "https://arxiv.org/pdf/2302.00001.pdf", "[[pdf]](https://arxiv.org/pdf/2302.00001.pdf)")
BOTH = (LinkKind.PAPER, "arxiv pdf", PDF[2], f"[[arxiv][pdf]]({PDF[2]})")
REPO = (LinkKind.CODE, "Repo", REPOSITORY, f"[Repo]({REPOSITORY})")
OUTER = (LinkKind.CODE, "Code", REPOSITORY, f"[[Code]({REPOSITORY})]")


@pytest.mark.parametrize(
    ("style", "link", "written"),
    [
        (
            learn(BADGED),
            CODE,
            "[[new-cache]](https://github.com/acme/new-cache) ![](https://img.shields.io/github/stars/acme/new-cache.svg)",
        ),
        (
            learn(GIVEN),
            CODE,
            "[[GitHub][new-cache]](https://github.com/acme/new-cache) ![](https://img.shields.io/github/stars/acme/new-cache)",
        ),
        (learn(REPO), CODE, "[Repo](https://github.com/acme/new-cache)"),
        (learn(OUTER), CODE, "[[Code](https://github.com/acme/new-cache)]"),
        (learn(PDF), PAPER, "[[pdf]](https://arxiv.org/pdf/2304.01234.pdf)"),
        (learn(BOTH), PAPER, "[[arxiv][pdf]](https://arxiv.org/pdf/2304.01234.pdf)"),
        (
            learn(BOTH),
            Link(LinkKind.PAPER, "", "https://openreview.net/forum?id=A"),
            "[[pdf]](https://openreview.net/forum?id=A)",
        ),
        (learn(BADGED), Link(LinkKind.CODE, "", "https://example.org/src"), "[[code]](https://example.org/src)"),
        (learn(), PAPER, "[[paper]](https://arxiv.org/abs/2304.01234)"),
    ],
)
def test_a_link_is_written_as_its_like(style: LinkStyle, link: Link, written: str) -> None:
    assert write_link(style, label_link(style, address_link(style, link), Column.LINKS)) == written


@pytest.mark.parametrize("kind", LinkKind)
def test_a_label_never_makes_a_link_another_kind(kind: LinkKind) -> None:
    labelled = label_link(learn(PDF, REPO), Link(kind, "", "https://example.org/x"), Column.PAPER)
    assert labelled.kind is kind
    assert labelled.label


def test_a_repository_called_like_a_label_is_told_by_its_owner() -> None:
    demo = Link(LinkKind.CODE, "", "https://github.com/acme/demo")
    assert label_link(learn(BADGED), demo, Column.CODE).label in {"code", "acme/demo"}


def test_labels_that_are_given_stay_and_so_do_their_addresses() -> None:
    link = Link(LinkKind.PAPER, "preprint", "https://arxiv.org/abs/2304.01234")
    style = learn(PDF)
    assert label_link(style, address_link(style, link), Column.PAPER) == link


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/a/b/tree/main/c", "a/b"),
        ("https://github.com/a/b.git", "a/b"),
        ("https://github.com/a", ""),
        ("https://huggingface.co/a/b", ""),
        ("http://[bad", ""),
    ],
)
def test_the_repository_of_an_address(url: str, repository: str) -> None:
    assert repository_of(url) == repository


@pytest.mark.parametrize("text", ["[[a]" * 50_000, "[a " * 50_000, "](" * 50_000, "[[a]](https://x.org" * 20_000])
def test_no_piece_takes_long(text: str) -> None:
    started = time.perf_counter()
    assert find_written(text, [CODE]) == []
    assert time.perf_counter() - started < 5, "a hundred times what it takes, to leave slow machines in peace"


def test_the_host_of_an_address() -> None:
    assert (host_of("https://www.X.org/a"), host_of("http://[bad")) == ("x.org", "")
