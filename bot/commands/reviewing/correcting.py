"""What is corrected where a decision was undone after digests had told of it."""

from typing import TYPE_CHECKING

from bot.digests.marks import new_mark
from bot.submissions.notices import correction_payload
from bot.texts.catalogs import SOURCE_LOCALE
from storage.database import Session
from storage.digests.gaps import get_database_name
from storage.submissions.loading import get_submission
from storage.submissions.recalling import post_correction
from storage.submissions.undoing import Undone

if TYPE_CHECKING:
    from bot.app import Paperboy


async def post_corrections(session: Session, undone: Undone, bot: "Paperboy") -> None:
    """Writes a correction for each digest that has told what was undone, or may have."""
    if not undone.told:
        return
    submission = await get_submission(session, undone.decision.submission_id)
    name = await get_database_name(session)
    for told in undone.told:
        mark = new_mark(told.subscription_id)
        words = bot.texts.speak(bot.texts.find_locale(told.language) or SOURCE_LOCALE)
        payload = correction_payload(submission.facts.title, name, mark, words)
        await post_correction(session, undone.decision.id, told, mark, payload, bot.now())
