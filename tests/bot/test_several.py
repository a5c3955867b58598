import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.refusals import TooManyValues, UnknownKind
from bot.screens.limits import CHOICE_TEXT, CHOICES, length
from bot.several import (
    LONGEST_VALUE,
    MOST_VALUES,
    complete_last,
    offer_categories,
    offer_kinds,
    read_kinds,
    says_nothing,
    split_values,
)
from bot.texts import Texts, Words
from data.categories import known_categories
from storage.feed import ChangeKind

TEXTS = Texts.load()
LANGUAGES = [TEXTS.speak(locale) for locale in TEXTS.locales]
OFFERED = [("KV cache", "kv-cache"), ("Quantization", "quantization"), ("KV, and more", "kv-more")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a, b,a ,, c", ("a", "b", "c")),
        ("量化，投机解码、缓存；内核;x\ny", ("量化", "投机解码", "缓存", "内核", "x", "y")),
        (" , ", ()),
        ("\u200b, b", ("b",)),
    ],
)
def test_values_stand_between_commas_of_any_kind(text: str, values: tuple[str, ...]) -> None:
    assert split_values(text) == values


@given(st.text(max_size=3000))
def test_whatever_is_typed_is_read_within_bounds_or_refused(text: str) -> None:
    try:
        values = split_values(text)
    except TooManyValues:
        return
    assert len(values) <= MOST_VALUES
    assert all(0 < length(value) <= LONGEST_VALUE for value in values)


@pytest.mark.parametrize(("text", "nothing"), [("none", True), (" ALL ", True), ("不限", True), ("nonesuch", False)])
def test_a_word_for_no_limit_is_known(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("", [("KV cache", "kv-cache"), ("Quantization", "quantization")]),
        ("quant", [("Quantization", "quantization")]),
        ("KV cache, ", [("KV cache, Quantization", "KV cache, quantization")]),
        ("kv-cache,quant", [("kv-cache, Quantization", "kv-cache, quantization")]),
        ("quantization, quant", []),
    ],
)
def test_the_last_value_is_completed_and_the_earlier_ones_are_kept(typed: str, choices: list[tuple[str, str]]) -> None:
    assert [(choice.name, choice.value) for choice in complete_last(typed, OFFERED)] == choices


@given(st.text(max_size=300), st.lists(st.tuples(st.text(min_size=1, max_size=120), st.text(min_size=1, max_size=120))))
def test_choices_stay_within_discords_limits(typed: str, offered: list[tuple[str, str]]) -> None:
    choices = complete_last(typed, offered)
    assert len(choices) <= CHOICES
    assert all(length(choice.name) <= CHOICE_TEXT and length(choice.value) <= CHOICE_TEXT for choice in choices)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.locale)
def test_every_kind_that_is_offered_can_be_typed_as_it_is_shown(words: Words) -> None:
    for name, value in offer_kinds(words):
        assert read_kinds(name, LANGUAGES) == read_kinds(value, LANGUAGES) == (ChangeKind(value),)


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownKind):
        read_kinds("added, exploded", LANGUAGES)


def test_a_category_with_a_comma_in_its_name_is_offered_by_its_slug() -> None:
    for words in LANGUAGES:
        offered = offer_categories([(category, 1) for category in known_categories()], words)
        assert len(offered) == len(known_categories())
        assert all(split_values(name) == (name,) for name, _ in offered)
