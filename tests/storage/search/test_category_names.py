"""A category is found by any of its names."""

import pytest

from data.categories import Category, known_categories
from storage.search.category_names import CategoryNames


@pytest.fixture
def names() -> CategoryNames:
    return CategoryNames((*known_categories(), Category("own-topic", {"en-US": "Own Topic!"}, 99)))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("kv-cache", "kv-cache"),
        ("KV Cache", "kv-cache"),
        ("KV 缓存", "kv-cache"),
        ("quantization and compression", "quantization"),
        ("quant", "quantization"),
        ("早退", "early-exit"),
        ("sparse attention", "attention"),
        ("early exti", "early-exit"),
        ("own topic", "own-topic"),
    ],
)
def test_by_slug_by_name_by_part_and_misspelt(names: CategoryNames, text: str, slug: str) -> None:
    found = names.find(text)
    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize("text", ["", "cooking", "🔥", "x" * 5000])
def test_what_no_category_is_called_finds_none(names: CategoryNames, text: str) -> None:
    assert names.find(text) is None


def test_categories_stand_in_display_order() -> None:
    mixed = CategoryNames(tuple(reversed(known_categories())))
    assert mixed.categories == known_categories()
