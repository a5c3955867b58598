"""What a person follows, when they hear of it, and how to change that."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.follows import Follow, Followed, follows_of
from bot.screens.custom_ids import RESUME_FOLLOWING, stop_digest, unfollow_from
from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import escape, plain
from bot.screens.phrases import list_some, show_day
from bot.screens.schedule import tell_runs, tell_schedule
from bot.screens.screen import Screen, press
from bot.texts import Words
from storage.digests.subscription import State, Subscription

_ROOM, _EACH = 2_200, 120


def render_following(
    subscription: Subscription | None,
    names: Mapping[Follow, str],
    paused: str,
    runs: Sequence[datetime],
    words: Words,
    *,
    note: str = "",
) -> Screen:
    """All that a person follows, with menus to give it up. `names` has what is shown for each thing, as lists write it;
    `paused` says why the digest rests and what to do, as safe Markdown; `note` is a sentence above it all."""
    screen = Screen()
    box: ui.Container[Screen] = ui.Container()
    if note:
        box.add_item(ui.TextDisplay(f"-# {note}"))
    if subscription is None:
        nothing = words.say(
            "You follow nothing. Use /follow for a category, a keyword, an organisation or a paper, and I send you a "
            "direct message when something new comes up."
        )
        box.add_item(ui.TextDisplay(f"## {words.say('What you follow')}\n{nothing}"))
        screen.add_item(box)
        return screen
    follows = follows_of(subscription.choices.interest)
    lines = [f"- {tell_follow(each, names, words)}" for each in follows]
    shown = list_some(lines, _ROOM, lambda left: words.say_count("and {count} more", "and {count} more", left))
    box.add_item(ui.TextDisplay(f"## {words.say('What you follow')}\n{shown}"))
    box.add_item(ui.Separator())
    box.add_item(ui.TextDisplay(_tell_state(subscription, paused, runs, words)))
    screen.add_item(box)
    for menu, start in enumerate(range(0, len(follows), SELECT_OPTIONS)):
        screen.add_item(ui.ActionRow(_menu(menu, follows[start : start + SELECT_OPTIONS], names, words)))
    screen.add_item(ui.ActionRow(_button(subscription, words)))
    return screen


def tell_follow(follow: Follow, names: Mapping[Follow, str], words: Words) -> str:
    """A thing that is followed, with what kind of thing it is; safe Markdown."""
    name = escape(names.get(follow, follow.value), _EACH) or words.say("(untitled)")
    return words.say("{kind}: {what}", kind=name_followed(follow.kind, words), what=f"**{name}**")


def label_follow(follow: Follow, names: Mapping[Follow, str], words: Words) -> str:
    """The same where Discord reads no Markdown."""
    name = plain(names.get(follow, follow.value), OPTION_TEXT - 24) or words.say("(untitled)")
    return plain(words.say("{kind}: {what}", kind=name_followed(follow.kind, words), what=name), OPTION_TEXT)


def name_followed(kind: Followed, words: Words) -> str:
    """A kind of thing in words."""
    return {
        Followed.CATEGORY: words.say("Category"),
        Followed.KEYWORD: words.say("Keyword"),
        Followed.ORGANISATION: words.say("Organisation"),
        Followed.PAPER: words.say("Paper"),
    }[kind]


def _tell_state(subscription: Subscription, paused: str, runs: Sequence[datetime], words: Words) -> str:
    schedule = words.say("**{name}:** {fact}", name=words.say("When"), fact=tell_schedule(subscription.choices, words))
    if subscription.state is State.PAUSED:
        since = show_day(subscription.paused_at) if subscription.paused_at else ""
        rests = words.say("**It rests** since {day}. {reason}", day=since, reason=paused)
        return f"{schedule}\n⏸️ {rests}"
    silent = words.say("I write to you only when there is something new.")
    return f"{schedule}\n{words.say('**Next times**')}\n{tell_runs(runs)}\n-# {silent}"


def _menu(menu: int, follows: Sequence[Follow], names: Mapping[Follow, str], words: Words) -> ui.Select[Any]:
    options = [discord.SelectOption(label=label_follow(each, names, words), value=each.code) for each in follows]
    return ui.Select(
        custom_id=unfollow_from(menu),
        placeholder=words.say("Follow no more"),
        options=options,
        max_values=len(options),
    )


def _button(subscription: Subscription, words: Words) -> ui.Button[Any]:
    if subscription.state is State.PAUSED:
        return press(words.say("Resume"), RESUME_FOLLOWING, primary=True)
    return press(words.say("Stop"), stop_digest(subscription.id))
