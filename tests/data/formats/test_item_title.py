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
        (f"[A Title — Lee et al., 2022]{P}", "A Title", (), None),
        (f"**(Name2name) A Title of Ours**. Ann Lee. ACL 2014 [[link]{P}]", "A Title of Ours", ("Name2name",), None),
        (f"The title of “it” [https://a.org]{P}", "The title of “it”", (), None),
        (
            "Lists of things, with seeds, R-things, etc. https://a.org",
            "Lists of things, with seeds, R-things, etc",
            (),
            None,
        ),
        (f"🔥 [vllm]{P}: fast", "vllm", (), None),
        (f"[Paper]{P}", "Paper", (), None),
        (f"[Code Llama]{P} - open", "Code Llama", (), None),
        (f"BERT **Pre-training of deep things**, 2018, [Paper]{P}", "Pre-training of deep things", ("BERT",), None),
        (f'GPT **"A title of our own"**. 2022. [[Paper]{P}]', "A title of our own", ("GPT",), None),
        (
            f'**Bench** "Where are we in all of this?" *arXiv, 2023*. [[Paper]{P}]',
            "Where are we in all of this?",
            ("Bench",),
            None,
        ),
        ("AirThing - A simulator for cars [[github](https://github.com/a/b)]", "AirThing", (), None),
        (f"AirThing - A simulator for cars [[paper]{P}]", "AirThing - A simulator for cars", (), None),
        (
            f"**[Net]** A title of ours | Ann Lee, et al. | **[CVPR' 18]** |[`[pdf]`]{P}",
            "A title of ours",
            ("Net",),
            None,
        ),
        (f"**MindThing*** [[Huawei]]{P} Mar 2020 [[code]](https://github.com/a/b)", "MindThing", (), None),
        (f"Blog post on [NLP Tutorial]{P}", "NLP Tutorial", (), None),
        (f"A title of ours (2014, C. Day et al. [[pdf]]{P}", "A title of ours", (), None),
        (
            f"A title of language, vision, and action *Ann Leeet al. CoRL* [[paper]{P}]",
            "A title of language, vision, and action",
            (),
            None,
        ),
        (
            f"A tool for all (PyTorch, ONNX Runtime, and MXNet) [[Code]{P}]",
            "A tool for all (PyTorch, ONNX Runtime, and MXNet)",
            (),
            None,
        ),
        (f"Thing (Journal of Physics 2019) [[Paper]{P}]", "Thing", (), None),
        (f"(DTD-Net) A title of ours [[2023]]{P}", "A title of ours", ("DTD-Net",), None),
        (
            f'[Ann Lee]{P}, Bob Day, Eve Fox. "Topological Things". (arXiv 2024) [[Paper]]{P}',
            "Topological Things",
            (),
            None,
        ),
        (f"**Can they do it?**: ICLR 2025 (arXiv 2024) [[paper]]{P}", "Can they do it?", (), None),
        (
            f"Lee, A. and Day, B., 2014. A title of ours. *A Journal*, 2(1). [[Download PDF]]{P}",
            "A title of ours",
            (),
            None,
        ),
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
