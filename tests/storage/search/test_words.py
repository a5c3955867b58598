"""Words are compared by what they say, however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.search.words import MOST_WORDS, Vocabulary, camel_parts, clean, has_chinese, read_words, stem


@pytest.mark.parametrize(
    "family",
    [
        ("quantization", "quantize", "quantized", "quantizing", "quant", "quantisation"),
        ("compression", "compress", "compressed", "compressing"),
        ("speculative", "speculation"),
        ("sparse", "sparsity"),
        ("decoding", "decode", "decoder"),
        ("batching", "batch", "batched", "batches"),
        ("pruning", "prune", "pruned"),
        ("parallel", "parallelism"),
        ("cache", "caching", "caches"),
        ("llm", "llms"),
        ("serving", "serve", "server", "serves"),
    ],
)
def test_forms_of_a_word_have_one_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    "pair", [("awq", "aqw"), ("attention", "attack"), ("layer", "length"), ("moe", "moa"), ("kv", "k")]
)
def test_different_words_keep_different_stems(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  flash\n attn\t", "flash attn"),
        ("fl\u200bash\u202e \x00attn\x07", "flash attn"),
        ("\ufeff\u200f", ""),
        ("a\ud800b", "ab"),
        ("Ｆlash é 量化 🔥", "Ｆlash é 量化 🔥"),
    ],
)
def test_what_cannot_be_seen_is_not_looked_for(text: str, seen: str) -> None:
    assert clean(text) == seen


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("PagedAttention", ("paged", "attention")),
        ("KVCache-centric", ("kv", "cache")),
        ("TensorRT LLM", ("tensor", "rt")),
        ("plain words", ()),
        ("FlashAttention2", ("flash", "attention", "2")),
    ],
)
def test_run_together_words_are_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert camel_parts(text) == parts


def test_what_is_written_short_is_read_in_full() -> None:
    assert read_words("Flash attn") == ("flash", "attention")
    assert read_words("SmoothQuant plus") == ("smoothquant", "+")
    assert len(read_words("a " * 1000)) == MOST_WORDS


def test_chinese_is_noticed() -> None:
    assert has_chinese("awq 量化")
    assert not has_chinese("awq é")


class TestVocabulary:
    @pytest.fixture
    def vocabulary(self) -> Vocabulary:
        words = ("attention", "attend", "medusa", "cache")
        return Vocabulary([{stem(word): 1.0 for word in words[:3]}, {stem("cache"): 0.5}], words)

    def test_knows_which_papers_a_word_describes(self, vocabulary: Vocabulary) -> None:
        assert vocabulary.find(stem("caching")) == {1: 0.5}
        assert vocabulary.find("unheard") == {}

    def test_finds_words_that_begin_so(self, vocabulary: Vocabulary) -> None:
        assert vocabulary.find_by_prefix("atten") == ("attend", "attent")
        assert vocabulary.find_by_prefix("zz") == ()

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("atention", "attention"), ("attnetion", "attention"), ("medussa", "medusa"), ("mdeusa", "medusa")],
    )
    def test_finds_the_word_behind_a_typo(self, vocabulary: Vocabulary, typed: str, meant: str) -> None:
        assert vocabulary.find_alike(typed)[0][0] == stem(meant)

    @pytest.mark.parametrize("typed", ["cake", "xyz", "", "2024", "a" * 5000])
    def test_other_words_are_no_typos(self, vocabulary: Vocabulary, typed: str) -> None:
        assert vocabulary.find_alike(typed) == ()

    def test_the_rarer_a_word_the_more_it_tells(self, vocabulary: Vocabulary) -> None:
        assert vocabulary.rarity(0) > vocabulary.rarity(1) > vocabulary.rarity(2) > 0


def test_a_run_together_word_with_a_short_end_is_spelt_out() -> None:
    assert read_words("flashattn3 attn 4bit") == ("flashattention3", "attention", "4", "bit")


def test_a_short_word_with_a_letter_in_front_is_another_word() -> None:
    vocabulary = Vocabulary([{"lora": 1.0}], {"lora"})
    assert vocabulary.find_alike("qlora") == ()
    assert vocabulary.find_alike("loara") != ()


@pytest.mark.parametrize(
    "words", ["deploy deployment deploying", "survey surveys", "cache caching caches", "memory memories"]
)
def test_a_word_and_what_is_made_of_it_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1
