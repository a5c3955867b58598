"""Windows of papers that were made up, and a list that has news."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from data.formats import parse_document
from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.schema import Link, LinkKind
from storage.database import Database
from storage.digests.collapsing import Item, Net
from storage.digests.subscription import Choices, Interest, PauseReason, Place, State, Style, Subscription, Target
from storage.digests.subscriptions import create_subscription
from storage.digests.window import Window
from storage.feed import ChangeKind
from storage.importing import import_document

GUILD, CHANNEL, MAKER = 500, 700, 42
NOON = datetime.fromisoformat("2026-11-21T12:00:00+00:00")
MakePaper = Callable[..., Paper]
MakeItem = Callable[..., Item]


@pytest.fixture
def dialect() -> str:
    """What is tried here is the bot's half; the database's is tried on both."""
    return "sqlite"


def make_paper(number: int = 1, *, title: str = "", category: str = "kv-cache", **facts: Any) -> Paper:
    """A paper with a paper link and a code link."""
    given = {
        "id": number,
        "title": title or f"Paper number {number}",
        "titles": (title or f"Paper number {number}",),
        "aliases": (),
        "organisations": ("NVIDIA",),
        "organisation_texts": (),
        "published": Month(2026, 7),
        "published_from": PublishedFrom.LIST,
        "stars": 1,
        "heat": 0,
        "links": (
            Link(LinkKind.PAPER, "pdf", f"https://arxiv.org/abs/2607.{number:05}"),
            Link(LinkKind.CODE, "code", f"https://github.com/lab/code{number}"),
        ),
        "placements": (Placement("mine", "KV Cache", category),),
        "keys": (f"arxiv:2607.{number:05}",),
        "first_seen_at": NOON,
    }
    return Paper(**{**given, **facts})


def make_item(paper: Paper, *kinds: ChangeKind, **facts: Any) -> Item:
    """What happened to a paper: added, where nothing else is said."""
    nets = tuple(Net(kind, paper.id, facts.get("before", {}), facts.get("after", {})) for kind in kinds)
    return Item(paper, nets or (Net(ChangeKind.ADDED, paper.id, {}, {}),), "KV Cache")


def make_window(items: Sequence[Item]) -> Window:
    """A window that holds these."""
    return Window(0, 9, tuple(items), {}, frozenset(), None, frozenset({"mine"}))


def make_subscription(target: Target = Target.TEXT, *, style: Style = Style.COMPACT, **chosen: Any) -> Subscription:
    """A subscription that nobody has stored."""
    personal = target is Target.PERSON
    place = Place(target, user_id=MAKER) if personal else Place(target, GUILD, CHANNEL)
    choices = Choices("daily 09:00", style=style, **chosen)
    return Subscription(
        17, place, MAKER, choices, State.ACTIVE, PauseReason.NONE, None, 0, NOON, None, NOON, NOON, NOON
    )  # fmt: skip


def text_of(papers: Iterable[int]) -> str:
    """A list of these papers."""
    rows = (
        f"|2024.01|[Trick{number}] Speculative pruning of kettle number {number}|"
        f"[[pdf]](https://arxiv.org/abs/2401.{number:05})|-|\n"
        for number in papers
    )
    return "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n" + "".join(rows)


Publish = Callable[..., Any]
Subscribe = Callable[..., Any]


@pytest.fixture
def publish(database: Database, now: datetime) -> Publish:
    """Makes the list "mine" hold the papers of these numbers."""

    async def published(papers: Iterable[int], at: datetime = now) -> None:
        async with database.write() as session:
            await import_document(session, "mine", parse_document(text_of(papers), "markdown"), at)

    return published


@pytest.fixture
def subscribe(database: Database, now: datetime) -> Subscribe:
    """Makes a digest that is due an hour later."""

    async def made(
        channel: int = CHANNEL, *, target: Target = Target.TEXT, guild: int = GUILD, **chosen: Any
    ) -> Subscription:
        cadence, interest = chosen.pop("cadence", "daily 09:00"), chosen.pop("interest", Interest())
        async with database.write() as session:
            return await create_subscription(
                session,
                Place(target, guild, channel),
                MAKER,
                Choices(cadence, interest=interest, **chosen),
                next_at=now + timedelta(hours=1),
                now=now,
                most=10_000,
            )

    return made
