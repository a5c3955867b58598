"""Names are found however they are written, and kept apart where a sign tells them apart."""

import pytest

from storage.search.names import NameTable, Naming, compact, names_of_paper


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Flash-Decoding++", "flashdecoding++"),
        ("flash decoding", "flashdecoding"),
        ("LLM.int8()", "llmint8"),
        ("ＦｌａｓｈＬＬＭ", "flashllm"),
        ("推理系统", "推理系统"),
        ("…", ""),
        ("x" * 5000, "x" * 60),
    ],
)
def test_a_compact_name_keeps_what_tells_names_apart(text: str, name: str) -> None:
    assert compact(text) == name


@pytest.mark.parametrize(
    ("title", "aliases", "name", "naming"),
    [
        ("T", ("Star-Attention: 11x~ speedup",), "starattention", Naming.PART),
        ("T", ("Unified Sequence Parallel (USP)",), "usp", Naming.PART),
        ("MInference 1.0: Accelerating Pre-filling", (), "minference10", Naming.HEAD),
        ("MInference 1.0: Accelerating Pre-filling", (), "minference", Naming.PART),
        ("T", ("FlashAttention-3",), "fa3", Naming.INITIALS),
        ("T", ("TensorRT-LLM",), "trtllm", Naming.INITIALS),
        ("T", ("SmoothQuant+",), "smoothquant+", Naming.ALIAS),
    ],
)
def test_a_paper_goes_by_several_names(title: str, aliases: tuple[str, ...], name: str, naming: Naming) -> None:
    assert names_of_paper(title, aliases)[name] is naming


def test_a_sentence_before_a_colon_is_no_name() -> None:
    assert names_of_paper("One two three four five six: seven", ()) == {}


class TestTable:
    @pytest.fixture
    def table(self) -> NameTable:
        names = ["flashattention", "flashattention2", "flashdecoding", "flashdecoding++", "awq", "h2o", "medusa"]
        return NameTable([{name: Naming.ALIAS} for name in names])

    def test_finds_exactly(self, table: NameTable) -> None:
        assert table.find("flashdecoding++") == {3: Naming.ALIAS}
        assert table.find("flash") == {}

    def test_finds_what_begins_so(self, table: NameTable) -> None:
        assert table.find_by_prefix("flashattention") == ("flashattention2",)
        assert len(table.find_by_prefix("flash")) == 4

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("flashatention", "flashattention"),
            ("flahsattention2", "flashattention2"),
            ("lfashattention", "flashattention"),
            ("medussa", "medusa"),
            ("edusa", "medusa"),
            ("h20", "h2o"),
        ],
    )
    def test_finds_what_was_misspelt(self, table: NameTable, typed: str, meant: str) -> None:
        assert table.find_alike(typed)[0][0] == meant

    @pytest.mark.parametrize("typed", ["flashattention3", "flashdecoding+", "awk", "h2", "", "chocolatecake"])
    def test_never_takes_one_name_for_another(self, table: NameTable, typed: str) -> None:
        assert table.find_alike(typed) == ()


def test_a_chinese_name_is_forgiven_less_as_each_sign_is_a_word() -> None:
    table = NameTable([{"推理系统": Naming.ALIAS}])
    assert table.find_alike("推荐系统") == ()
    assert table.find("推理系统")
