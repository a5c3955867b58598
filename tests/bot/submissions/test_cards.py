"""The card of a submission as it stands."""

from typing import TYPE_CHECKING

from storage.guilds import choose_language

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court


async def test_a_card_shows_what_is_like_it_and_what_is_to_be_mended(court: "Court") -> None:
    alike = await court.member.ask(
        "submit", link="https://arxiv.org/abs/2606.00001", title="Speculative pruning of kettle number 14"
    )
    await court.member.press(alike, "Submit all the same")
    card = await court.card()
    assert "Like it" in card.text
    assert "Speculative pruning of kettle number" in card.text


async def test_a_card_speaks_the_language_of_its_guild(court: "Court") -> None:
    bot = court.member.bot
    async with bot.database.write() as session:
        await choose_language(session, court.member.person.guild.id, "zh-CN")
    await court.submit()
    assert "通过" in (await court.card()).labels
