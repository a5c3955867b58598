"""What became of a digest's messages, the newest first; and why a paper was in a digest or was not."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from discord import ui

from bot.screens.changes import name_kind
from bot.screens.interest import tell_obstacle
from bot.screens.markdown import escape
from bot.screens.phrases import BETWEEN, list_some, name_title
from bot.screens.schedule import show_instant, tell_schedule
from bot.screens.screen import Screen
from bot.screens.subscription import tell_place
from bot.texts import Words
from data.paper import Paper
from storage.digests.delivery import DeliveryState, Receipt
from storage.digests.receipts import Story, Telling
from storage.digests.subscription import PauseReason, State, Subscription
from storage.feed import FeedEntry

_ROOM = 2_400
_STORY = 1_200  # characters for the changes of a paper, and for what was told of it


def render_receipts(subscription: Subscription, receipts: Sequence[Receipt], words: Words) -> Screen:
    """The messages of a digest, each with what became of it and a link to it."""
    lines = [_tell_receipt(receipt, words) for receipt in receipts]
    heading = words.say("Messages of the digest in {place}", place=tell_place(subscription.place))
    intro = f"## {heading}\n{tell_schedule(subscription.choices, words)}"
    if lines:
        body = list_some(lines, _ROOM, lambda left: words.say_count("and {count} more", "and {count} more", left))
    else:
        body = words.say("Nothing has been sent yet.")
    return _boxed(intro, body)


def render_story(
    paper: Paper, subscription: Subscription, story: Story, titles: Mapping[str, str], words: Words
) -> Screen:
    """Why a paper was told, will be told, or was not. `titles` has the titles of lists by name."""
    heading = words.say("Why {title}?", title=name_title(paper, 200, words))
    place = words.say("For the digest in {place}", place=tell_place(subscription.place))
    seen = [_tell_change(entry, titles, words) for entry in story.changes]
    if not seen:
        seen = [words.say("- The lists had it from the start: no change of it has been seen.")]
    told = [_tell_telling(telling, words) for telling in story.tellings]
    return _boxed(
        f"## {heading}\n-# {place}",
        _some(f"**{words.say('Seen')}**", seen, words),
        _some(f"**{words.say('Told')}**", told or [words.say("- Not yet.")], words),
        f"**{words.say('So')}**\n{_conclude(subscription, story, words)}",
    )


def link_message(receipt: Receipt) -> str:
    """The address of a message that was sent, or ""."""
    if receipt.message_id is None or receipt.channel_id is None:
        return ""
    return f"https://discord.com/channels/{receipt.guild_id or '@me'}/{receipt.channel_id}/{receipt.message_id}"


def name_state(state: DeliveryState, words: Words) -> str:
    """How far a message has come."""
    return {
        DeliveryState.PENDING: words.say("waits to be sent"),
        DeliveryState.SENT: words.say("sent"),
        DeliveryState.FAILED: words.say("refused by Discord"),
        DeliveryState.UNKNOWN: words.say("sent or not: nobody can tell"),
        DeliveryState.WITHDRAWN: words.say("taken back"),
    }[state]


def _tell_receipt(receipt: Receipt, words: Words) -> str:
    facts = [show_instant(receipt.ended_at or receipt.created_at)]
    facts.append(words.say_count("{count} paper", "{count} papers", receipt.papers))
    if receipt.parts > 1:
        part, parts = words.number(receipt.part), words.number(receipt.parts)
        facts.append(words.say("part {part} of {parts}", part=part, parts=parts))
    facts.append(_tell_outcome(receipt, words))
    return f"- {BETWEEN.join(facts)}"


def _tell_outcome(receipt: Receipt, words: Words) -> str:
    address = link_message(receipt)
    return f"[{name_state(receipt.state, words)}]({address})" if address else name_state(receipt.state, words)


def _tell_change(entry: FeedEntry, titles: Mapping[str, str], words: Words) -> str:
    facts = [
        f"{show_instant(entry.at)}: {name_kind(entry.kind, words)}",
        escape(titles.get(entry.list_name, entry.list_name), 80),
        escape(entry.section, 80),
    ]
    return f"- {BETWEEN.join(filter(None, facts))}"


def _tell_telling(telling: Telling, words: Words) -> str:
    kind = name_kind(telling.kind, words)
    if telling.receipt is None:
        noted = words.say("noted {instant}, waits for company", instant=show_instant(telling.noted_at))
        return f"- {kind}: {noted}"
    at = telling.receipt.ended_at or telling.receipt.created_at
    return f"- {kind}: {_tell_outcome(telling.receipt, words)} {show_instant(at)}"


def _conclude(subscription: Subscription, story: Story, words: Words) -> str:
    """What follows for the next digest."""
    sent = any(telling.receipt for telling in story.tellings)
    if story.will_tell:
        if subscription.pause_reason is PauseReason.PERSON:
            return words.say("The digest rests, and what happens meanwhile is passed over: it is not told.")
        if subscription.state is State.PAUSED:
            return words.say("It will be told once the digest is resumed.")
        if story.waits_until is not None:
            return words.say_count(
                "It waits until there is {count} paper, but no longer than until {instant}.",
                "It waits until there are {count} papers, but no longer than until {instant}.",
                subscription.choices.min_items,
                instant=show_instant(story.waits_until),
            )
        return words.say("It will be in the next digest, {instant}.", instant=_full(subscription.next_at))
    if story.obstacle is not None:
        return words.say("The filters stop it: {obstacle}.", obstacle=tell_obstacle(story.obstacle, words))
    if sent:
        return words.say("It was told, and the filters let it through. It comes again only when something changes.")
    if not story.changes or story.changes[-1].at < subscription.created_at:
        return words.say("The filters let it through, but it was there before the digest was made.")
    if story.changes[-1].seq <= story.cursor:
        return words.say(
            "The filters let it through, but nothing of it is left to tell: it happened while the digest rested or had "
            "other filters, or it is not among the changes that the digest tells."
        )
    return words.say("The filters let it through, but its changes are not among those that the digest tells.")


def _full(instant: datetime) -> str:
    return f"<t:{int(instant.timestamp())}:F>"


def _some(heading: str, lines: Sequence[str], words: Words) -> str:
    return list_some(
        [heading, *lines], _STORY, lambda left: words.say_count("and {count} more", "and {count} more", left)
    )


def _boxed(*texts: str) -> Screen:
    box: ui.Container[Screen] = ui.Container()
    for text in texts:
        box.add_item(ui.TextDisplay(text))
    screen = Screen()
    screen.add_item(box)
    return screen
