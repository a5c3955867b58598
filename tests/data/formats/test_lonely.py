import pytest

from data.formats.markdown import parse_markdown

P = "https://arxiv.org/abs/2401.10774"


@pytest.mark.parametrize(
    ("like", "alone"),
    [
        (f"**A first title of ours** [pdf]({P})", "**The other title of ours**"),
        (f"[NIPS 21] A first title of ours [[pdf]]({P})", "[CHI 20] The other title of ours"),
        (f"[2023/05] A first title of ours [[pdf]]({P})", "[2023/04] The other title of ours"),
        (f"[A first title of ours]({P})", "[The other title of ours]not public"),
        (f"A first title of ours (2014), A. Lee et al. [[pdf]]({P})", "The other title of ours (2014), B. Day et al."),
    ],
)
def test_an_item_without_a_link_is_an_entry_beside_one_of_its_form(like: str, alone: str) -> None:
    document = parse_markdown(f"## S\n\n- {like}\n- {alone}\n- words\n")
    assert [row.title for row in document.rows] == ["A first title of ours", "The other title of ours"]
    assert [(piece.line, piece.kind) for piece in document.skipped] == [(5, "no_link")]
    elsewhere = parse_markdown(f"## S\n\n- {like}\n\n## News\n\n## Other\n\n- {alone}\n")
    assert [row.title for row in elsewhere.rows] == ["A first title of ours"]
    assert [(piece.line, piece.kind) for piece in elsewhere.skipped] == [(9, "no_link")]


def test_a_checklist_is_no_list_of_titles() -> None:
    tasks = "- [ ] Write more about all of it\n- [x] Write less about it all\n"
    text = f"## S\n\n- [2023/05] A first title [[pdf]]({P})\n{tasks}"
    assert len(parse_markdown(text).rows) == 1
