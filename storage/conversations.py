"""Conversations: which questions an answer answers, kept so that it can be gone on from after a restart."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbits

from sqlalchemy import delete

from data.query.question import Part
from storage.database import Session
from storage.tables import ConversationRow

KEPT = timedelta(days=90)
"""How long a conversation is kept after its last question."""
MOST_QUESTIONS = 10
LONGEST_QUESTION = 400


@dataclass(frozen=True, slots=True)
class Conversation:
    """The questions, the oldest first, and the parts of the last one that were taken off."""

    questions: tuple[str, ...]
    dropped: tuple[Part, ...] = ()

    def followed_by(self, question: str) -> "Conversation":
        """The same with another question. What was taken off stays off only in the answer that it was taken off
        from."""
        return Conversation((*self.questions, question)[-MOST_QUESTIONS:])

    def rephrased(self, question: str) -> "Conversation":
        """The same with another last question."""
        return Conversation((*self.questions[:-1], question))

    def without(self, part: Part) -> "Conversation":
        """The same with a part of the last question taken off."""
        return Conversation(self.questions, tuple(dict.fromkeys((*self.dropped, part))))


def draw_number() -> int:
    """A number for a conversation, by lot: one that comes back, after a deletion or a restored backup, would name
    another one."""
    return randbits(62)


async def save_conversation(
    session: Session, conversation: Conversation, now: datetime, number: int | None = None
) -> int:
    """Keeps a conversation under the number that was drawn, or draws one, and returns it; those older than `KEPT`
    go."""
    await session.execute(delete(ConversationRow).where(ConversationRow.asked_at < now - KEPT))
    row = ConversationRow(
        id=draw_number() if number is None else number,
        questions=[question[:LONGEST_QUESTION] for question in conversation.questions[-MOST_QUESTIONS:]],
        dropped=[part.value for part in conversation.dropped],
        asked_at=now,
    )
    session.add(row)
    await session.flush()
    return row.id


async def find_conversation(session: Session, number: int) -> Conversation | None:
    """The conversation of this number, or None where it is gone."""
    row = await session.get(ConversationRow, number) if 0 <= number < 2**63 else None
    if row is None:
        return None
    return Conversation(tuple(row.questions), tuple(Part(part) for part in row.dropped if part in set(Part)))
