"""Categories by what people call them."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.categories import Category
from data.identity.titles import compact_title

_ALIKE = 0.75


class CategoryNames:
    """The categories of a catalog, in display order, found by slug and by name in any language."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self.categories = tuple(sorted(categories, key=lambda category: (category.position, category.slug)))
        self.names = {category.slug: tuple(category.names.values()) for category in self.categories}
        self._by_name: dict[str, Category] = {}
        for category in self.categories:
            for name in (category.slug, *category.names.values()):
                self._by_name.setdefault(compact_title(name), category)

    def find(self, text: str) -> Category | None:
        """The category that a text names: exactly, else as the beginning or a part of a name, else misspelt."""
        wanted = compact_title(text[:200])
        if not wanted or wanted in self._by_name:
            return self._by_name.get(wanted)
        begun = [name for name in self._by_name if name.startswith(wanted)]
        within = [name for name in self._by_name if wanted in name]
        for names in (begun, within):
            if names:
                return self._by_name[names[0]]
        close = process.extractOne(wanted, list(self._by_name), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        return self._by_name[close[0]] if close else None
