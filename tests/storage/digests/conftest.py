"""Subscriptions over a small list that changes."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from data.paper import Paper, Placement
from data.schema import Link, LinkKind, Row
from storage.database import Database
from storage.digests.subscription import Choices, Interest, Place, Subscription, Target
from storage.digests.subscriptions import create_subscription
from storage.digests.window import Window, WindowReader

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow

Subscribe = Callable[..., Awaitable[Subscription]]
GUILD, CHANNEL, MAKER = 500, 700, 42


@pytest.fixture
def subscribe(database: Database, now: datetime) -> Subscribe:
    """Makes a digest of a channel, or of a person with `user_id`."""

    async def make(
        *, channel: int = CHANNEL, guild: int = GUILD, user_id: int | None = None, at: datetime = now, **chosen: Any
    ) -> Subscription:
        interest = Interest(**{name: chosen.pop(name) for name in list(chosen) if name in Interest.__slots__})
        place = Place(Target.PERSON, user_id=user_id) if user_id else Place(Target.TEXT, guild, channel)
        choices = Choices("daily 09:00", interest=interest, **chosen)
        async with database.write() as session:
            return await create_subscription(
                session, place, user_id or MAKER, choices, next_at=at + timedelta(hours=1), now=at, most=10
            )

    return make


Look = Callable[[Subscription], Awaitable[Window]]


@pytest.fixture
def look(database: Database) -> Look:
    """What there is to tell a subscription."""

    async def read(subscription: Subscription) -> Window:
        async with database.read() as session:
            return await WindowReader(session).read(subscription)

    return read


@pytest.fixture
def rows(make_row: "MakeRow") -> Callable[..., list[Row]]:
    """Rows of these papers, by number, each with a link of its own."""

    def make(*numbers: int, **facts: Any) -> list[Row]:
        return [
            make_row(f"Paper number {number} about {number}", f"https://arxiv.org/abs/2401.{number:05}", **facts)
            for number in numbers
        ]

    return make


@pytest.fixture
async def news(rows: Callable[..., list[Row]], import_rows: "Import") -> None:
    """A list that will have news."""
    await import_rows(*rows(*range(1, 13)))


MakePaper = Callable[..., Paper]


@pytest.fixture
def make_paper(now: datetime) -> MakePaper:
    """A paper of the list "mine", as a value."""

    def make(title: str, *, section: str = "S", category: str = "other", code: bool = False, **facts: Any) -> Paper:
        given = {
            "id": 1,
            "title": title,
            "titles": (title,),
            "aliases": (),
            "organisations": (),
            "organisation_texts": (),
            "published": None,
            "published_from": None,
            "stars": 0,
            "heat": 0,
            "links": (Link(LinkKind.CODE, "code", "https://github.com/a/b"),) if code else (),
            "placements": (Placement("mine", section, category),),
            "keys": (),
            "first_seen_at": now,
        }
        return Paper(**{**given, **facts})

    return make
