"""What single people are told without having asked: that their digest rests, or that a list cannot be read."""

from datetime import datetime

from bot.digests.composing import message_body
from bot.digests.marks import new_mark, notice_id
from bot.screens.markdown import escape
from bot.screens.notice import render_notice
from bot.screens.phrases import show_day
from bot.screens.screen import press
from bot.texts import Words
from storage.database import Session
from storage.digests.outbox import post_message
from storage.digests.subscription import PauseReason, Place, Subscription, Target


async def post_sync_failing(
    session: Session,
    subscription: Subscription,
    list_name: str,
    since: datetime,
    database: str,
    words: Words,
    now: datetime,
) -> None:
    """Tells the maker of a digest, once for each time that it happens, that a list has been failing."""
    sentence = words.say(
        "The list {name} could not be read since {day}, so your digest {place} has nothing new from it. Nothing is "
        "lost: what is added meanwhile comes as soon as the list can be read again.",
        name=f"**{escape(list_name, 64)}**",
        day=show_day(since),
        place=name_place(subscription.place, words),
    )
    occasion = f"failing:{subscription.maker_id}:{list_name}:{since.isoformat()}"
    await _post(session, occasion, _maker(subscription), sentence, database, words, now)


async def post_paused(session: Session, subscription: Subscription, database: str, words: Words, now: datetime) -> None:
    """Tells the maker of a digest why it rests and what to do. Who takes no messages is not sent one about that."""
    if subscription.pause_reason is PauseReason.MESSAGES_CLOSED:
        return
    sentence = words.say(
        "Your digest {place} rests: {reason} Nothing is lost: `/digest resume` goes on from where it stopped.",
        place=name_place(subscription.place, words),
        reason=explain_pause(subscription.pause_reason, words),
    )
    occasion = f"paused:{subscription.id}:{subscription.paused_at}"
    await _post(session, occasion, _maker(subscription), sentence, database, words, now)


async def post_unknown_outcome(
    session: Session, subscription: Subscription, delivery_id: int, database: str, words: Words, now: datetime
) -> None:
    """Tells the maker of a digest that a message of it may or may not have arrived."""
    sentence = words.say(
        "A message of your digest {place} may or may not have arrived: Discord did not answer, and I may not read the "
        "channel's history to look. It is not sent again. `/digest history` tells which one; give me Read Message "
        "History there, and this does not happen again.",
        place=name_place(subscription.place, words),
    )
    await _post(session, f"unknown:{delivery_id}", _maker(subscription), sentence, database, words, now)


async def post_to_operator(
    session: Session,
    occasion: str,
    user_id: int,
    sentence: str,
    database: str,
    words: Words,
    now: datetime,
    channel_id: int | None = None,
) -> None:
    """Tells the operator something, once for each occasion: by direct message, or in a channel of theirs. `sentence` is
    safe Markdown."""
    place = Place(Target.TEXT, channel_id=channel_id) if channel_id else Place(Target.PERSON, user_id=user_id)
    await _post(session, occasion, place, sentence, database, words, now)


def explain_pause(reason: PauseReason, words: Words) -> str:
    """Why a digest rests and what to do about it, in one or two sentences."""
    return {
        PauseReason.NONE: "",
        PauseReason.PERSON: words.say("Somebody paused it."),
        PauseReason.CHANNEL_GONE: words.say("Its channel is gone. Choose another one with `/digest edit`."),
        PauseReason.NO_ACCESS: words.say("I cannot see its channel. Let me view it."),
        PauseReason.NO_PERMISSION: words.say("I may not write in its channel. Let me send messages there."),
        PauseReason.THREAD_CLOSED: words.say("Its thread is locked. Unlock it, or choose another channel."),
        PauseReason.TAG_REQUIRED: words.say("Its forum wants a tag on each post, and has none that I may set."),
        PauseReason.MESSAGES_CLOSED: words.say("You take no direct messages from me. Allow them and follow again."),
        PauseReason.REFUSED: words.say("Discord refused the message itself. Tell whoever runs this bot."),
    }[reason]


def name_place(place: Place, words: Words) -> str:
    """Where a digest goes, as a mention of the channel."""
    return words.say("in {channel}", channel=f"<#{place.channel_id}>") if place.channel_id else words.say("for you")


def _maker(subscription: Subscription) -> Place:
    return Place(Target.PERSON, user_id=subscription.maker_id)


async def _post(
    session: Session, occasion: str, place: Place, sentence: str, database: str, words: Words, now: datetime
) -> None:
    mark = new_mark(None)
    button = press(words.say("My digests"), notice_id(database, mark))
    payload = {"message": message_body(render_notice(sentence, button)), "thread": "", "topics": []}
    await post_message(session, occasion, mark, place, payload, now)
