"""The panel on which a guild chooses where submissions are reviewed, and by whom."""

from collections.abc import Collection
from typing import Any

import discord
from discord import ui

from bot.screens.screen import Screen, press
from bot.screens.setup import Told, back_to_menu
from bot.texts import Words
from storage.submissions.rules import ReviewSettings

MOST_REVIEWERS = 25


def choose_for_reviewing(what: str) -> str:
    """Asks that what is chosen be kept: "channel", "roles" or "members", or nothing more than the state: "closed"."""
    return f"reviewing:{what}"


def tell_reviewing(settings: ReviewSettings, words: Words) -> Told:
    """Where submissions are reviewed, in the menu."""
    state = f"<#{settings.channel_id}>" if settings.channel_id else words.say("no channel chosen yet")
    return Told(words.say("Submissions"), state, words.say("Choose reviewers"))


def render_reviewing(settings: ReviewSettings, problem: str, *, decides: bool, words: Words) -> Screen:
    """The panel. `problem` is a sentence about what keeps the bot from posting in the channel, "" for nothing;
    `decides` tells whether the guild decides for the catalog that all share."""
    who = [*(f"<@&{number}>" for number in sorted(settings.role_ids))]
    who += [f"<@{number}>" for number in sorted(settings.member_ids)]
    reviewers = words.together(who) if who else words.say("those who may manage this guild")
    channel = f"<#{settings.channel_id}>" if settings.channel_id else words.say("none; they wait in /submissions queue")
    lines = [
        f"## {words.say('Submissions')}",
        words.say("**{name}:** {fact}", name=words.say("Review channel"), fact=channel),
        words.say("**{name}:** {fact}", name=words.say("Reviewers"), fact=reviewers),
        words.say("Moderators decide here what members submit in this guild.")
        if decides
        else words.say(
            "What members submit here is decided by whoever runs this bot; its outcomes are told in the review channel."
        ),
    ]
    if settings.is_closed:
        lines.append("⚠️ " + words.say("No submissions are taken at the moment: /submissions open ends that."))
    if problem:
        lines.append(f"⚠️ {problem}")
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay("\n".join(lines)))
    box.add_item(ui.ActionRow(_channels(settings.channel_id, words)))
    box.add_item(ui.ActionRow(_roles(settings.role_ids, words)))
    box.add_item(ui.ActionRow(_members(settings.member_ids, words)))
    screen = Screen()
    screen.add_item(box)
    no_channel = press(
        words.say("No review channel"), choose_for_reviewing("none"), disabled=settings.channel_id is None
    )
    screen.add_item(ui.ActionRow(no_channel, back_to_menu(words)))
    return screen


def _channels(chosen: int | None, words: Words) -> ui.ChannelSelect[Any]:
    return ui.ChannelSelect(
        custom_id=choose_for_reviewing("channel"),
        channel_types=[discord.ChannelType.text, discord.ChannelType.public_thread, discord.ChannelType.private_thread],
        placeholder=words.say("Review channel"),
        default_values=_defaults([chosen] if chosen else [], discord.SelectDefaultValueType.channel),
    )


def _roles(chosen: Collection[int], words: Words) -> ui.RoleSelect[Any]:
    return ui.RoleSelect(
        custom_id=choose_for_reviewing("roles"),
        placeholder=words.say("Roles that decide"),
        min_values=0,
        max_values=MOST_REVIEWERS,
        default_values=_defaults(chosen, discord.SelectDefaultValueType.role),
    )


def _members(chosen: Collection[int], words: Words) -> ui.UserSelect[Any]:
    return ui.UserSelect(
        custom_id=choose_for_reviewing("members"),
        placeholder=words.say("Members who decide"),
        min_values=0,
        max_values=MOST_REVIEWERS,
        default_values=_defaults(chosen, discord.SelectDefaultValueType.user),
    )


def _defaults(numbers: Collection[int], kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    return [discord.SelectDefaultValue(id=number, type=kind) for number in sorted(numbers)[:MOST_REVIEWERS]]
