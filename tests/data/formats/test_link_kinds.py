import pytest

from data.formats.columns import Column
from data.formats.link_kinds import kind_of_link
from data.formats.link_labels import find_kind_of_label, is_label
from data.schema import LinkKind

REPOSITORY = "https://github.com/a/b"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("pdf", "paper"), ("arxiv pdf", "paper"), ("osdi22-yu pdf", "paper"), ("spec", "paper"), ("zenodo", "paper"),
        ("blog", "blog"), ("ZhiHu Tech Blog", "blog"), ("github blog", "blog"), ("blog en/cn", "blog"),
        ("docs", "docs"), ("TensorRT-LLM’s Docs", "docs"), ("app", "docs"),
        ("report", "report"), ("tech report", "report"), ("github", "code"), ("code", "code"), ("video", "video"),
        ("WINT8/4 arxiv pdf", "paper"), ("", "paper"), ("something", "paper"),
    ],
)  # fmt: skip
def test_in_the_column_of_papers_the_label_decides(label: str, kind: str) -> None:
    assert kind_of_link(Column.PAPER, label, REPOSITORY) == kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("GitHub ByteTransformer", "code"), ("unilm-YOCO", "code"), ("transformers", "code"), ("docs-llm", "code"),
        ("Decoding Speculative Decoding", "code"), ("blog", "blog"), ("", "code"),
    ],
)  # fmt: skip
def test_in_the_column_of_code_labels_are_names(label: str, kind: str) -> None:
    assert kind_of_link(Column.CODE, label, "https://huggingface.co/docs/transformers/model_doc/roformer") == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.arxiv.org/abs/2407.08608", "paper"), ("https://tridao.me/flash3.pdf", "paper"),
        ("https://dl.acm.org/doi/pdf/10.1145/3567955.3567959", "paper"), ("https://openreview.net/forum?id=x", "paper"),
        ("https://huggingface.co/papers/2407.08608", "paper"), ("https://github.com/a/b/tree/main/c", "code"),
        ("https://youtu.be/x", "video"), ("https://zhuanlan.zhihu.com/p/1", "blog"), ("https://x.org/blog/y", "blog"),
        ("https://llm.mlc.ai/", "docs"), ("https://[broken", "docs"), ("", "docs"),
    ],
)  # fmt: skip
def test_without_a_column_and_a_label_the_target_decides(url: str, kind: str) -> None:
    assert kind_of_link(Column.LINKS, "", url) == kind


def test_a_title_that_is_linked_names_no_kind() -> None:
    assert kind_of_link(Column.TITLE, "A Report on Video Code Generation", REPOSITORY) is LinkKind.CODE
    assert find_kind_of_label("How I wrote the code of my paper") is None


def test_a_column_of_its_own_gives_its_kind() -> None:
    assert kind_of_link(Column.VIDEO, "watch", "https://example.org") is LinkKind.VIDEO


@pytest.mark.parametrize(("text", "expected"), [("[Code]", True), ("Code (DeepSpeed)", True), ("Code Llama", False)])
def test_a_label_is_told_from_a_name(text: str, expected: bool) -> None:
    assert is_label(text) is expected
