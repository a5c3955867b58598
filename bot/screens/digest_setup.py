"""The panel on which a guild makes its first digest. All that was chosen stands in its custom ids."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cadence import parse_cadence
from bot.places import KINDS
from bot.screens.custom_ids import SetupState, step_of_setup
from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import escape, plain
from bot.screens.schedule import describe_cadence
from bot.screens.screen import Screen, press
from bot.screens.setup import back_to_menu
from bot.texts import Words


def render_setup(
    state: SetupState,
    problem: str,
    cadences: Sequence[str],
    zones: Sequence[str],
    languages: Sequence[str],
    words: Words,
    *,
    note: str = "",
) -> Screen:
    """The panel with what was chosen so far. `problem` says what keeps the bot from posting in the channel, as safe
    Markdown, "" for nothing; the rest is what there is to choose from, the chosen one included where it is none of
    the usual. `note` is a sentence about what was done last."""
    ready = state.channel_id != 0 and not problem
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(_intro(state, problem, words, note)))
    box.add_item(ui.ActionRow(_channels(state, words)))
    box.add_item(ui.ActionRow(_menu("cadence", state, cadences, state.cadence, words.say("How often"), words)))
    box.add_item(ui.ActionRow(_menu("zone", state, zones, state.timezone, words.say("Time zone"), words)))
    box.add_item(ui.ActionRow(_menu("language", state, languages, state.language, words.say("Language"), words)))
    box.add_item(
        ui.ActionRow(
            press(words.say("Test post"), step_of_setup("test", state), disabled=not ready),
            press(words.say("Create the digest"), step_of_setup("create", state), primary=True, disabled=not ready),
            press(words.say("Other time zone"), step_of_setup("other", state)),
            back_to_menu(words),
        )
    )
    screen = Screen()
    screen.add_item(box)
    return screen


def _intro(state: SetupState, problem: str, words: Words, note: str) -> str:
    channel = f"<#{state.channel_id}>" if state.channel_id else words.say("not chosen yet")
    if not state.channel_id:
        check = words.say("Choose the channel that is to hear what is new on the lists.")
    elif problem:
        check = f"⚠️ {problem}"
    else:
        check = "✅ " + words.say("I can post there. Try it with a test post, then create the digest.")
    facts = [
        (words.say("Channel"), channel),
        (words.say("When"), escape(describe_cadence(parse_cadence(state.cadence), words), OPTION_TEXT)),
        (words.say("Time zone"), escape(state.timezone, 80)),
        (words.say("Language"), words.language(state.language)),
    ]
    lines = [words.say("**{name}:** {fact}", name=name, fact=fact) for name, fact in facts]
    return "\n".join([f"## {words.say('Set up a digest')}", *lines, check, *([f"-# {note}"] if note else [])])


def _channels(state: SetupState, words: Words) -> ui.ChannelSelect[Any]:
    chosen = [discord.SelectDefaultValue(id=state.channel_id, type=discord.SelectDefaultValueType.channel)]
    return ui.ChannelSelect(
        custom_id=step_of_setup("channel", state),
        channel_types=list(KINDS),
        placeholder=words.say("Channel"),
        default_values=chosen if state.channel_id else [],
    )


def _menu(
    step: str, state: SetupState, values: Sequence[str], chosen: str, placeholder: str, words: Words
) -> ui.Select[Any]:
    offered = list(values if chosen in values else [chosen, *values])[:SELECT_OPTIONS]
    options = [
        discord.SelectOption(label=plain(_label(step, value, words), OPTION_TEXT), value=value, default=value == chosen)
        for value in offered
    ]
    return ui.Select(custom_id=step_of_setup(step, state), placeholder=placeholder, options=options)


def _label(step: str, value: str, words: Words) -> str:
    if step == "cadence":
        return describe_cadence(parse_cadence(value), words)
    return words.language(value) if step == "language" else value
