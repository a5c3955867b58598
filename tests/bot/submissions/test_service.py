"""What happens to submissions while nobody presses anything."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.settings import Settings
from storage.submissions.reviewing import set_review
from storage.submissions.submission import State

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court


async def test_a_card_is_posted_once_however_often_the_jobs_run(court: "Court") -> None:
    await court.submit()
    for _ in range(3):
        await court.settle()
    assert len(court.review.history()) == 1


async def test_a_card_waits_for_a_review_channel(court: "Court") -> None:
    bot, guild_id = court.member.bot, court.member.person.guild.id
    async with bot.database.write() as session:
        await set_review(session, guild_id, 1, bot.now(), channel_id=None)
    await court.submit()
    await court.settle()
    assert court.review.history() == []
    async with bot.database.write() as session:
        await set_review(session, guild_id, 1, bot.now(), channel_id=court.review.id)
    await court.settle()
    assert len(court.review.history()) == 1


async def test_reviewers_are_reminded_once_of_what_waits_long(court: "Court") -> None:
    await court.submit()
    await court.settle()
    court.member.bot.now._ahead = timedelta(days=8)
    for _ in range(3):
        await court.member.bot.submissions.remind()
        await court.settle()
    assert len(court.review.history()) == 2
    assert "has been waiting for a while" in (await court.card()).text


async def test_what_was_submitted_elsewhere_is_decided_by_the_operators_guild_and_told_where_it_was_made(
    court: "Court",
) -> None:
    env, guild = court.member.env, court.member.person.guild
    home = env.create_guild("Home of the operator")
    cards = home.create_text_channel("cards")
    bot = court.member.bot
    court.prepare(Settings(curating_guilds=frozenset({home.id})))
    async with bot.database.write() as session:
        await set_review(session, home.id, 1, bot.now(), channel_id=cards.id)
    await court.submit()
    await court.settle()
    assert len(cards.history()) == 1
    assert court.review.history() == []
    assert guild.name in str(cards.history()[0].components)
    refused = await court.moderator.ask("submissions show", number=1)
    assert "may not decide" in refused.text


async def test_a_card_that_is_gone_while_nothing_waits_is_not_posted_again(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    shown = await court.moderator.ask("submissions show", number=1)
    await court.delete(card)
    await court.moderator.press(shown, "Approve")
    for _ in range(2):
        await court.settle()
    assert court.review.history() == []
    assert (await court.submission()).state is State.APPROVED
