"""The names by which a catalog can be asked: papers, organisations, categories and topics, looked up by what people
write."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.categories import Category, known_categories
from data.identity.titles import compact_title, words_of
from data.organisations import canonical_organisation
from data.paper import Paper
from data.query.lexicon import load_spellings, load_topics
from data.query.question_spots import Spot
from data.query.question_words import load_fillers, load_subjects, read_words
from storage.search.index import Index
from storage.search.names import NameTable, Naming, compact, names_of_paper
from storage.search.words import has_chinese, stem, stems_of

_LONGEST_TITLE_WORDS, _SHORTEST_TITLE = 30, 4
_WHOLE, _MOST = 0.6, 0.6
_PIECE, _PHRASE = 5, 4
_ALIKE, _SHORTEST_ALIKE = 0.82, 6
_ALIKE_ORGANISATION, _SHORTEST_ORGANISATION = 0.82, 5
_OF_NO_NAME = frozenset(
    {
        "university",
        "of",
        "the",
        "and",
        "institute",
        "technology",
        "research",
        "lab",
        "labs",
        "ai",
        "inc",
        "science",
        "state",
        "college",
        "group",
    }
)


class Subjects:
    """Everything that a question can name, and the papers that it leads to (by their ids)."""

    def __init__(self, papers: Sequence[Paper], categories: Sequence[Category]) -> None:
        self.papers = {paper.id: paper for paper in papers}
        self._ids = [paper.id for paper in papers]
        named = [_names_of(paper) for paper in papers]
        self._names = NameTable(named)
        self._titles: dict[str, list[int]] = defaultdict(list)
        self._begun: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._stood_in: dict[str, set[int]] = defaultdict(set)
        self._pieces: set[tuple[str, ...]] = set()
        self._repositories: set[str] = set()
        self._words: set[str] = set()
        for paper in papers:
            self._add(paper)
        self._organisations = _organisations_of(papers)
        self._topics = _topics_of(categories)
        self._headings = {
            slug: words for slug, words in _headings().items() if slug in {one.slug for one in categories}
        }
        self._words.update(word for name in (*self._topics, *self._organisations) for word in name.split())
        self.chinese_names = tuple(alias for paper in papers for alias in paper.aliases if has_chinese(alias))

    def is_word(self, word: str) -> bool:
        """Whether a folded word stands in a title, a name or a subject."""
        return word in self._words or stem(word) in self._words or bool(self._names.find(compact(word)))

    def find_spot(self, text: str) -> Spot | None:
        """What exactly this text names, or None."""
        name, is_sure, is_only = self._find_name(text)
        organisation = self._find_organisation(text)
        category, topic = self._topics.get(" ".join(stems_of(text)), ("", ""))
        if not (name or organisation or category or topic):
            return None
        heading = self._find_heading(text) if topic else ""
        is_sure = is_sure and not (organisation or category or topic)
        return Spot(text, name, organisation, category, topic, is_sure, is_only, heading)

    def find_alike(self, text: str) -> Spot | None:
        """What this text names if it is misspelt, or None: an organisation, a paper."""
        wanted = compact(text)
        if len(wanted) >= _SHORTEST_ORGANISATION and text.replace(" ", "").isalpha():
            near = [name for name in self._organisations if name[0] == wanted[0]]
            found = process.extractOne(wanted, near, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE_ORGANISATION)
            if found:
                return Spot(text, organisation=self._organisations[found[0]])
        alike = [
            name
            for name, likeness in self._names.find_alike(wanted)
            if name != wanted and _is_alike(wanted, name, likeness)
        ]
        return Spot(text, name=alike[0], is_sure=True) if alike else None

    def find_title(self, words: Sequence[str]) -> tuple[int, str]:
        """How many of these words, from the first on, are a title or most of one, and which; (0, "") for none."""
        asked = [(part, place) for place, word in enumerate(words[:_LONGEST_TITLE_WORDS]) for part in words_of(word)]
        best = (0, 0, "")
        for title_words, title in self._begun.get(tuple(part for part, _ in asked[:3]), ()):
            same = 0
            while same < min(len(asked), len(title_words)) and asked[same][0] == title_words[same]:
                same += 1
            if same >= max(_SHORTEST_TITLE, _WHOLE * len(title_words)):
                best = max(best, (same, asked[same - 1][1] + 1, title))
        if not best[0] and tuple(part for part, _ in asked[:_PIECE]) in self._pieces:
            return self._piece_of(asked)
        return best[1], best[2]

    def _piece_of(self, asked: Sequence[tuple[str, int]]) -> tuple[int, str]:
        """Words that stand in titles in a row and are most of none: a title that the catalog does not have."""
        parts, end = [part for part, _ in asked], _PIECE
        while end < len(parts) and tuple(parts[end - _PIECE + 1 : end + 1]) in self._pieces:
            end += 1
        return asked[end - 1][1] + 1, " ".join(parts[:end])

    def find_described(self, words: Sequence[str]) -> str:
        """The title that these words, in any order, are most of; "" for none or several."""
        parts = [part for word in words for part in words_of(word)]
        telling = [stem(part) for part in parts if part not in load_fillers()]
        if len(telling) < 2:
            return ""
        ids = set.intersection(*(self._stood_in.get(word, set()) for word in telling))
        if len(ids) == 1 and len(telling) <= _PHRASE and self._holds_in_a_row(next(iter(ids)), telling):
            return self.papers[next(iter(ids))].title
        fitting = [paper for paper in ids if len(parts) >= _MOST * len(words_of(_tail(self.papers[paper].title)))]
        return self.papers[fitting[0]].title if len(fitting) == 1 else ""

    def _holds_in_a_row(self, paper_id: int, stems: Sequence[str]) -> bool:
        """Whether these stems stand side by side in a title or alias of a paper: "heavy hitter"."""
        paper = self.papers[paper_id]
        texts = (paper.title, *paper.titles, *paper.aliases)
        return any(f" {' '.join(stems)} " in f" {' '.join(stems_of(text))} " for text in texts)

    def has_repository(self, text: str) -> bool:
        """Whether a text like "owner/name" is a repository that a paper links."""
        return text.casefold() in self._repositories

    def find_papers(self, name: str) -> tuple[int, ...]:
        """The ids of the papers that are called so, those that are called so most surely alone: by a whole title, by an
        alias or the head of the title, by a part of one, by initials."""
        wanted = compact(name)
        by_title = self._titles.get(compact_title(name), [])
        if by_title:
            return tuple(dict.fromkeys([*by_title, *self._called(wanted, Naming.ALIAS)]))
        for naming in Naming:
            found = self._called(wanted, naming)
            if found and (naming is not Naming.INITIALS or _has_digit(name)):
                return found
        return ()

    def _called(self, name: str, naming: Naming) -> tuple[int, ...]:
        return tuple(self._ids[place] for place, by in self._names.find(name).items() if by is naming)

    def _find_name(self, text: str) -> tuple[str, bool, bool]:
        """The text where it is a name, whether it is one beyond doubt, and whether one paper alone has it as its
        alias."""
        spelt = self._spell(text)
        named = {
            place: by
            for place, by in self._names.find(compact(spelt)).items()
            if by is not Naming.INITIALS or _has_digit(spelt)
        }
        if named:
            aliased = [place for place, by in named.items() if by is Naming.ALIAS]
            return (
                spelt,
                min(named.values()) in (Naming.ALIAS, Naming.HEAD) or len(compact(text)) > 3,
                len(aliased) == 1,
            )
        return (
            (text, True, True)
            if len(words_of(text)) > 1 and compact_title(text) in self._titles
            else ("", False, False)
        )

    def _spell(self, text: str) -> str:
        """The text in full where it is written short and is no name as it stands."""
        if self._names.find(compact(text)):
            return text
        return " ".join(load_spellings().get(word, word) for word in text.replace("-", " ").split())

    def _find_heading(self, text: str) -> str:
        stems = set(stems_of(text))
        return next((slug for slug, words in self._headings.items() if stems <= words), "")

    def _find_organisation(self, text: str) -> str:
        known = self._organisations.get(" ".join(words_of(text)))
        if known or len(words_of(text)) > 6:
            return known or ""
        meant = (canonical_organisation(written) for written in (text, f"{text} university"))
        return next(filter(None, (self._organisations.get(" ".join(words_of(name))) for name in meant)), "")

    def _add(self, paper: Paper) -> None:
        for title in dict.fromkeys((paper.title, *paper.titles)):
            self._titles[compact_title(title)].append(paper.id)
            for wording in dict.fromkeys((title, _tail(title))):
                words = words_of(read_words(wording))
                if len(words) >= _SHORTEST_TITLE:
                    self._begun[words[:3]].append((words, title))
                    self._pieces.update(words[place : place + _PIECE] for place in range(len(words) - _PIECE + 1))
            self._words.update(words_of(title))
            for word in words_of(title):
                self._stood_in[stem(word)].add(paper.id)
        for alias in paper.aliases:
            self._words.update(words_of(alias))
            for word in words_of(alias):
                self._stood_in[stem(word)].add(paper.id)
        for link in paper.links:
            _, host, path = link.url.casefold().partition("github.com/")
            if host:
                self._repositories.add("/".join(path.removesuffix(".git").split("/")[:2]))


@lru_cache(maxsize=4)
def subjects_of(index: Index) -> Subjects:
    """The subjects of a snapshot of the catalog, built once for each."""
    return Subjects(index.papers, index.categories)


def _names_of(paper: Paper) -> Mapping[str, Naming]:
    names: dict[str, Naming] = {}
    for title in dict.fromkeys((paper.title, *paper.titles)):
        for name, naming in names_of_paper(title, paper.aliases).items():
            names[name] = min(naming, names.get(name, naming))
    return names


def _tail(title: str) -> str:
    head, colon, tail = title.partition(":")
    return tail if colon and len(words_of(head)) <= 4 else title


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_alike(wanted: str, name: str, likeness: float) -> bool:
    """Whether a name may be meant by a text that is not it. Short names are near too many others that no list has."""
    if wanted == name:  # initials, which are no name
        return False
    if sorted(wanted) == sorted(name):
        return len(wanted) >= 4
    return min(len(wanted), len(name)) >= _SHORTEST_ALIKE and likeness >= _ALIKE


def _organisations_of(papers: Iterable[Paper]) -> dict[str, str]:
    """Organisations by their names, whole and by the words that tell them apart, folded."""
    counts: dict[str, int] = defaultdict(int)
    for paper in papers:
        for name in paper.organisations:
            counts[name] += 1
    table: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        table[" ".join(words_of(name))] = name
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        telling = " ".join(word for word in words_of(name) if word not in _OF_NO_NAME)
        if len(telling) > 2:
            table.setdefault(telling, name)
    return table


def _topics_of(categories: Sequence[Category]) -> dict[str, tuple[str, str]]:
    """What people call subjects, as stems in a row: the slug of the category or, where none is called so, the topic."""
    table: dict[str, tuple[str, str]] = {}
    for category in categories:
        for name in (category.slug.replace("-", " "), *category.names.values()):
            table.setdefault(" ".join(stems_of(name)), (category.slug, ""))
    headings = _headings()
    slugs = {category.slug for category in categories}
    table.update({" ".join(stems_of(name)): (slug, "") for name, slug in load_subjects().items() if slug in slugs})
    for topic in load_topics():
        for place, phrase in enumerate(topic.called):
            stems = stems_of(phrase)
            own = [
                slug
                for slug in topic.categories
                if slug in slugs and (place == 0 or set(stems) <= headings.get(slug, set()))
            ]
            table.setdefault(" ".join(stems), (own[0], "") if own else ("", phrase))
    return table


def _headings() -> dict[str, set[str]]:
    """The stems in the names of each category of the lexicon."""
    return {
        category.slug: {
            stem for name in (category.slug, *category.names.values()) for stem in stems_of(name.replace("-", " "))
        }
        for category in known_categories()
    }
