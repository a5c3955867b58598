from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.database import Database
from storage.digests import attempts, claiming, outbox
from storage.digests.delivery import Part
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription
from storage.digests.window import WindowReader
from storage.feed import ChangeKind
from storage.submissions.recalling import Told, post_correction, recall
from storage.unions import merge_papers
from tests.storage.submissions.conftest import paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit, Write


async def test_a_forums_digest_is_corrected_in_its_own_post_under_todays_number_of_the_paper(
    database: Database, approved: "Submit", write: "Write", now: datetime
) -> None:
    async with database.write() as session:
        place, next_at = Place(Target.FORUM, 1, 2), now + timedelta(days=1)
        choices = Choices("daily 09:00", language="zh-CN")
        subscription = await create_subscription(session, place, 3, choices, next_at=next_at, now=now, most=9)
    await approved(paper_facts(1))
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        (item,) = window.items
        await outbox.post_digest(session, subscription, window, [Part("m1", {"message": {}}, (item,))], now)
        (claimed,) = await claiming.claim_deliveries(session, now, timedelta(seconds=65), 5)
        await attempts.mark_sent(session, claimed.id, channel_id=900, message_id=900, now=now)
    await approved(paper_facts(2))
    async with database.write() as session:
        kept = item.paper.id + 1
        await merge_papers(session, kept, item.paper.id, now)
        (told,) = await recall(session, kept, [ChangeKind.ADDED], 0, now)
        assert await recall(session, kept, [ChangeKind.MOVED], 0, now) == ()
        assert await recall(session, kept, [ChangeKind.ADDED], window.upto + 1, now) == ()
    assert told == Told(subscription.id, claimed.id, claimed.first_seq, 1, kept, place, "zh-CN", 900, 900)
    await write(post_correction, 1, told, "m2", {"message": {}}, now)
    async with database.write() as session:
        (correction,) = await claiming.claim_deliveries(session, now, timedelta(seconds=65), 5)
        assert (correction.part, correction.subscription_id) == (2, subscription.id)
        assert await attempts.find_thread(session, subscription.id, correction.first_seq) == 900
        assert await recall(session, kept, [ChangeKind.ADDED], 0, now) == (), "it was corrected"
