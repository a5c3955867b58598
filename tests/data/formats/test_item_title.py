import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.inline import InlineReader
from data.formats.item_title import Part, find_title
from data.formats.title_cell import TitleCell
from data.months import Month

P = "(https://arxiv.org/abs/2401.10774)"


def title_of(source: str) -> TitleCell:
    inline = InlineReader().read(source)
    return find_title(inline, Part(0, len(inline.text), inline.links))


@pytest.mark.parametrize(
    ("source", "title", "aliases", "published"),
    [
        (f"A title, [Paper]{P}", "A title", (), None),
        (f"(vLLM)Efficient Memory, [Paper]{P}", "Efficient Memory", ("vLLM",), None),
        (f"[A linked title]{P}, NeurIPS 2023", "A linked title", (), None),
        (f"[[Paper]{P}] [[Code]{P}] The title comes last", "The title comes last", (), None),
        (f"[Paper]{P} | [A linked title]{P}", "A linked title", (), None),
        (f"**FlashThing**: [A long title of a paper]{P}", "A long title of a paper", ("FlashThing",), None),
        (f"Paper: [A long title of a paper]{P}", "A long title of a paper", (), None),
        (f"Ann et al. [A long title of a paper]{P}", "A long title of a paper", (), None),
        (f"**A bold title here.** *Ann, Bob.* NeurIPS 2023 [pdf]{P}", "A bold title here", (), None),
        (f"A title of ours <br> NeurIPS 2022 [[Paper]]{P}", "A title of ours", (), None),
        (f"A title of ours\nICML 2023 [[Paper]]{P}", "A title of ours", (), None),
        (f"A title of ours\nAnn, Bob, Eve [[Paper]]{P}", "A title of ours", (), None),
        (f"A title that goes on\nin the next line [[Paper]]{P}", "A title that goes on in the next line", (), None),
        (f"[2024/05] A title, [Paper]{P}", "A title", (), Month(2024, 5)),
        (f"(ICLR 2024) [A linked title]{P}", "A linked title", (), None),
        (f"`2023.05` **[ICLR'24]** A title, [Paper]{P}", "A title", (), Month(2023, 5)),
        (f"May 2024 - A title, [Paper]{P}", "A title", (), Month(2024, 5)),
        (f"[x] [X] A title (@MIT), [Paper]{P}", "A title", ("X",), None),
        (f"A title (with a bracket) [Paper]{P}", "A title (with a bracket)", (), None),
        (f"A title ([Paper]{P})", "A title", (), None),
        (f"🔥 [vllm]{P}: fast", "vllm", (), None),
        (f"[Paper]{P}", "Paper", (), None),
        (f"[Code Llama]{P} - open", "Code Llama", (), None),
        ("https://arxiv.org/abs/2401.10774", "https://arxiv.org/abs/2401.10774", (), None),
        ("[]()", "", (), None),
    ],
)
def test_the_title_is_found_among_what_else_an_item_says(
    source: str, title: str, aliases: tuple[str, ...], published: Month | None
) -> None:
    cell = title_of(source)
    assert (cell.title, cell.aliases, cell.published) == (title, aliases, published)


@given(st.text(alphabet="ab [](),.;:\n-*https//x", max_size=60))
def test_any_item_has_a_title_of_its_own_words(source: str) -> None:
    title = title_of(source).title
    assert set(title.split()) <= set(" ".join(source.split())) or title == " ".join(title.split())
