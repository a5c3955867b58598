import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.inline import InlineReader
from data.formats.title_cell import LONGEST_TITLE, TitleCell, parse_title_cell, says_venue, title_text
from data.months import Month


def read(source: str) -> TitleCell:
    return parse_title_cell(title_text(InlineReader().read(source)))


@pytest.mark.parametrize(
    ("source", "title", "aliases", "prefix", "organisation", "heat"),
    [
        ("🔥🔥[**vLLM**] Efficient Memory(@UC Berkeley etc) ", "Efficient Memory", ("vLLM",), "", "UC Berkeley etc", 2),
        ("[inferflow]INFERFLOW: AN ENGINE(@Tencent)", "INFERFLOW: AN ENGINE", ("inferflow",), "", "Tencent", 0),
        ("🔥 [Mixtral Offloading] Fast Inference", "Fast Inference", ("Mixtral Offloading",), "", None, 1),
        ("📱[**Off Grid**] On-device LLM & Vision(@a)", "On-device LLM & Vision", ("Off Grid",), "", "a", 0),
        (" Large Language Model Benchmarking(@SYSU)", "Large Language Model Benchmarking", (), "", "SYSU", 0),
        ("[**MP: ZeRO**] DeepSpeed-ZeRO(@a)", "DeepSpeed-ZeRO", ("ZeRO",), "MP", "a", 0),
        ("[SP: Unified Sequence Parallel (USP)] X(@b)", "X", ("Unified Sequence Parallel (USP)",), "SP", "b", 0),
        ("[CP: Meta] Context Parallelism", "Context Parallelism", ("Meta",), "CP", None, 0),
        ("[TP/SP: X] Y", "Y", ("X",), "TP/SP", None, 0),
        ("[SP: Star-Attention, 11x~ speedup] S", "S", ("Star-Attention, 11x~ speedup",), "SP", None, 0),
        ("[Star-Attention: 11x~ speedup] S", "S", ("Star-Attention: 11x~ speedup",), "", None, 0),
        ("[FLOP, I/O] D", "D", ("FLOP, I/O",), "", None, 0),
        ("[KV Cache FP8 + WINT4] E", "E", ("KV Cache FP8 + WINT4",), "", None, 0),
        ("[QK-Sparse/Dropping Attention] F", "F", ("QK-Sparse/Dropping Attention",), "", None, 0),
        ("[SmoothQuant+] SmoothQuant+: A", "SmoothQuant+: A", ("SmoothQuant+",), "", None, 0),
        ("[LLM.int8()] 8-bit  Matrix", "8-bit Matrix", ("LLM.int8()",), "", None, 0),
        ("[FSDP 1/2] PyTorch FSDP(FSDP) (@pytorch)", "PyTorch FSDP(FSDP)", ("FSDP 1/2",), "", "pytorch", 0),
        ("[H] Sora (Open AI T2V model)(@PKU)", "Sora (Open AI T2V model)", ("H",), "", "PKU", 0),
        ("[S] Scissorhands(@)", "Scissorhands", ("S",), "", "", 0),
        ("[Q] QAQ(@@smail.nju.edu.cn)", "QAQ", ("Q",), "", "@smail.nju.edu.cn", 0),
        ("[O] INTEL® NPUS’ — x(@a (b))", "INTEL® NPUS’ — x", ("O",), "", "a (b)", 0),
        ("🔥[D] [ICLR2025] Dynamic-LLaVA: E (@ECNU, X)", "Dynamic-LLaVA: E", ("D",), "", "ECNU, X", 1),
        ("[Q] QEP: Quantization, NeurIPS 2025(@F)", "QEP: Quantization, NeurIPS 2025", ("Q",), "", "F", 0),
        ("[**推理系统**] R1 推理系统概览 (@x)", "R1 推理系统概览", ("推理系统",), "", "x", 0),
        ("[[大模型推理][WINT8/4][03]🔥LOP3指令](https://a.org)", "LOP3指令", ("大模型推理", "WINT8/4"), "", None, 1),
        ("[**Story**](https://a.org) A tour of all that", "A tour of all that", ("Story",), "", None, 0),
        ("[A title: it is quite long](https://a.org) <br> Ann, Bob", "A title: it is quite long", (), "", None, 0),
        ("A title<br>Ann, Bob (@MIT)", "A title", (), "", "MIT", 0),
        ("(vLLM)Efficient Memory", "Efficient Memory", ("vLLM",), "", None, 0),
        ("(ICLR 2024) Efficient Memory", "(ICLR 2024) Efficient Memory", (), "", None, 0),
        ("[FlashMLA]", "FlashMLA", ("FlashMLA",), "", None, 0),
        ("[X] Title 🔥", "Title", ("X",), "", None, 1),
        ("[X] *A* `b` @everyone <@1>(@c)", "A b @everyone <@1>", ("X",), "", "c", 0),
        ("[unclosed Title", "[unclosed Title", (), "", None, 0),
        ("", "", (), "", None, 0),
        ("🔥🔥🔥", "", (), "", None, 3),
    ],
)  # fmt: skip
def test_a_title_cell_comes_apart(
    source: str, title: str, aliases: tuple[str, ...], prefix: str, organisation: str | None, heat: int
) -> None:
    cell = read(source)
    assert (cell.title, cell.aliases, cell.prefix, cell.organisation_text, cell.heat) == (
        title, aliases, prefix, organisation, heat,
    )  # fmt: skip


def test_a_month_in_brackets_is_when_it_was_published() -> None:
    cell = read("[2024.03] [X] Title ⭐️")
    assert (cell.title, cell.aliases, cell.published, cell.stars) == ("Title", ("X",), Month(2024, 3), 1)


@pytest.mark.parametrize(
    "text", ["ICLR2025", "NeurIPS 2024 Oral", "NeurIPS'23", "2024", "arXiv 2023", "ACL Findings 2024"]
)
def test_venues_are_told(text: str) -> None:
    assert says_venue(text) is (text != "arXiv 2023" or sum(letter.isupper() for letter in "arXiv") >= 2)


@pytest.mark.parametrize(
    "text", ["vLLM", "WINT8/4", "LLM 2", "FlashAttention-3", "Llama 3 in 2024 and 2025", "", "2024 GPUs"]
)
def test_names_are_no_venues(text: str) -> None:
    assert not says_venue(text)


def test_a_title_without_end_is_cut_and_told() -> None:
    cell = read("word " * 700)
    assert (len(cell.title), cell.is_cut) == (LONGEST_TITLE, True)
    assert not read("A title").is_cut


@given(st.text(alphabet="[](（）)@🔥 :ab1,\v\n", max_size=80))
def test_any_text_comes_apart_within_bounds(text: str) -> None:
    cell = parse_title_cell(text)
    assert 0 <= cell.heat <= 3
    assert cell.title == " ".join(cell.title.split())
    assert all(cell.aliases)


@given(st.text(alphabet="[](（）)@🔥 :ab1", max_size=40))
def test_a_title_is_never_lost_to_its_ornament(text: str) -> None:
    before = re.split(r"[(（]\s*@", text)[0]
    if any(character.isalpha() for character in before):
        assert parse_title_cell(text).title
