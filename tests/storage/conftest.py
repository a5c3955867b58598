"""Documents of a few rows, and importing them."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from data.identity.keys import keys_of
from data.months import Month
from data.schema import Document, Link, LinkKind, Row, Section
from storage.database import Database
from storage.importing import ImportReport, import_document

MakeRow = Callable[..., Row]
Import = Callable[..., Awaitable[ImportReport]]
JULY = Month(2024, 7)


@pytest.fixture
def make_row() -> MakeRow:
    """A row with what a test cares about: paper and code links are given by their addresses."""

    def make(
        title: str,
        paper: str = "",
        code: str = "",
        *,
        alias: str = "",
        section: str = "KV Cache",
        stars: int = 0,
        heat: int = 0,
        published: Month | None = JULY,
        organisations: tuple[str, ...] = (),
    ) -> Row:
        links = tuple(
            Link(kind, kind.value, url) for kind, url in ((LinkKind.PAPER, paper), (LinkKind.CODE, code)) if url
        )
        return Row(
            title,
            Section(section),
            1,
            aliases=(alias,) if alias else (),
            organisations=organisations,
            published=published,
            stars=stars,
            heat=heat,
            links=links,
            keys=keys_of(title, links),
        )

    return make


@pytest.fixture
def import_rows(database: Database, now: datetime) -> Import:
    """Imports rows as the next version of a list, in a transaction of its own."""

    async def run(*rows: Row, name: str = "mine") -> ImportReport:
        async with database.write() as session:
            return await import_document(session, name, Document("markdown", rows), now)

    return run
