"""From what a subscription is to be told to the messages that tell it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.digests.marks import menu_id, option_value
from bot.screens.digest import Frame, divide, group_items, name_thread, render_digest
from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.texts import Words
from data.categories import Category
from data.paper import Paper
from storage.digests.collapsing import Item
from storage.digests.subscription import Subscription, Target
from storage.digests.window import Window

UNMARKED = "mark"
"""Stands for the mark in a message that has none yet; it is written in when the message is posted."""

_COMPONENTS_V2 = discord.MessageFlags(components_v2=True).value


@dataclass(frozen=True, slots=True)
class Composed:
    """One message of a digest: how it looks, what it tells, and for a forum the title of its post and its topics."""

    screen: Screen
    items: tuple[Item, ...]
    thread_name: str
    topics: tuple[str, ...]


def compose(
    subscription: Subscription,
    window: Window,
    categories: Sequence[Category],
    words: Words,
    database: str,
    pick: Paper | None = None,
) -> tuple[Composed, ...]:
    """The messages that tell a window, none where there is nothing to tell. `database` is the name under which the
    messages say that they come from this one; `pick` is a paper from the archive to end with."""
    choices = subscription.choices
    groups = group_items(window.items, categories, choices.interest.categories, words)
    parts = divide(groups, choices.style, words)
    options = {item.paper.id: option_value(item, window.occurrences) for item in window.items}
    role = choices.mention_role_id
    frame = Frame(
        style=choices.style,
        select_id=menu_id(database, UNMARKED),
        stop_id=f"stop:{subscription.id}" if subscription.place.target is Target.PERSON else "",
        mention=f"<@&{role}>" if role else "",
        pick=pick,
    )
    screens = render_digest(parts, options, frame, words)
    name = name_thread(window.items, groups, words)
    return tuple(
        Composed(screen, tuple(item for group in part for item in group.items), name, _topics(part, categories))
        for screen, part in zip(screens, parts, strict=True)
    )


def message_body(
    screen: Screen, mention_role_id: int | None = None, *, mention_user_id: int | None = None
) -> dict[str, Any]:
    """A screen as Discord takes it. Nobody else is pinged than that role and that person.

    Raises ValueError for what Discord would refuse.
    """
    violations = find_violations(screen)
    if violations:
        raise ValueError("; ".join(violations))
    roles = {"roles": [str(mention_role_id)]} if mention_role_id else {}
    users = {"users": [str(mention_user_id)]} if mention_user_id else {}
    return {
        "flags": _COMPONENTS_V2,
        "components": screen.to_components(),  # type: ignore[no-untyped-call]  # discord.py leaves it so
        "allowed_mentions": {"parse": [], **roles, **users},
    }


def _topics(part: Sequence[Any], categories: Sequence[Category]) -> tuple[str, ...]:
    """The names of the categories of a part's papers in every language, for the tags of a forum."""
    slugs = dict.fromkeys(slug for group in part for item in group.items for slug in item.paper.categories)
    named = {category.slug: tuple(category.names.values()) for category in categories}
    return tuple(dict.fromkeys(name for slug in slugs for name in (*named.get(slug, ()), slug)))
