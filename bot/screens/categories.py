"""What a category is called in the language of the reader."""

from data.categories import Category


def name_category(category: Category, locale: str) -> str:
    """Its name in that language, else in American English, else its slug. As the list has it: not escaped."""
    return category.names.get(locale) or category.names.get("en-US") or category.slug
