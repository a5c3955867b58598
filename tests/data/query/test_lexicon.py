"""The lexicon is whole: what it names exists, and nothing in it stands in the way of anything else."""

import pytest

from data.categories import known_categories
from data.query.lexicon import (
    load_everyday_words,
    load_idle_words,
    load_short_ends,
    load_spellings,
    load_topics,
    translate_chinese,
)


def test_every_topic_says_how_it_is_asked_for_and_where_its_papers_are() -> None:
    slugs = {category.slug for category in known_categories()}
    for topic in load_topics():
        assert topic.called, topic.slug
        assert topic.titled or topic.categories, topic.slug
        assert set(topic.categories) <= slugs, topic.slug


def test_words_written_short_are_spelt_out_in_one_step() -> None:
    spellings = load_spellings()
    assert spellings["attn"] == "attention"
    assert not {word for words in spellings.values() for word in words.split()} & spellings.keys() - {"2", "4", "8"}


def test_an_idle_word_is_no_way_to_ask_for_a_topic() -> None:
    called = {name for topic in load_topics() for name in topic.called}
    assert not called & load_idle_words()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("量化", "quantization"),
        ("键值缓存压缩", "kv cache compression"),
        ("稀疏注意力", "sparse attention"),
        ("清华 长上下文", "tsinghua long context"),
        ("AWQ 量化", "AWQ quantization"),
        ("红烧肉", "红烧肉"),
        ("flash attention", "flash attention"),
    ],
)
def test_the_longest_chinese_term_counts(chinese: str, english: str) -> None:
    assert " ".join(translate_chinese(chinese).split()) == english


def test_everyday_words_are_folded_words_and_no_subject_of_papers() -> None:
    words = load_everyday_words()
    assert {"president", "movie", "recipe", "gradient"} <= words
    assert all(word.isalpha() and word == word.casefold() for word in words)
    assert not {"quantization", "kv", "moe", "attn", "flashattention"} & words


def test_ends_that_are_written_short_are_spelt_out() -> None:
    assert load_short_ends()["attn"] == "attention"
