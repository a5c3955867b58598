import pytest

from bot.refusals import NotALink
from bot.submissions.links import LONGEST_LINK, as_links, as_typed, kind_of, read_link
from data.schema import LinkKind


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" <https://arxiv.org/abs/2407.08608> ", "https://arxiv.org/abs/2407.08608"),
        ("arXiv:2407.08608v2", "https://arxiv.org/abs/2407.08608"),
        ("2407.08608", "https://arxiv.org/abs/2407.08608"),
        ("doi:10.1145/3600006.3613165", "https://doi.org/10.1145/3600006.3613165"),
        ("github.com/vllm-project/vllm", "https://github.com/vllm-project/vllm"),
        ("http://example.org/a?b=c#d", "http://example.org/a?b=c#d"),
    ],
)
def test_an_address_is_read_from_what_people_paste(text: str, address: str) -> None:
    assert read_link(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "vllm", "javascript:alert(1)", "https://", "http://localhost:80", "https://a b.org", "https://u:p@a.org",
     "file:///etc/passwd", "data:text/html,x", "https://a.org/" + "x" * LONGEST_LINK],
)  # fmt: skip
def test_what_is_no_public_address_is_refused(text: str) -> None:
    with pytest.raises(NotALink):
        read_link(text)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://github.com/a/b", LinkKind.CODE),
        ("https://github.com/a/b/tree/main", LinkKind.CODE),
        ("https://blog.example.org/x", LinkKind.BLOG),
        ("https://someone.substack.com/p/x", LinkKind.BLOG),
        ("https://arxiv.org/abs/2407.08608", LinkKind.PAPER),
        ("https://example.org/paper.pdf", LinkKind.PAPER),
    ],
)
def test_an_address_tells_by_its_form_what_it_leads_to(address: str, kind: LinkKind) -> None:
    assert kind_of(address) is kind


def test_code_that_is_the_link_itself_stands_there_once() -> None:
    repository = "https://github.com/a/b"
    assert len(as_links(repository, "http://www.github.com/a/b.git")) == 1
    assert [link.kind for link in as_links("https://arxiv.org/abs/2407.08608", repository)] == [
        LinkKind.PAPER,
        LinkKind.CODE,
    ]


def test_what_was_typed_is_kept_as_it_is() -> None:
    assert [link.url for link in as_typed("no link", "")] == ["no link"]
