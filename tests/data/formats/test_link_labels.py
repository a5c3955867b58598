import pytest

from data.formats.link_labels import is_label, is_side_label, names_paper_or_code


@pytest.mark.parametrize(
    "text",
    [
        "pdf", "PyTorch (someone)", "Lecture Notes", "Old Exams", "Website-Part 1", "demo2", "link to paper",
        "论文下载链接", "代码和数据集", "コード", "Ann et al., 2021", "arXiv:2305.12345", "official",
    ],
)  # fmt: skip
def test_what_further_links_are_called(text: str) -> None:
    assert is_side_label(text)


@pytest.mark.parametrize("text", ["", "Kept", "Promises", "A longer title of a paper", "深度学习入门", "x" * 1000])
def test_names_and_titles_are_no_labels(text: str) -> None:
    assert not is_side_label(text)


def test_some_labels_are_nothing_else_wherever_they_stand() -> None:
    assert all(map(names_paper_or_code, ["pdf", "[Code]", "Paper", "论文"]))
    assert not any(map(names_paper_or_code, ["Papers", "PyTorch", "Demo", "Blog"]))
    assert is_label("Blog")
