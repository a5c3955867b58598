"""A paper as search sees it: everything that is compared, prepared once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.identity.titles import compact_title, words_of
from data.paper import Paper
from data.query.lexicon import load_descriptions, load_short_forms
from storage.search.names import Naming, names_of_paper
from storage.search.words import camel_parts, read_all_words, stem, stems_of

_TITLE, _INSIDE, _ORGANISATION, _SECTION, _DESCRIBED = 1.0, 0.95, 0.95, 0.7, 0.78
"""How well a word describes a paper by where it stands: in title or alias, inside a run-together word of these, in the
name of an organisation, in the heading that it stands under, in what the lexicon knows of a method of this name."""

_SAYS_NOTHING = frozenset(
    {
        "university",
        "of",
        "the",
        "and",
        "etc",
        "com",
        "edu",
        "inc",
        "co",
        "ltd",
        "cn",
        "s",
        "science",
        "sciences",
        "institute",
        "technology",
        "research",
        "state",
    }
)
_NEWEST_MONTH, _SPAN = 2030 * 12, 12 * 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a paper is compared with a query.

    `wording` is its title as folded words between blanks. `completed` holds its names and titles, compact, one a line.
    `forms` are all words of titles and aliases as they are spelt, `stems` the stems that describe it and how well, 0 to
    1. `lists` show it, and `categories` says which of them under which slug. `prior` is what speaks for it whatever is
    asked, 0 to 1."""

    paper: Paper
    names: Mapping[str, Naming]
    wording: str
    compact_titles: tuple[str, ...]
    completed: str
    forms: frozenset[str]
    stems: Mapping[str, float]
    organisations: frozenset[str]
    lists: frozenset[str]
    categories: Mapping[str, frozenset[str]]
    prior: float


def entry_of(paper: Paper, category_names: Mapping[str, tuple[str, ...]]) -> Entry:
    """The entry of a paper. `category_names` holds what each category (by slug) is called."""
    titles = tuple(dict.fromkeys((paper.title, *paper.titles)))
    names: dict[str, Naming] = {}
    organisations = frozenset(map(compact_title, paper.organisations))
    aliases = [alias for alias in paper.aliases if compact_title(alias) not in organisations]
    for title in titles:
        for name, naming in names_of_paper(title, aliases).items():
            names[name] = min(naming, names.get(name, naming))
    categories: dict[str, set[str]] = {}
    for placement in paper.placements:
        categories.setdefault(placement.category, set()).add(placement.list_name)
    compact_titles = tuple(map(compact_title, titles))
    return Entry(
        paper=paper,
        names=names,
        wording=" ".join(words_of(paper.title)),
        compact_titles=compact_titles,
        completed="\n".join((*names, *compact_titles)),
        forms=frozenset(word for text in (*titles, *paper.aliases) for word in (*words_of(text), *camel_parts(text))),
        stems=_stems(paper, titles, category_names),
        organisations=organisations,
        lists=frozenset(placement.list_name for placement in paper.placements),
        categories={slug: frozenset(lists) for slug, lists in categories.items()},
        prior=_prior(paper),
    )


def _stems(paper: Paper, titles: Iterable[str], category_names: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    headings = [placement.section for placement in paper.placements]
    headings += [name for slug in paper.categories for name in category_names.get(slug, ())]
    own = (*titles, *paper.aliases)
    organisations = (
        word for name in (*paper.organisations, *paper.organisation_texts) for word in words_of(name)
        if word not in _SAYS_NOTHING
    )  # fmt: skip
    described = [
        (_SECTION, (word for heading in headings for word in stems_of(heading))),
        (_DESCRIBED, map(stem, read_all_words(_describe(paper, titles)))),
        (_ORGANISATION, map(stem, organisations)),
        (_INSIDE, (stem(part) for text in own for part in camel_parts(text))),
        (_INSIDE, (root for text in own for said in _short_forms(text) for root in stems_of(said))),
        (_TITLE, (word for text in own for word in stems_of(text))),
    ]
    stems: dict[str, float] = {}
    for quality, words in described:
        stems.update(dict.fromkeys(words, quality))
    return stems


def _short_forms(text: str) -> Iterator[str]:
    worded = f" {' '.join(words_of(text))} "
    return (short for words, short in load_short_forms().items() if words in worded)


def _describe(paper: Paper, titles: Iterable[str]) -> str:
    """What the lexicon knows of the methods whose names the paper bears."""
    known = load_descriptions()
    heads = (title.partition(":")[0] for title in titles)
    names = dict.fromkeys(map(compact_title, (*titles, *heads, *paper.aliases)))
    return " ".join(known[name] for name in names if name in known)


def _prior(paper: Paper) -> float:
    """Stars and heat, then recency: enough to order equals and never more."""
    age = _NEWEST_MONTH - (paper.published.year * 12 + paper.published.month) if paper.published else _SPAN
    recency = max(0.0, 1 - age / _SPAN)
    return (paper.stars / 3 * 2 + paper.heat / 3 * 2 + recency) / 5
