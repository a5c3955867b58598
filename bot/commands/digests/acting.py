"""What one does with a digest that is there, for commands and buttons alike."""

from collections.abc import Awaitable, Callable, Mapping

from bot.answering import Asked, words_of
from bot.commands.digests.asking import find_asker, get_digest, present
from bot.digests.running import preview, send_now
from bot.places import Postable, check_bot
from bot.refusals import ChannelGone
from bot.screens.notice import render_notice
from bot.screens.preview import render_preview
from bot.screens.receipts import render_receipts
from bot.screens.schedule import show_instant
from bot.screens.screen import Screen
from bot.screens.subscription import render_deletion, tell_place
from bot.wishes import next_run
from storage.digests.outbox import withdraw
from storage.digests.receipts import load_receipts
from storage.digests.subscription import PauseReason, State, Subscription
from storage.digests.subscriptions import delete_subscription, pause_subscription, resume_subscription

RECEIPTS = 15

Found = tuple[Subscription, Postable | None]
"""A digest that the member may manage, and its channel, None where that is gone."""


async def preview_digest(interaction: Asked, found: Found) -> Screen:
    """What the next digest would tell as of now. Moves nothing."""
    bot, (subscription, _) = interaction.client, found
    async with bot.database.read() as session:
        messages, waits_until = await preview(session, subscription, bot.texts, bot.now())
    words, note = words_of(interaction), ""
    if not messages:
        return render_notice(words.say("There is nothing new to tell at the moment."))
    if subscription.pause_reason is PauseReason.PERSON:
        note = words.say("The digest rests: once it is resumed, it tells what happens from then on.")
    elif waits_until is not None:
        note = words.say(
            "The digest waits for more, but no longer than until {instant}; /digest send does not wait.",
            instant=show_instant(waits_until),
        )
    return render_preview(messages[0].screen, len(messages), words, note=note)


async def send_digest(interaction: Asked, found: Found) -> Screen:
    """Posts what there is to tell at once. Raises `BotMayNotPost` and its kin."""
    bot, words, (subscription, channel) = interaction.client, words_of(interaction), found
    check_channel(subscription, channel)
    if subscription.state is State.PAUSED:
        return await present(interaction, subscription, note=words.say("It rests. Resume it first."), counts=False)
    async with bot.database.write() as session:
        papers = await send_now(session, subscription, bot.texts, bot.now())
    if not papers:
        return render_notice(words.say("There is nothing new to tell at the moment."))
    return render_notice(
        words.say_count(
            "A digest of {count} paper is on its way to {place}.",
            "A digest of {count} papers is on its way to {place}.",
            papers,
            place=tell_place(subscription.place),
        )
    )


async def pause_digest(interaction: Asked, found: Found) -> Screen:
    """Lets a digest rest and takes back what has not left."""
    bot, words, (subscription, _) = interaction.client, words_of(interaction), found
    async with bot.database.write() as session:
        paused = await pause_subscription(session, subscription.id, PauseReason.PERSON, bot.now())
        if paused:
            await withdraw(session, subscription.id, bot.now())
    note = words.say("The digest rests.") if paused else words.say("It rested already.")
    return await present(interaction, paused or subscription, note=note, counts=False)


async def resume_digest(interaction: Asked, found: Found) -> Screen:
    """Serves a digest again. Raises `BotMayNotPost` and its kin where it would only fail again."""
    bot, words, (subscription, channel) = interaction.client, words_of(interaction), found
    check_channel(subscription, channel)
    if subscription.state is State.ACTIVE:
        return await present(interaction, subscription, note=words.say("It is served already."), counts=False)
    now = bot.now()
    async with bot.database.write() as session:
        next_at = next_run(subscription.choices, now)
        resumed = await resume_subscription(
            session, subscription.id, subscription.place.guild_id, next_at=next_at, now=now
        )
    return await present(interaction, resumed, note=words.say("The digest is served."), counts=False)


async def show_history(interaction: Asked, found: Found) -> Screen:
    """The newest messages of a digest."""
    subscription, _ = found
    async with interaction.client.database.read() as session:
        receipts = await load_receipts(session, subscription.id, RECEIPTS)
    return render_receipts(subscription, receipts, words_of(interaction))


async def ask_deletion(interaction: Asked, found: Found) -> Screen:
    """Asks whether a digest is to be deleted."""
    return render_deletion(found[0], words_of(interaction))


async def drop_digest(interaction: Asked, found: Found) -> Screen:
    """Deletes a digest."""
    subscription, _ = found
    async with interaction.client.database.write() as session:
        await delete_subscription(session, subscription.id, subscription.place.guild_id)
    words = words_of(interaction)
    return render_notice(words.say("The digest in {place} is deleted.", place=tell_place(subscription.place)))


Act = Callable[[Asked, Found], Awaitable[Screen]]

ACTS: Mapping[str, Act] = {
    "preview": preview_digest,
    "send": send_digest,
    "pause": pause_digest,
    "resume": resume_digest,
    "history": show_history,
    "delete": ask_deletion,
    "drop": drop_digest,
}
"""What the buttons below a digest do, by the names that stand in their custom ids."""


async def act_on(interaction: Asked, verb: str, subscription_id: int) -> Screen:
    """Does what a button asks for. Raises `SubscriptionNotFound`, `MemberMayNotManage` and what the act refuses."""
    find_asker(interaction)
    return await ACTS[verb](interaction, await get_digest(interaction, subscription_id))


def check_channel(subscription: Subscription, channel: Postable | None) -> None:
    """Whether the bot can post a digest where it goes. Raises `ChannelGone`, `BotMayNotPost`, `ForumWantsTag` and
    `ThreadLocked`."""
    if channel is None:
        raise ChannelGone
    check_bot(channel, channel.guild.get_role(subscription.choices.mention_role_id or 0))
