"""What somebody pastes is looked up and never guessed."""

from collections.abc import Callable

import pytest

from data.paper import Paper
from storage.search.pasted import KeyTable, find_around, find_pasted


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2407.08608", ("arxiv:2407.08608",)),
        ("arXiv:2407.08608v2", ("arxiv:2407.08608",)),
        ("is 2407.08608 on the list?", ("arxiv:2407.08608",)),
        ("https://arxiv.org/pdf/2407.08608v1.pdf", ("arxiv:2407.08608",)),
        ("http://www.arxiv.org/abs/2407.08608).", ("arxiv:2407.08608",)),
        ("arxiv.org/abs/2407.08608", ("arxiv:2407.08608",)),
        ("<https://alphaxiv.org/abs/2407.08608>", ("arxiv:2407.08608",)),
        ("https://github.com/Dao-AILab/flash-attention.git", ("repo:github.com/dao-ailab/flash-attention",)),
        ("doi:10.1145/3600006.3613165", ("doi:10.1145/3600006.3613165",)),
        ("10.1145/3600006.3613165", ("doi:10.1145/3600006.3613165",)),
        ("https://a.example/x https://b.example/y", ("url:a.example/x", "url:b.example/y")),
        ("kv cache 2024.07", ()),
        ("WINT8/4", ()),
        ("flash attention", ()),
        ("", ()),
        ("https://", ()),
    ],
)
def test_ids_and_addresses_are_recognised(text: str, keys: tuple[str, ...]) -> None:
    assert find_pasted(text) == keys


def test_a_repository_leads_to_all_its_papers_and_from_any_place_in_it(make_paper: Callable[..., Paper]) -> None:
    repository = "https://github.com/microsoft/unilm"
    table = KeyTable(
        [
            make_paper("A", repository=f"{repository}/tree/master/YOCO"),
            make_paper("B", repository=repository),
            make_paper("C", repository="https://github.com/other/unilm"),
        ]
    )
    assert set(table.find(find_pasted(repository))) == {0, 1}
    assert table.find_repository("Microsoft/UniLM") == table.find(find_pasted(repository))
    assert table.find(find_pasted(f"{repository}/tree/master/YOCO")) == (0,)


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("https://github.com/A/b/issues/7", ("repo:github.com/a/b",)),
        ("github.com/a/b.git/wiki", ("repo:github.com/a/b",)),
        ("https://github.com/a/b", ()),
        ("https://arxiv.org/abs/2407.08608", ()),
        ("kv cache", ()),
    ],
)
def test_a_page_of_a_repository_lies_in_it(text: str, around: tuple[str, ...]) -> None:
    assert find_around(text) == around


def test_a_paper_whose_own_id_it_is_comes_before_one_that_links_it(make_paper: Callable[..., Paper]) -> None:
    url = "https://arxiv.org/abs/2404.09221"
    table = KeyTable(
        [make_paper("Linked", url=url), make_paper("Own", url=url, keys=("arxiv:2404.09221", "title:own"))]
    )
    assert table.find(("arxiv:2404.09221",)) == (1, 0)
    assert table.find(("title:own",)) == ()


def test_an_address_that_is_none_leads_nowhere(make_paper: Callable[..., Paper]) -> None:
    table = KeyTable([make_paper("A", url="https://[broken"), make_paper("B", url="")])
    assert table.find(find_pasted("https://arxiv.org/abs/1234.56789")) == ()
