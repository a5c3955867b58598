from datetime import datetime

import pytest
from sqlalchemy import select

from bot.digests.marks import read_marks
from bot.digests.notices import (
    explain_pause,
    name_place,
    post_paused,
    post_role_gone,
    post_sync_failing,
    post_unknown_outcome,
)
from bot.texts import Texts
from storage.database import Database
from storage.digests.subscription import PauseReason, Place, Target
from storage.digests.tables import DeliveryRow
from tests.bot.digests.conftest import MAKER, NOON, make_subscription

TEXTS = Texts.load()


async def read(database: Database) -> list[DeliveryRow]:
    async with database.read() as session:
        return list((await session.execute(select(DeliveryRow).order_by(DeliveryRow.id))).scalars())


@pytest.mark.parametrize("locale", TEXTS.locales)
async def test_each_notice_goes_to_the_maker_once_for_each_occasion(
    locale: str, database: Database, now: datetime
) -> None:
    words, subscription = TEXTS.speak(locale), make_subscription()
    for _ in range(2):
        async with database.write() as session:
            await post_sync_failing(session, subscription, "mi*ne", NOON, "abc", words, now)
            await post_paused(session, subscription, "abc", words, now)
            await post_unknown_outcome(session, subscription, 7, "abc", words, now)
            await post_role_gone(session, subscription, 9, "abc", words, now)
    posted = await read(database)
    assert len(posted) == 4
    assert {(row.user_id, row.target, row.kind) for row in posted} == {(MAKER, "person", "notice")}
    for row in posted:
        marked = read_marks(row.payload["message"]["components"])
        assert marked is not None
        assert marked.mark == row.mark
    assert "mi\\*ne" in str(posted[0].payload["message"]["components"]).replace("\\\\", "\\")
    assert "{" not in str(posted[1].payload["message"]["components"][0]["content"])


async def test_who_takes_no_messages_is_sent_none_about_that(database: Database, now: datetime) -> None:
    words = TEXTS.speak("en-US")
    subscription = make_subscription(Target.PERSON)
    closed = type(subscription)(
        **{name: getattr(subscription, name) for name in subscription.__slots__}
        | {"pause_reason": PauseReason.MESSAGES_CLOSED}
    )
    async with database.write() as session:
        await post_paused(session, closed, "abc", words, now)
    assert await read(database) == []


@pytest.mark.parametrize("locale", TEXTS.locales)
def test_every_reason_has_words_of_its_own(locale: str) -> None:
    words = TEXTS.speak(locale)
    assert len({explain_pause(reason, words) for reason in PauseReason}) == len(PauseReason)
    assert name_place(Place(Target.TEXT, 5, 7), words) != name_place(Place(Target.PERSON, user_id=7), words)
