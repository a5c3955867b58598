"""What digests have told of a decision that was undone is corrected."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.digests.running import run_due
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court


async def test_a_digest_that_told_of_it_is_corrected_and_one_that_did_not_says_nothing(court: "Court") -> None:
    bot, channel, guild = court.member.bot, court.member.channel, court.member.person.guild
    async with bot.database.write() as session:
        place = Place(Target.TEXT, guild.id, channel.id)
        now = bot.now()
        await create_subscription(session, place, 1, Choices("hourly"), next_at=now, now=now, most=5)
    await court.submit()
    decided = await court.moderator.press(await court.card(), "Approve")
    bot.now._ahead = timedelta(hours=2)
    await run_due(bot.database, bot.now, bot.texts, None)
    await court.settle()
    assert "warm teapots" in str(channel.history()[-1].components)
    await court.moderator.press(decided, "Undo")
    await court.settle()
    assert "A correction" in court.member.read_last().text
    before = len(channel.history())
    bot.now._ahead = timedelta(hours=4)
    await run_due(bot.database, bot.now, bot.texts, None)
    await court.settle()
    assert len(channel.history()) == before, "the removal is not told a second time"
