"""Of all that the spans of a query may be, the longest are told."""

from data.query.parts import PartKind
from storage.search.evidence import Evidence, Meaning, Word
from storage.search.understood import parts_of_words

WORDS = [Word("speculative", "spec"), Word("decoding", "dec"), Word("mit", "MIT")]
MEANINGS = [
    Meaning(0, 1, PartKind.TOPIC, "speculative decoding"),
    Meaning(0, 2, PartKind.TOPIC, "speculative decoding"),
    Meaning(2, 3, PartKind.ORGANISATION, "MIT"),
    Meaning(2, 3, PartKind.TOPIC, "something"),
]


def test_the_longest_span_is_told_and_none_over_another() -> None:
    parts = parts_of_words(Evidence(WORDS, meanings=MEANINGS), is_title=False)
    assert [(part.kind, part.value, part.words) for part in parts] == [
        (PartKind.TOPIC, "speculative decoding", "spec dec"),
        (PartKind.ORGANISATION, "MIT", "MIT"),
    ]


def test_of_the_words_of_a_title_only_its_name_is_told() -> None:
    assert parts_of_words(Evidence(WORDS, meanings=MEANINGS), is_title=True) == ()
    whole = [*MEANINGS, Meaning(0, 3, PartKind.NAME, "SpecMIT")]
    (part,) = parts_of_words(Evidence(WORDS, meanings=whole), is_title=True)
    assert (part.kind, part.value) == (PartKind.NAME, "SpecMIT")


def test_a_word_that_stands_for_several_is_told_once() -> None:
    words = [Word("kv", "键值缓存"), Word("cache", "键值缓存")]
    (part,) = parts_of_words(Evidence(words, meanings=[Meaning(0, 2, PartKind.TOPIC, "kv cache")]), is_title=False)
    assert part.words == "键值缓存"
