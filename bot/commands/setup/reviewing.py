"""Where submissions are reviewed, and by whom. Each choice is kept at once."""

from bot.answering import Asked, turn, words_of
from bot.commands.presses import Press
from bot.commands.setup.topic import Topic, check_keeper
from bot.errors import find_sentence
from bot.places import check_bot, find_channel
from bot.refusals import ChannelMissing, Refusal
from bot.screens.review_setup import render_reviewing, tell_reviewing
from bot.screens.screen import Screen
from bot.screens.setup import Told
from bot.submissions.reviewers import rules_of
from storage.submissions.reviewing import load_review_settings, set_review
from storage.submissions.rules import ReviewSettings


async def tell_reviewing_here(interaction: Asked) -> Told:
    """How reviewing stands."""
    return tell_reviewing(await _load(interaction), words_of(interaction))


async def show_reviewing(interaction: Asked) -> Screen:
    """The panel, with what keeps the bot from posting in the channel that was chosen."""
    settings, words = await _load(interaction), words_of(interaction)
    guild = check_keeper(interaction).guild
    problem = ""
    if settings.channel_id is not None:
        try:
            channel = await find_channel(guild, settings.channel_id)
            if channel is None:
                raise ChannelMissing
            check_bot(channel, None)
        except Refusal as refusal:
            problem = find_sentence(refusal, words) or ""
    decides = guild.id in rules_of(interaction.client).curating
    return render_reviewing(settings, problem, decides=decides, words=words)


REVIEWING = Topic("reviewing", tell_reviewing_here, show_reviewing)


class ChooseForReviewing(Press, template=r"reviewing:(?P<what>channel|none|roles|members)"):
    """A choice on the panel."""

    async def act(self, interaction: Asked) -> None:
        asker, bot = check_keeper(interaction), interaction.client
        async with bot.database.write() as session:
            before = await load_review_settings(session, asker.guild.id)
            channel_id, role_ids, member_ids = before.channel_id, before.role_ids, before.member_ids
            match self.match["what"]:
                case "channel":
                    channel_id = self.choices()[0].id
                case "none":
                    channel_id = None
                case "roles":
                    role_ids = frozenset(self._chosen())
                case _:
                    member_ids = frozenset(self._chosen())
            await set_review(
                session,
                asker.guild.id,
                asker.member.id,
                bot.now(),
                channel_id=channel_id,
                role_ids=role_ids,
                member_ids=member_ids,
            )
        await turn(interaction, await show_reviewing(interaction))

    def _chosen(self) -> list[int]:
        return [one.id for one in getattr(self.item, "values", ())]


async def _load(interaction: Asked) -> ReviewSettings:
    async with interaction.client.database.read() as session:
        return await load_review_settings(session, interaction.guild_id or 0)
