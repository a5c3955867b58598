"""Running digests: what is due is claimed, composed and posted to the outbox, in one transaction."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cadence import following, parse_cadence
from bot.digests.composing import UNMARKED, Composed, compose, message_body
from bot.digests.marks import menu_id, new_mark
from bot.digests.notices import post_sync_failing
from bot.refusals import CadenceTooFrequent, UnreadableCadence
from bot.texts import Texts
from data.categories import Category
from data.paper import Paper
from storage.catalog import load_categories, load_some_papers
from storage.counters import CATALOG, PAPERS, read_counter
from storage.database import Database, Session
from storage.digests.collapsing import Item
from storage.digests.delivery import Part
from storage.digests.due import claim_due
from storage.digests.gaps import get_database_name
from storage.digests.ledger import keep_all_waiting
from storage.digests.matching import find_obstacle
from storage.digests.outbox import Digest, post_digests
from storage.digests.subscription import Subscription, Target
from storage.digests.subscriptions import hold_subscription
from storage.digests.window import Window, WindowReader
from storage.sources import Health, load_health

BATCH = 100
"""Subscriptions that are served in one transaction."""

FAILING_AFTER = timedelta(hours=24)
"""For how long a list must have failed before those who made digests of it are told."""

_MOST_RENDERED = 200
_PICKS = 64  # papers of the archive that are looked at for one that fits

_log = logging.getLogger(__name__)


async def run_due(
    database: Database, clock: Callable[[], datetime], texts: Texts, verified_since: datetime | None = None
) -> int:
    """Serves every subscription that is due, in batches; returns how many there were. Any number of processes may do so
    at once. With `verified_since` only those that were compared with their channels since then are served.

    Raises `DatabaseUnreachable`. A subscription that cannot be composed is logged, stays where it is, and keeps no
    other from being served.
    """
    served, rendered = 0, Rendered()
    while True:
        async with database.write() as session:
            now = clock()
            claimed = await claim_due(session, now, find_following, BATCH, verified_since)
            serving = await Serving.begin(session, texts, now, rendered)
            await serving.serve(claimed)
        served += len(claimed)
        if len(claimed) < BATCH:
            return served


async def send_now(session: Session, subscription: Subscription, texts: Texts, now: datetime) -> int:
    """Posts what there is to tell at once, however little; returns how many papers, 0 where there is nothing."""
    current = await hold_subscription(session, subscription.id)
    if current is None:
        return 0
    serving = await Serving.begin(session, texts, now)
    return await serving.serve([current], at_once=True)


class Preview(NamedTuple):
    """The messages that `send_now` would post, and until when the digest itself waits for more, None where it does
    not."""

    messages: tuple[Composed, ...]
    waits_until: datetime | None


async def preview(session: Session, subscription: Subscription, texts: Texts, now: datetime) -> Preview:
    """What there is to tell; nothing is moved and nothing is written."""
    serving = await Serving.begin(session, texts, now)
    window = await serving.windows.read(subscription)
    waits_until = window.find_wait(subscription.choices, max(now, subscription.next_at))
    return Preview(await serving.compose(subscription, window), waits_until)


def find_following(subscription: Subscription, after: datetime) -> datetime:
    """When a subscription is due next after an instant; UTC. One whose cadence cannot be read any more is due a day
    later, so that it keeps no other from being served."""
    try:
        cadence = parse_cadence(subscription.choices.cadence)
    except (UnreadableCadence, CadenceTooFrequent):
        _log.error("The cadence of digest %d cannot be read: %s", subscription.id, subscription.choices.cadence)
        return after + timedelta(days=1)
    return following(cadence, _zone(subscription.choices.timezone), after)


class Rendered:
    """Messages that are rendered already, for subscriptions that are told the same of the same version of the catalog:
    at most `_MOST_RENDERED`, as every subscription may be told something else."""

    def __init__(self) -> None:
        self._kept: dict[object, list[tuple[str, tuple[Item, ...]]]] = {}

    def find(self, key: object) -> list[tuple[str, tuple[Item, ...]]] | None:
        """The payloads without their marks, and what each tells."""
        return self._kept.get(key)

    def keep(self, key: object, messages: list[tuple[str, tuple[Item, ...]]]) -> None:
        """Keeps them for those who come."""
        if len(self._kept) >= _MOST_RENDERED:
            self._kept.clear()
        self._kept[key] = messages


@dataclass
class Serving:
    """Serves subscriptions within one transaction. What several of them share is read and rendered once."""

    session: Session
    texts: Texts
    now: datetime
    windows: WindowReader
    categories: tuple[Category, ...]
    health: Mapping[str, Health]
    database: str
    rendered: Rendered
    version: int

    @classmethod
    async def begin(cls, session: Session, texts: Texts, now: datetime, rendered: Rendered | None = None) -> "Serving":
        """Reads what all subscriptions share. `rendered` is what earlier transactions rendered."""
        categories, health = await load_categories(session), await load_health(session)
        name, version = await get_database_name(session), await read_counter(session, CATALOG)
        windows = WindowReader(session)
        return cls(session, texts, now, windows, categories, health, name, rendered or Rendered(), version)

    async def serve(self, subscriptions: Sequence[Subscription], *, at_once: bool = False) -> int:
        """Posts digests, or lets what there is wait; returns how many papers are posted."""
        await self.windows.prepare(subscriptions)
        posted: list[Digest] = []
        kept: dict[int, Window] = {}
        for subscription in subscriptions:
            window = await self.windows.read(subscription)
            await self._tell_of_failing(subscription, window)
            if not window.items or not (at_once or window.find_wait(subscription.choices, self.now) is None):
                kept[subscription.id] = window
                continue
            try:
                posted.append(Digest(subscription, window, await self._parts(subscription, window)))
            except Exception:
                _log.exception("The digest %d could not be composed", subscription.id)
        await keep_all_waiting(self.session, kept, self.now)
        await post_digests(self.session, posted, self.now)
        return sum(len(digest.window.items) for digest in posted)

    async def compose(self, subscription: Subscription, window: Window) -> tuple[Composed, ...]:
        """The messages that tell a window."""
        words = self.texts.speak(subscription.choices.language)
        pick = await self._pick(subscription, window) if subscription.choices.picks and window.items else None
        return compose(subscription, window, self.categories, words, self.database, pick)

    async def _parts(self, subscription: Subscription, window: Window) -> list[Part]:
        """The parts with marks of their own; subscriptions that are told the same in the same way share the work. Each
        person has a Stop button of their own, and what is picked from the archive follows the filters."""
        choices = subscription.choices
        is_its_own = choices.picks or subscription.place.target is Target.PERSON
        key = (
            (self.version, choices.language, choices.style, choices.interest.categories, choices.mention_role_id),
            subscription.id if is_its_own else 0,
            tuple((item.paper.id, tuple((net.kind, net.seq) for net in item.changes)) for item in window.items),
        )
        messages = self.rendered.find(key)
        if messages is None:
            composed = await self.compose(subscription, window)
            messages = [(json.dumps(_payload(each, choices.mention_role_id)), each.items) for each in composed]
            if not is_its_own:
                self.rendered.keep(key, messages)
        return [self._mark(subscription, payload, items) for payload, items in messages]

    def _mark(self, subscription: Subscription, payload: str, items: tuple[Item, ...]) -> Part:
        mark = new_mark(subscription.id)
        unmarked, marked = menu_id(self.database, UNMARKED), menu_id(self.database, mark)
        return Part(mark, json.loads(payload.replace(f'"{unmarked}"', f'"{marked}"')), items)

    async def _pick(self, subscription: Subscription, window: Window) -> Paper | None:
        """A paper of the archive that fits, another one each time."""
        chance = Random(f"{subscription.id}:{window.first_seq}")  # noqa: S311  # to vary, not to keep a secret
        last = await read_counter(self.session, PAPERS)
        ids = chance.sample(range(1, last + 1), min(_PICKS, last))
        papers = await load_some_papers(self.session, ids)
        told = {item.paper.id for item in window.items}
        shown = (papers[each] for each in ids if each in papers and each not in told)
        for paper in shown:
            seen = any(placement.list_name in window.lists for placement in paper.placements)
            if seen and find_obstacle(subscription.choices.interest, paper, window.lists) is None:
                return paper
        return None

    async def _tell_of_failing(self, subscription: Subscription, window: Window) -> None:
        """Tells the maker once that a list cannot be read, so that silence is not taken for a quiet list."""
        for name in sorted(window.lists):
            health = self.health.get(name)
            since = health.failing_since if health else None
            if since is not None and self.now - since >= FAILING_AFTER:
                words = self.texts.speak(subscription.choices.language)
                await post_sync_failing(self.session, subscription, name, since, self.database, words, self.now)


def _payload(composed: Composed, mention_role_id: int | None) -> dict[str, Any]:
    """What is kept in the outbox: the message, and for a forum the title of the post and the names that tags may have.

    Raises ValueError for a message that Discord would refuse."""
    return {
        "message": message_body(composed.screen, mention_role_id),
        "thread": composed.thread_name,
        "topics": list(composed.topics),
    }


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    """The time zone; UTC where this machine does not know it any more."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _log.warning("The time zone %s is not known here; UTC is used", name)
        return ZoneInfo("UTC")
