"""What a person follows, changed and shown: what commands and buttons share, and those buttons."""

from typing import Any, cast

from discord import ui

from bot.answering import Asked, answer, begin, words_of
from bot.commands.presses import Press
from bot.digests.notices import explain_pause
from bot.follows import Follow, Followed, follows_of, give_up, take_up
from bot.library import Shelf
from bot.personal import Change, change_personal, resume_personal, stop_personal, with_interest
from bot.screens.follows import render_following, tell_follow
from bot.screens.notice import render_notice
from bot.screens.phrases import name_category
from bot.screens.screen import Screen
from bot.texts import Words
from bot.texts.catalogs import SOURCE_LOCALE
from bot.wishes import next_runs
from storage.digests.errors import SubscriptionNotFound
from storage.digests.subscription import Interest, PauseReason, State, Subscription
from storage.digests.subscriptions import find_personal
from storage.errors import PaperNotFound

_RUNS = 3


async def change_follows(interaction: Asked, change: Change) -> Subscription | None:
    """Changes what the person chose; the digest as it is now, None without one."""
    bot = interaction.client
    language = bot.texts.find_locale(str(interaction.locale)) or SOURCE_LOCALE
    async with bot.database.write() as session:
        return await change_personal(session, interaction.user.id, change, language=language, now=bot.now())


async def follow(interaction: Asked, wanted: Follow) -> None:
    """Follows one thing more and shows all that is followed. Raises `TooMuchFollowed`."""
    await begin(interaction)
    await change_follows(interaction, with_interest(lambda interest: take_up(interest, wanted)))
    words = words_of(interaction)
    names = await find_names(interaction, take_up(Interest(any_part=True), wanted))
    note = words.say("You follow {what}.", what=tell_follow(wanted, names, words))
    await answer(interaction, await show_following(interaction, note=note))


async def show_following(interaction: Asked, note: str = "") -> Screen:
    """All that the person follows."""
    async with interaction.client.database.read() as session:
        own = await find_personal(session, interaction.user.id)
    words = words_of(interaction)
    names = await find_names(interaction, own.choices.interest) if own else {}
    paused = _explain(own.pause_reason, words) if own else ""
    rests = own is None or own.state is State.PAUSED
    runs = () if own is None or rests else next_runs(own, interaction.client.now(), _RUNS)
    return render_following(own, names, paused, runs, words, note=note)


def _explain(reason: PauseReason, words: Words) -> str:
    return words.say("You stopped it.") if reason is PauseReason.PERSON else explain_pause(reason, words)


async def find_names(interaction: Asked, interest: Interest) -> dict[Follow, str]:
    """What is shown for each thing, as lists write it. Whatever is followed is seen outside of guilds."""
    shelf = await interaction.client.library.open(None, may_be_empty=True)
    words = words_of(interaction)
    return {each: _name(each, shelf, words) for each in follows_of(interest)}


def _name(each: Follow, shelf: Shelf, words: Words) -> str:
    if each.kind is Followed.CATEGORY:
        category = shelf.find_category(each.value)
        return name_category(category, words.locale) if category else each.value
    if each.kind is Followed.PAPER:
        try:
            return shelf.get_paper(int(each.value)).title
        except PaperNotFound:
            return words.say("a paper that is not on the lists any more")
    return each.value


class FollowPaper(Press, template=r"follow:(?P<paper>\d{1,19})"):
    """Follows the paper of a card."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        paper = shelf.get_paper(int(self.match["paper"]))
        await follow(interaction, Follow(Followed.PAPER, str(paper.id)))


class UnfollowChosen(Press, template=r"unfollow:\d"):
    """Gives up what was chosen from a menu."""

    async def act(self, interaction: Asked) -> None:
        codes = frozenset(cast("ui.Select[Any]", self.item).values)
        await begin(interaction)
        await change_follows(interaction, with_interest(lambda interest: give_up(interest, codes)))
        note = words_of(interaction).say("You do not follow that any more.")
        await answer(interaction, await show_following(interaction, note=note))


class StopDigest(Press, template=r"stop:(?P<digest>\d{1,9})"):
    """Lets the digest of the person who presses rest. Raises `SubscriptionNotFound` for anybody else's."""

    async def act(self, interaction: Asked) -> None:
        bot, number = interaction.client, int(self.match["digest"])
        async with bot.database.read() as session:
            own = await find_personal(session, interaction.user.id)
        if own is None or own.id != number:
            raise SubscriptionNotFound(number)
        await begin(interaction)
        async with bot.database.write() as session:
            await stop_personal(session, interaction.user.id, bot.now())
        words = words_of(interaction)
        stopped = words.say(
            "I have stopped writing to you. What you follow is kept: /following shows it and can start it again."
        )
        await answer(interaction, render_notice(stopped))


class ResumeFollowing(Press, template="resume-following"):
    """Serves one's digest again."""

    async def act(self, interaction: Asked) -> None:
        bot = interaction.client
        await begin(interaction)
        async with bot.database.write() as session:
            await resume_personal(session, interaction.user.id, bot.now())
        await answer(
            interaction, await show_following(interaction, note=words_of(interaction).say("It is served again."))
        )
