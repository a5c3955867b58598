from datetime import datetime, timedelta

from data.query.question import Part
from storage.conversations import KEPT, MOST_QUESTIONS, Conversation, find_conversation, save_conversation
from storage.database import Database


async def test_a_conversation_is_kept_whole_and_for_its_time(database: Database, now: datetime) -> None:
    conversation = Conversation(("kv cache papers", "only 2024")).without(Part.TIME).without(Part.TIME)
    async with database.write() as session:
        number = await save_conversation(session, conversation, now)
    async with database.read() as session:
        assert await find_conversation(session, number) == conversation
        assert await find_conversation(session, number + 1) is None
        assert await find_conversation(session, 2**70) is None
    async with database.write() as session:
        later = await save_conversation(session, conversation, now + KEPT + timedelta(days=1))
        assert await find_conversation(session, number) is None
        assert await find_conversation(session, later) == conversation


def test_it_grows_and_stays_bounded() -> None:
    conversation = Conversation(("0",), (Part.TIME,))
    assert conversation.rephrased("1") == Conversation(("1",))
    for number in range(20):
        conversation = conversation.followed_by(str(number))
    assert len(conversation.questions) == MOST_QUESTIONS
    assert (conversation.questions[-1], conversation.dropped) == ("19", ())
