import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.identity.keys import LONGEST_KEY, arxiv_month, find_arxiv_id, is_strong, keys_of, link_key
from data.months import Month
from data.schema import Link, LinkKind

SAME_ARXIV = [
    "https://arxiv.org/abs/2403.20041",
    "http://arxiv.org/abs/2403.20041v2",
    "https://arxiv.org/pdf/2403.20041",
    "https://arxiv.org/pdf/2403.20041v1.pdf",
    "https://arxiv.org/abs/2403.20041.pdf",
    "https://arxiv.org/abs/2403.20041/pdf",
    "https://www.arxiv.org/pdf/2403.20041",
    "https://browse.arxiv.org/pdf/2403.20041.pdf",
    "https://export.arxiv.org/pdf/2403.20041.pdf#page=3",
    "https://arxiv.org/ftp/arxiv/papers/2403/2403.20041.pdf",
    "https://ar5iv.labs.arxiv.org/html/2403.20041",
    "https://ar5iv.org/abs/2403.20041",
    "https://www.alphaxiv.org/abs/2403.20041v3",
    "https://huggingface.co/papers/2403.20041",
    "https://doi.org/10.48550/arXiv.2403.20041",
    "https://arxiv.org/html/2403.20041v1/",
    "  https://ARXIV.org/abs/2403.20041?context=cs.LG ",
]


@pytest.mark.parametrize("url", SAME_ARXIV)
def test_every_address_of_an_arxiv_paper_is_one_key(url: str) -> None:
    assert link_key(url) == "arxiv:2403.20041"


@pytest.mark.parametrize(
    ("urls", "key"),
    [
        (["https://arxiv.org/abs/cs/0112017v2", "https://arxiv.org/pdf/cs/0112017.pdf"], "arxiv:cs/0112017"),
        (
            [
                "https://dl.acm.org/doi/pdf/10.1145/3567955.3567959",
                "https://dl.acm.org/doi/10.1145/3567955.3567959",
                "https://doi.org/10.1145/3567955.3567959",
                "http://dx.doi.org/10.1145/3567955.3567959",
            ],
            "doi:10.1145/3567955.3567959",
        ),
        (
            ["https://openreview.net/pdf?id=a3l3K9khbL", "https://openreview.net/forum?noteId=x&id=a3l3K9khbL"],
            "openreview:a3l3K9khbL",
        ),
        (
            ["https://aclanthology.org/2023.acl-long.1.pdf", "https://aclanthology.org/2023.acl-long.1/"],
            "acl:2023.acl-long.1",
        ),
        (
            [
                "https://www.usenix.org/system/files/osdi23-li-zhouhan.pdf",
                "https://www.usenix.org/system/files/osdi23-li-zhouhan_0.pdf",
                "https://www.usenix.org/conference/osdi23/presentation/li-zhouhan",
            ],
            "usenix:osdi23-li-zhouhan",
        ),
        (
            ["https://proceedings.mlr.press/v202/sheng23a.html", "https://proceedings.mlr.press/v202/sheng23a/sheng23a.pdf"],
            "pmlr:v202/sheng23a",
        ),
        (
            ["https://github.com/microsoft/DeepSpeed.git", "http://www.github.com/Microsoft/deepspeed/#readme"],
            "repo:github.com/microsoft/deepspeed",
        ),
        (
            ["https://example.org/paper/", "http://www.example.org/paper?utm_source=feed", "https://example.org//paper#top"],
            "url:example.org/paper",
        ),
    ],
)  # fmt: skip
def test_the_addresses_of_one_thing_are_one_key(urls: list[str], key: str) -> None:
    assert {link_key(url) for url in urls} == {key}


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/list/cs.LG/recent",
        "https://arxiv.org/abs/2413.20041",
        "https://github.com/microsoft/unilm/tree/master/YOCO",
        "https://github.com/microsoft",
        "http://[not-an-address",
        "",
    ],
)
def test_what_is_no_paper_and_no_repository_is_its_own_address(url: str) -> None:
    assert link_key(url).startswith("url:")


def test_papers_of_one_page_with_different_queries_differ() -> None:
    assert link_key("https://example.org/get?paper=1") != link_key("https://example.org/get?paper=2")


@pytest.mark.parametrize(
    ("text", "arxiv_id"),
    [
        ("arXiv:2408.11745", "2408.11745"),
        ("what is arxiv 2309.06180", "2309.06180"),
        ("2309.06180v2", "2309.06180"),
        ("see 2401.10774.", "2401.10774"),
        ("version 2024.07", None),
        ("2413.00001", None),
        ("12345.67890", None),
        ("", None),
    ],
)
def test_an_arxiv_id_is_found_in_a_text(text: str, arxiv_id: str | None) -> None:
    assert find_arxiv_id(text) == arxiv_id


@pytest.mark.parametrize(
    ("arxiv_id", "stated"),
    [("2407.08608", Month(2024, 7)), ("cs/9901001", Month(1999, 1)), ("2413.00001", None), ("x", None)],
)
def test_an_arxiv_id_states_its_month(arxiv_id: str, stated: Month | None) -> None:
    assert arxiv_month(arxiv_id) == stated


def test_a_repository_counts_only_where_nothing_else_is_linked() -> None:
    paper = Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2309.06180")
    code = Link(LinkKind.CODE, "vllm", "https://github.com/vllm-project/vllm")
    assert keys_of("PagedAttention", [paper, code]) == ("arxiv:2309.06180", "title:pagedattention")
    assert keys_of("PagedAttention", [code]) == ("repo:github.com/vllm-project/vllm", "title:pagedattention")


def test_documentation_that_is_the_repository_counts_as_the_repository() -> None:
    docs = Link(LinkKind.DOCS, "docs", "https://github.com/ModelTC/lightllm")
    assert keys_of("LightLLM", [docs])[0] == "repo:github.com/modeltc/lightllm"


def test_a_link_without_an_address_is_no_key() -> None:
    assert keys_of("AWQ", [Link(LinkKind.PAPER, "pdf", "")]) == ("title:awq",)


@given(st.text(), st.lists(st.text()))
def test_keys_of_anything_are_bounded_and_end_with_the_title(title: str, urls: list[str]) -> None:
    keys = keys_of(title, [Link(LinkKind.PAPER, "", url) for url in urls])
    assert all(len(key) <= LONGEST_KEY + 65 for key in keys)
    assert all(is_strong(key) or key.startswith(("repo:", "title:")) for key in keys)
    assert not any(key.startswith("title:") for key in keys[:-1])


def test_long_addresses_that_differ_at_their_end_differ() -> None:
    start = "https://example.org/" + "a" * 5_000
    assert link_key(start + "b") != link_key(start + "c")
