"""A digest as it was made: what it tells, where, when, and how it is doing; and all digests of a guild."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.cadence import parse_cadence
from bot.screens.custom_ids import SHOW_DIGEST, act_on_digest
from bot.screens.interest import tell_interest, tell_kinds
from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import clean, escape, plain
from bot.screens.phrases import BETWEEN, list_some, show_day
from bot.screens.schedule import describe_cadence, show_instant, tell_runs, tell_schedule
from bot.screens.screen import Screen, press
from bot.texts import Words
from storage.digests.subscription import Choices, PauseReason, Place, State, Style, Subscription, Target

_ROOM, _EACH = 2_600, 60


@dataclass(frozen=True, slots=True)
class Reach:
    """How many papers a digest's choices fit: of what happened in the past 90 days, and of all papers today. `since` is
    when the lists were first read, where that is not so long ago."""

    lately: int
    today: int
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A digest with what is known beside it. `paused` says why it rests and what to do, as safe Markdown; `runs` are
    its next times; `channel` is the name of its channel, None for one that is gone."""

    subscription: Subscription
    paused: str
    runs: tuple[datetime, ...]
    channel: str | None
    reach: Reach | None = None


def render_subscription(
    shown: Shown, categories: Mapping[str, str], words: Words, *, note: str = "", buttons: bool = True
) -> Screen:
    """One digest. `note` is a sentence above it, safe Markdown; `categories` has names by slug."""
    subscription = shown.subscription
    heading = words.say("Digest in {place}", place=tell_place(subscription.place))
    title = f"-# {note}\n## {heading}" if note else f"## {heading}"
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(title))
    box.add_item(ui.TextDisplay("\n".join(tell_choices(subscription, categories, words))))
    box.add_item(ui.Separator())
    box.add_item(ui.TextDisplay(_tell_state(shown, words)))
    if shown.reach:
        box.add_item(ui.TextDisplay(tell_reach(shown.reach, words)))
    screen = Screen()
    screen.add_item(box)
    if buttons:
        screen.add_item(_buttons(subscription, words))
    return screen


def tell_place(place: Place) -> str:
    """A mention of the channel, which pings nobody."""
    return f"<#{place.channel_id}>"


def tell_choices(subscription: Subscription, categories: Mapping[str, str], words: Words) -> list[str]:
    """What was chosen, a line for each thing."""
    choices = subscription.choices
    facts = [
        (words.say("Papers"), BETWEEN.join(tell_interest(choices.interest, categories, words))),
        (words.say("Tells"), tell_kinds(choices.kinds, words)),
        (words.say("When"), tell_schedule(choices, words)),
        (words.say("Looks"), words.together([words.language(choices.language), name_style(choices.style, words)])),
        (words.say("Mentions"), f"<@&{choices.mention_role_id}>" if choices.mention_role_id else ""),
        (words.say("Waits"), _tell_waiting(choices, words)),
        (words.say("Also"), words.together(_tell_extras(subscription, words))),
    ]
    return [words.say("**{name}:** {fact}", name=name, fact=fact) for name, fact in facts if fact]


def tell_reach(reach: Reach, words: Words) -> str:
    """How much that is; a warning where it is nothing."""
    if reach.since:
        lately = words.say_count(
            "Since {day}, when I first read the lists, this would have told of {count} paper.",
            "Since {day}, when I first read the lists, this would have told of {count} papers.",
            reach.lately,
            day=show_day(reach.since),
        )
    else:
        lately = words.say_count(
            "In the past 90 days this would have told of {count} paper.",
            "In the past 90 days this would have told of {count} papers.",
            reach.lately,
        )
    today = words.say_count("Of all papers today {count} fits.", "Of all papers today {count} fit.", reach.today)
    if reach.today:
        return f"-# {lately} {today}"
    warning = words.say("**Nothing fits these filters.** Loosen them with /digest edit, or wait for what comes.")
    return f"⚠️ {warning}\n-# {lately} {today}"


def render_subscriptions(shown: Sequence[Shown], most: int, words: Words) -> Screen:
    """The digests of a guild, one below the other, with a menu to open one. `most` is how many there may be."""
    counted = words.say_count(
        "{count} digest of {most}", "{count} digests of {most}", len(shown), most=words.number(most)
    )
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(f"## {words.say('Digests')}\n**{counted}**"))
    screen = Screen()
    screen.add_item(box)
    if not shown:
        box.add_item(ui.TextDisplay(words.say("There is none yet. Make one with /digest create.")))
        return screen
    lines = [_line(each, words) for each in shown]
    box.add_item(ui.TextDisplay(list_some(lines, _ROOM, lambda left: _more(left, words))))
    screen.add_item(ui.ActionRow(_menu(shown, words)))
    return screen


def name_style(style: Style, words: Words) -> str:
    """A style in words."""
    return words.say("compact") if style is Style.COMPACT else words.say("cards")


def _tell_state(shown: Shown, words: Words) -> str:
    subscription = shown.subscription
    if subscription.state is State.PAUSED:
        since = show_day(subscription.paused_at) if subscription.paused_at else ""
        paused = words.say("**It rests** since {day}. {reason}", day=since, reason=shown.paused)
        if subscription.pause_reason is PauseReason.PERSON:
            how = words.say("Resume it, and it tells what happens from then on.")
        else:
            how = words.say("Resume it when that is mended: nothing is lost meanwhile.")
        return f"⏸️ {paused}\n{how}"
    runs = f"{words.say('**Next times**')}\n{tell_runs(shown.runs)}"
    if shown.channel is None and subscription.place.target is not Target.THREAD:  # which may only rest
        return f"⚠️ {words.say('Its channel is gone. Choose another one with `/digest edit`.')}\n{runs}"
    return runs


def _tell_waiting(choices: Choices, words: Words) -> str:
    if choices.min_items <= 1:
        return ""
    papers = words.say_count("{count} paper", "{count} papers", choices.min_items)
    days = words.say_count("{count} day", "{count} days", choices.max_wait // timedelta(days=1))
    return words.say("until there are {papers}, but no longer than {days}", papers=papers, days=days)


def _tell_extras(subscription: Subscription, words: Words) -> list[str]:
    choices, said = subscription.choices, []
    if choices.picks:
        said.append(words.say("one paper from the archive each time"))
    if choices.publishes:
        said.append(words.say("published to the channels that follow this one"))
    if subscription.place.target is Target.FORUM:
        said.append(words.say("each digest is a post of its own"))
    return said


def name_digest(subscription: Subscription, channel: str | None, words: Words) -> str:
    """A digest in one line, plain: "5. #papers · every Monday at 09:00 · kv-cache, NVIDIA". A channel that is not known
    has None for its name: it is gone, or a thread that rests."""
    place = f"#{plain(channel, 40)}" if channel else _name_unknown(subscription.place, words)
    facts = [place, describe_cadence(parse_cadence(subscription.choices.cadence), words)]
    facts += filter(None, [_narrow(subscription)])
    return plain(f"{subscription.id}. {BETWEEN.join(facts)}", OPTION_TEXT)


def _name_unknown(place: Place, words: Words) -> str:
    return words.say("a thread") if place.target is Target.THREAD else words.say("a channel that is gone")


def _narrow(subscription: Subscription) -> str:
    """What tells it from other digests of the channel."""
    interest = subscription.choices.interest
    return ", ".join(filter(None, map(clean, (*interest.categories, *interest.keywords, *interest.organisations))))


def _line(shown: Shown, words: Words) -> str:
    subscription = shown.subscription
    if subscription.state is State.PAUSED:
        state = words.say("rests")
    else:
        state = words.say("next {instant}", instant=show_instant(subscription.next_at))
    facts = [tell_place(subscription.place), tell_schedule(subscription.choices, words)]
    facts += filter(None, [escape(_narrow(subscription), _EACH), state])
    return f"**{subscription.id}.** {BETWEEN.join(facts)}"


def _menu(shown: Sequence[Shown], words: Words) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=name_digest(each.subscription, each.channel, words), value=str(each.subscription.id))
        for each in shown[:SELECT_OPTIONS]
    ]
    return ui.Select(custom_id=SHOW_DIGEST, placeholder=words.say("Show a digest"), options=options)


def _buttons(subscription: Subscription, words: Words) -> ui.ActionRow[Screen]:
    number, rests = subscription.id, subscription.state is State.PAUSED
    turn = words.say("Resume") if rests else words.say("Pause")
    return ui.ActionRow(
        press(words.say("Preview"), act_on_digest("preview", number)),
        press(words.say("Send now"), act_on_digest("send", number), disabled=rests),
        press(turn, act_on_digest("resume" if rests else "pause", number), primary=rests),
        press(words.say("History"), act_on_digest("history", number)),
        press(words.say("Delete"), act_on_digest("delete", number)),
    )


def render_deletion(subscription: Subscription, words: Words) -> Screen:
    """Asks whether a digest is to be deleted."""
    screen = Screen()
    question = words.say(
        "Delete the digest in {place} ({schedule})? What it was told is forgotten with it. /digest pause keeps all.",
        place=tell_place(subscription.place),
        schedule=tell_schedule(subscription.choices, words),
    )
    screen.add_item(ui.TextDisplay(question))
    button: ui.Button[Any] = ui.Button(
        label=words.say("Delete it"),
        custom_id=act_on_digest("drop", subscription.id),
        style=discord.ButtonStyle.danger,
    )
    screen.add_item(ui.ActionRow(button))
    return screen


def _more(left: int, words: Words) -> str:
    return words.say_count("and {count} more", "and {count} more", left)
