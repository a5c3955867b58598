"""The panels on which a guild chooses what its members see."""

from collections.abc import Collection, Sequence
from typing import Any

import discord
from discord import ui

from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import escape, plain
from bot.screens.phrases import list_some
from bot.screens.screen import Screen, press
from bot.screens.setup import Told, back_to_menu
from bot.texts import Words
from storage.lists import ListInfo

AUTOMATIC = "automatic"
"""The value that stands for the language that Discord has of the guild."""
MOST_CHANNELS = 25
_MOST_MENUS = 4
_LINES = 2_000

_KINDS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]


def choose_for_guild(what: str, menu: int | None = None) -> str:
    """Asks that what is chosen be kept: "language", "lists" of this menu, "every-list" or "channels"."""
    return f"guild:{what}" if menu is None else f"guild:{what}:{menu}"


def tell_language(language: str, words: Words) -> Told:
    """The language that was chosen, "" for none, in the menu."""
    state = words.language(language) if language else words.say("as set in Discord")
    return Told(words.say("Language"), state, words.say("Choose the language"))


def tell_lists(names: Collection[str] | None, lists: Sequence[ListInfo], words: Words) -> Told:
    """The lists that the guild sees, None for all, in the menu."""
    if names is None:
        state = words.say("all there are: {number}", number=words.number(len(lists)))
    else:
        seen = sum(info.name in names for info in lists)
        state = words.say("{seen} of {all}", seen=words.number(seen), all=words.number(len(lists)))
    return Told(words.say("Lists"), state, words.say("Choose the lists"))


def tell_answers(channel_ids: Collection[int], words: Words) -> Told:
    """The channels with public answers in the menu."""
    state = words.say("only the one who asked sees them")
    if channel_ids:
        state = words.say_count("public in {count} channel", "public in {count} channels", len(channel_ids))
    return Told(words.say("Answers"), state, words.say("Choose public channels"))


def render_language(chosen: str, spoken: str, languages: Sequence[str], words: Words) -> Screen:
    """The panel of the language. `chosen` is "" for Discord's own choice, which leads to `spoken`."""
    automatic = words.say("As set in Discord: {language}", language=words.language(spoken))
    offered = [(AUTOMATIC, automatic), *((locale, words.language(locale)) for locale in languages)]
    options = [
        discord.SelectOption(label=plain(label, OPTION_TEXT), value=value, default=value == (chosen or AUTOMATIC))
        for value, label in offered
    ]
    menu: ui.Select[Any] = ui.Select(
        custom_id=choose_for_guild("language"), placeholder=words.say("Language"), options=options
    )
    text = words.say(
        "What others see of me in this guild is in this language: shared and public answers, and what I write to those "
        "who mention me. What only one person sees is in that person's own. Each digest has a language of its own."
    )
    return _panel(words.say("Language of this guild"), text, [menu], [], words)


def render_lists(names: Collection[str] | None, lists: Sequence[ListInfo], words: Words) -> Screen:
    """The panel of the lists; `names` are those that the guild sees, None for all there are and will be."""
    ordered = sorted(lists, key=lambda info: info.name)[: _MOST_MENUS * SELECT_OPTIONS]
    lines = [_line(info, words, is_seen=names is None or info.name in names) for info in ordered]
    if names is None:
        state = words.say("This guild sees every list, and those that are added later.")
    elif any(info.name in names for info in ordered):
        state = words.say("This guild sees the lists that were chosen; one that is added later has to be chosen too.")
    else:
        state = words.say("⚠️ This guild sees no list, so I have nothing to answer from here. Choose one at least.")
    shown = list_some(lines, _LINES, lambda left: words.say_count("- and {count} more", "- and {count} more", left))
    menus = [
        _menu(number, ordered[start : start + SELECT_OPTIONS], names, words)
        for number, start in enumerate(range(0, len(ordered), SELECT_OPTIONS))
    ]
    every = press(words.say("See every list"), choose_for_guild("every-list"), disabled=names is None)
    return _panel(words.say("Lists of this guild"), f"{state}\n{shown}" if lines else state, menus, [every], words)


def render_answers(channel_ids: Sequence[int], silent: Collection[int], words: Words) -> Screen:
    """The panel of public answers: the channels that have them, at most 25, and those of them in which the bot may not
    write."""
    text = words.say(
        "In these channels and their threads everybody sees the answers to commands, in the language of the guild. "
        "Elsewhere only the one who asked sees them, and may share them."
    )
    lines = [text, *(f"- <#{channel_id}>" for channel_id in channel_ids)]
    if silent:
        named = words.together([f"<#{channel_id}>" for channel_id in silent])
        lines.append(words.say("⚠️ I may not write in {channels}, so answers stay private there.", channels=named))
    menu: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=choose_for_guild("channels"),
        channel_types=_KINDS,
        placeholder=words.say("Channels with public answers"),
        min_values=0,
        max_values=MOST_CHANNELS,
        default_values=[
            discord.SelectDefaultValue(id=channel_id, type=discord.SelectDefaultValueType.channel)
            for channel_id in channel_ids
        ],
    )
    return _panel(words.say("Public answers"), "\n".join(lines), [menu], [], words)


def _line(info: ListInfo, words: Words, *, is_seen: bool) -> str:
    papers = words.say_count("{count} paper", "{count} papers", info.papers)
    name = f"**{escape(info.title, 80) or escape(info.name, 64)}**"
    if is_seen:
        return "- " + words.say("{list}: seen, {papers}", list=name, papers=papers)
    return "- " + words.say("{list}: not seen, {papers}", list=name, papers=papers)


def _menu(number: int, lists: Sequence[ListInfo], names: Collection[str] | None, words: Words) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=plain(info.title, OPTION_TEXT) or plain(info.name, OPTION_TEXT),
            value=info.name,
            default=names is None or info.name in names,
        )
        for info in lists
    ]
    return ui.Select(
        custom_id=choose_for_guild("lists", number),
        placeholder=words.say("Lists that this guild sees"),
        options=options,
        min_values=0,
        max_values=len(options),
    )


def _panel(
    title: str, text: str, menus: Sequence[ui.Item[Any]], buttons: Sequence[ui.Button[Any]], words: Words
) -> Screen:
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(f"## {title}\n{text}"))
    for menu in menus:
        box.add_item(ui.ActionRow(menu))
    screen = Screen()
    screen.add_item(box)
    screen.add_item(ui.ActionRow(*buttons, back_to_menu(words)))
    return screen
