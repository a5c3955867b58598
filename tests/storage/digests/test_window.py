from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from data.schema import Row
from storage.database import Database
from storage.digests.collapsing import Item, Net
from storage.digests.delivery import Part
from storage.digests.ledger import keep_waiting
from storage.digests.outbox import post_digest
from storage.digests.subscription import Choices, Subscription
from storage.digests.subscriptions import get_subscription
from storage.digests.window import Window, WindowReader
from storage.feed import ChangeKind
from storage.guilds import choose_lists
from storage.removing import remove_list
from storage.tables import PlacementRow
from storage.unions import merge_papers

if TYPE_CHECKING:
    from tests.storage.conftest import Import
    from tests.storage.digests.conftest import Look, MakePaper, Subscribe

Rows = Callable[..., list[Row]]
ALL = tuple(ChangeKind)


def told(window: Window) -> list[tuple[str, list[str]]]:
    return [(item.paper.title.split()[2], [net.kind.value for net in item.changes]) for item in window.items]


async def wait(database: Database, subscription: Subscription, window: Window, now: datetime) -> Subscription:
    async with database.write() as session:
        await keep_waiting(session, subscription.id, window, now)
        return await get_subscription(session, subscription.id, subscription.place.guild_id)


async def test_what_is_added_after_it_was_made_is_told_and_nothing_from_before(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look"
) -> None:
    await import_rows(*rows(1, 2, 3))
    subscription = await subscribe()
    assert told(await look(subscription)) == []
    await import_rows(*rows(1, 2, 3, 4, 5))
    window = await look(subscription)
    assert told(window) == [("4", ["added"]), ("5", ["added"])]
    assert (window.after, window.upto, window.first_seq) == (0, 2, 1)


async def test_the_changes_of_one_paper_are_put_together(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look"
) -> None:
    await import_rows(*rows(1, 2, 3, 4, 5, 6, 7, 8))
    subscription = await subscribe(kinds=ALL)
    (one,) = rows(1)
    await import_rows(*rows(2, 3, 4, 5, 6, 7, 8, 9, 10), replace(one, stars=2))
    (ten,) = rows(10)
    await import_rows(*rows(2, 3, 4, 5, 6, 7, 8), replace(one, stars=0), replace(ten, stars=3))  # 9 goes again
    assert told(await look(subscription)) == [("10", ["added"])], "rated twice back to nothing, added and removed"


async def test_a_row_that_goes_and_comes_back_is_no_news(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look"
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe(kinds=ALL)
    await import_rows(*rows(*range(1, 12)))
    assert told(await look(subscription)) == [("12", ["removed"])]
    await import_rows(*rows(*range(1, 13)))
    assert told(await look(subscription)) == []


async def test_what_had_gone_before_it_could_be_told_is_told_when_it_is_back(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe()
    await import_rows(*rows(*range(1, 14)))
    await import_rows(*rows(*range(1, 13)))
    window = await look(subscription)
    assert told(window) == []
    subscription = await wait(database, subscription, window, now)
    assert subscription.cursor == window.upto
    await import_rows(*rows(*range(1, 14)))
    assert told(await look(subscription)) == [("13", ["added"])]


async def test_a_paper_that_one_list_had_is_not_new_on_another_for_who_sees_both(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(1, 2), name="one")
    await import_rows(*rows(8, 9), name="two")
    async with database.write() as session:  # first seen earlier than what comes now
        await session.execute(update(PlacementRow).values(since_at=now - timedelta(days=1)))
        await choose_lists(session, 501, ["two"])
    both, second = await subscribe(), await subscribe(guild=501)
    await import_rows(*rows(8, 9, 1), name="two")
    assert told(await look(both)) == []
    assert told(await look(second)) == [("1", ["added"])]


async def test_what_waits_is_put_together_with_what_came_later(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe(min_items=5)
    await import_rows(*rows(*range(1, 15)))
    subscription = await wait(database, subscription, await look(subscription), now)
    window = await look(subscription)
    assert (told(window), window.waiting_since) == ([("13", ["added"]), ("14", ["added"])], now)
    await import_rows(*rows(*range(1, 14), 15))  # 14 goes, 15 comes
    window = await look(subscription)
    assert told(window) == [("13", ["added"]), ("15", ["added"])]
    subscription = await wait(database, subscription, window, now + timedelta(days=1))
    window = await look(subscription)
    assert (told(window), window.waiting_since) == ([("13", ["added"]), ("15", ["added"])], now)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["20", "21"]),
        ({"min_stars": 2}, ["21"]),
        ({"has_code": True}, ["21"]),
        ({"keywords": ("number 20",)}, ["20"]),
        ({"keywords": ("-number 20",)}, ["21"]),
        ({"organisations": ("NVIDIA",)}, ["21"]),
        ({"categories": ("kv-cache",)}, ["20", "21"]),
        ({"categories": ("moe",)}, []),
        ({"kinds": (ChangeKind.REMOVED,)}, []),
        ({"user_id": 7, "any_part": True, "keywords": ("number 20",), "organisations": ("NVIDIA",)}, ["20", "21"]),
        ({"user_id": 7, "any_part": True, "keywords": ("nothing of this",)}, []),
    ],
)
async def test_only_what_is_wanted_is_told(
    chosen: dict[str, object],
    expected: list[str],
    rows: Rows,
    import_rows: "Import",
    subscribe: "Subscribe",
    look: "Look",
    make_row: Callable[..., Row],
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe(**chosen)
    rich = make_row(
        "Paper number 21 about 21", "https://arxiv.org/abs/2401.00021", "https://github.com/a/b",
        stars=2, organisations=("NVIDIA",),
    )  # fmt: skip
    await import_rows(*rows(*range(1, 13), 20), rich)
    assert [number for number, _ in told(await look(subscription))] == expected


async def test_a_filter_that_was_edited_brings_back_nothing_from_before_though_something_waits(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe(kinds=ALL, min_stars=1, min_items=5)
    thirteen, twenty = rows(13, 20)
    twelve = rows(*range(1, 13))
    await import_rows(*twelve, replace(twenty, stars=2))
    subscription = await wait(database, subscription, await look(subscription), now)
    await import_rows(*twelve, replace(twenty, stars=2), thirteen)  # has no star: not wanted
    subscription = await wait(database, subscription, await look(subscription), now)
    wider = replace(subscription.choices, interest=replace(subscription.choices.interest, min_stars=0))
    subscription = replace(subscription, choices=wider)
    await import_rows(*twelve, replace(twenty, stars=2), replace(thirteen, heat=1))
    assert told(await look(subscription)) == [("20", ["added"]), ("13", ["rated"])]


async def test_what_was_told_and_has_gone_is_restored_and_not_new(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription, quiet = await subscribe(kinds=ALL), await subscribe(channel=8)
    for shown, kind in ((13, "added"), (12, "removed"), (13, "restored")):
        await import_rows(*rows(*range(1, shown + 1)))
        expected = [[("13", [kind])], [("13", [kind])] if kind == "added" else []]
        for each, news in zip((subscription, quiet), expected, strict=True):
            assert told(await look(await find(database, each))) == news
            await post(database, await find(database, each), now)


async def test_what_one_list_adds_is_not_new_when_another_that_alone_is_seen_restores_it(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)), name="one")
    await import_rows(*rows(20, 21), name="other")
    async with database.write() as session:
        await choose_lists(session, 501, ["one"])
    subscription = await subscribe(guild=501, kinds=ALL)
    await import_rows(*rows(*range(1, 12)), name="one")
    await post(database, subscription, now)
    await import_rows(*rows(20, 21, 12), name="other")
    await import_rows(*rows(*range(1, 13)), name="one")
    assert told(await look(await find(database, subscription))) == [("12", ["restored"])]


async def test_a_paper_into_which_another_was_merged_is_told_of_again_when_something_happens(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe(kinds=(ChangeKind.RATED,))
    one, two, *others = rows(*range(1, 13))
    await import_rows(one, replace(two, stars=1), *others)
    assert told(await look(subscription)) == [("2", ["rated"])]
    await post(database, subscription, now)
    async with database.write() as session:
        await merge_papers(session, 1, 2, now)
    await import_rows(replace(one, stars=3), replace(two, stars=1), *others)
    assert told(await look(await find(database, subscription))) == [("1", ["rated"])]
    await post(database, await find(database, subscription), now)
    assert told(await look(subscription)) == [], "not even from the old cursor"


async def test_a_paper_that_was_told_is_not_new_when_one_that_waits_is_merged_into_it(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe()
    await import_rows(*rows(*range(1, 14)))
    await post(database, subscription, now)
    await import_rows(*rows(*range(1, 15)))
    waiting = await wait(
        database, await find(database, subscription), await look(await find(database, subscription)), now
    )
    assert told(await look(waiting)) == [("14", ["added"])]
    async with database.write() as session:
        await merge_papers(session, 13, 14, now)
        await session.execute(update(PlacementRow).values(since_at=now + timedelta(days=1)))
    assert told(await look(waiting)) == []


async def test_what_waits_of_a_list_that_is_taken_out_is_told_no_more_and_holds_nothing_up(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    await import_rows(*rows(30, 31, 32), name="other")
    subscription = await subscribe(min_items=5)
    await import_rows(*rows(*range(1, 14)))
    await import_rows(*rows(30, 31, 32, 33), name="other")
    subscription = await wait(database, subscription, await look(subscription), now)
    async with database.write() as session:
        await remove_list(session, "other", now)
    assert told(await look(subscription)) == [("13", ["added"])]
    subscription = await wait(database, subscription, await look(subscription), now)
    assert len((await look(subscription)).waiting) == 1


async def find(database: Database, subscription: Subscription) -> Subscription:
    async with database.read() as session:
        return await get_subscription(session, subscription.id, subscription.place.guild_id)


async def post(database: Database, subscription: Subscription, now: datetime) -> None:
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        if window.items:
            parts = [Part(f"{subscription.id}_{window.upto}", {"message": {}}, window.items)]
            await post_digest(session, subscription, window, parts, now)
        else:
            await keep_waiting(session, subscription.id, window, now)


@pytest.mark.parametrize(
    ("papers", "waited", "min_items", "days"),
    [
        (0, None, 3, None),  # nothing waits for nothing
        (3, None, 3, None),
        (1, None, 1, None),
        (2, None, 3, 7),
        (2, timedelta(days=2), 3, 5),
        (2, timedelta(days=7), 3, None),
        (2, timedelta(days=7, seconds=-3), 3, None),  # this tick came a little earlier than the one a week ago
        (2, timedelta(days=9), 3, None),
    ],
)
async def test_little_waits_for_company_but_not_for_longer_than_was_said(
    papers: int, waited: timedelta | None, min_items: int, days: int | None, make_paper: "MakePaper", now: datetime
) -> None:
    items = tuple(Item(make_paper(f"Paper {n}", id=n), (Net(ChangeKind.ADDED, n, {}, {}),), "S") for n in range(papers))
    window = Window(0, 9, items, {}, frozenset(), now - waited if waited else None, frozenset())
    choices = Choices("weekly mon 09:00", min_items=min_items, max_wait=timedelta(days=7))
    assert window.find_wait(choices, now) == (now + timedelta(days=days) if days else None)
