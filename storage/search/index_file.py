"""The index of a large catalog: one SQLite file of our own, derived from its papers whatever database holds them.

Papers stand in the order of what speaks for them whatever is asked, so that the first matches are the best ones and a
look-up may stop early. Facets (category, organisation, stars, code, time, list) are words of the same index.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from data.identity.titles import compact_title
from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.schema import Link, LinkKind
from storage.search.entries import Entry, entry_of
from storage.search.pasted import keys_of_paper

_SCHEMA = """
    CREATE TABLE papers (place INTEGER PRIMARY KEY, id INTEGER NOT NULL, title TEXT NOT NULL, rest TEXT NOT NULL);
    CREATE TABLE names (name TEXT NOT NULL, place INTEGER NOT NULL);
    CREATE TABLE keys (key TEXT NOT NULL, place INTEGER NOT NULL);
    CREATE TABLE organisations (name TEXT PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE counted (category TEXT NOT NULL, lists TEXT NOT NULL, papers INTEGER NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5 (
        text, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0'
    );
"""
_INDEXES = """
    CREATE INDEX papers_id ON papers (id);
    CREATE INDEX names_name ON names (name, place);
    CREATE INDEX keys_key ON keys (key, place);
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
    CREATE TABLE stems AS SELECT term, doc AS papers FROM vocabulary WHERE term NOT GLOB 'xq[a-z]?*';
"""
_BATCH = 5_000
_LEAST_QUALITY = 0.75
"""Words that describe a paper less well, its section's, are in no index of words: its category's facet is."""


def build_index_file(
    path: Path,
    papers: Iterable[Paper],
    category_names: Mapping[str, tuple[str, ...]],
    on_progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Writes the file of a catalog, which must not be there yet. `papers` come in the order of `best_first`;
    `on_progress` hears now and then how many are written."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;")
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        organisations: dict[str, int] = {}
        counted: dict[tuple[str, str], int] = {}
        rows: list[tuple[int, Paper]] = []
        for place, paper in enumerate(papers, 1):
            rows.append((place, paper))
            if len(rows) == _BATCH:
                _write(connection, rows, category_names, organisations, counted)
                rows.clear()
                on_progress(place)
        _write(connection, rows, category_names, organisations, counted)
        connection.executemany("INSERT INTO organisations VALUES (?, ?)", organisations.items())
        connection.executemany(
            "INSERT INTO counted VALUES (?, ?, ?)", [(*key, count) for key, count in counted.items()]
        )
        connection.execute("COMMIT")
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.executescript(_INDEXES)
        connection.execute("ANALYZE")
    finally:
        connection.close()


def _write(
    connection: sqlite3.Connection,
    rows: Sequence[tuple[int, Paper]],
    category_names: Mapping[str, tuple[str, ...]],
    organisations: dict[str, int],
    counted: dict[tuple[str, str], int],
) -> None:
    entries = [(place, entry_of(paper, category_names)) for place, paper in rows]
    for _, paper in rows:
        for name in paper.organisations:
            organisations[name] = organisations.get(name, 0) + 1
    for _, entry in entries:
        for slug, lists in entry.categories.items():
            key = (slug, "\n".join(sorted(lists)))
            counted[key] = counted.get(key, 0) + 1
    connection.executemany(
        "INSERT INTO papers VALUES (?, ?, ?, ?)",
        [(place, paper.id, paper.title, _rest_of(paper)) for place, paper in rows],
    )
    connection.executemany(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        [(place, " ".join(_words_of(entry))) for place, entry in entries],
    )
    connection.executemany(
        "INSERT INTO names VALUES (?, ?)", [(name, place) for place, entry in entries for name in entry.names]
    )
    connection.executemany(
        "INSERT INTO keys VALUES (?, ?)", [(key, place) for place, paper in rows for key in keys_of_paper(paper)]
    )


def _words_of(entry: Entry) -> Iterator[str]:
    paper = entry.paper
    yield from (stem for stem, quality in entry.stems.items() if quality >= _LEAST_QUALITY)
    yield from (facet("c", slug) for slug in entry.categories)
    yield from (facet("o", name) for name in entry.organisations)
    yield from (facet("l", name) for name in entry.lists)
    yield from (facet("s", str(stars)) for stars in range(1, paper.stars + 1))
    yield facet("k", "yes" if paper.has_code else "no")
    if paper.published:
        yield facet("y", str(paper.published.year))
        yield facet("m", str(paper.published.number))


def facet(kind: str, value: str) -> str:
    """The word that stands for a facet: c a category's slug, o an organisation, l a list, s stars, k code, y a year, m
    a month."""
    return f"xq{kind}{compact_title(value)}"


def best_first(papers: Iterable[Paper]) -> list[Paper]:
    """Papers in the order in which a file holds them: the most liked first, then the newest."""
    return sorted(
        papers,
        key=lambda paper: (-(paper.stars + paper.heat), -(paper.published.number if paper.published else 0), paper.id),
    )


def _rest_of(paper: Paper) -> str:
    """Everything but number and title, as a JSON list."""
    rest = (
        paper.titles if paper.titles != (paper.title,) else None,
        paper.aliases,
        paper.organisations,
        paper.organisation_texts if paper.organisation_texts != paper.organisations else None,
        paper.published.number if paper.published else None,
        paper.published_from.value if paper.published_from else None,
        paper.stars,
        paper.heat,
        [(link.kind.value, link.label, link.url) for link in paper.links],
        [(placement.list_name, placement.section, placement.category) for placement in paper.placements],
        paper.keys,
        paper.first_seen_at.timestamp(),
    )
    return json.dumps(rest, ensure_ascii=True, separators=(",", ":"))


def read_paper(paper_id: int, title: str, rest: str) -> Paper:
    """The paper of a row."""
    titles, aliases, organisations, texts, published, source, stars, heat, links, placements, keys, seen = json.loads(
        rest
    )
    return Paper(
        id=paper_id,
        title=title,
        titles=(title,) if titles is None else tuple(titles),
        aliases=tuple(aliases),
        organisations=tuple(organisations),
        organisation_texts=tuple(organisations if texts is None else texts),
        published=Month.from_number(published) if published else None,
        published_from=PublishedFrom(source) if source else None,
        stars=stars,
        heat=heat,
        links=tuple(Link(LinkKind(kind), label, url) for kind, label, url in links),
        placements=tuple(Placement(*placement) for placement in placements),
        keys=tuple(keys),
        first_seen_at=datetime.fromtimestamp(seen, UTC),
    )
