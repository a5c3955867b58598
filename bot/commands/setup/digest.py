"""The panel that makes a digest step by step. What was chosen stands in the custom ids of the panel, so that it
outlives a restart between two steps."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, cast

import aiohttp
import discord
from discord import ui

from bot.answering import Asked, answer, begin, words_for_all, words_of
from bot.cadence import complete_zone, parse_zone
from bot.commands.digests.asking import find_asker, present
from bot.commands.digests.making import check_place, make
from bot.commands.forms import Form, text_field
from bot.commands.presses import Press
from bot.commands.setup.topic import Topic, check_keeper
from bot.digest_options import CADENCES
from bot.errors import find_sentence
from bot.places import Postable, check_bot, check_member, find_channel
from bot.refusals import ChannelMissing, PagesLost, PostRefused, Refusal
from bot.screens.custom_ids import SetupState, parse_setup_state, step_of_setup
from bot.screens.digest_setup import render_setup
from bot.screens.notice import render_notice
from bot.screens.screen import Screen
from bot.screens.setup import Told
from bot.texts import Words
from bot.wishes import DEFAULT_CADENCE
from storage.digests.subscription import Choices
from storage.digests.subscriptions import count_subscriptions

_DEFAULT_ZONE, _ZONES = "UTC", 18


async def tell_digests(interaction: Asked) -> Told:
    """How many digests the guild has."""
    words = words_of(interaction)
    async with interaction.client.database.read() as session:
        count = await count_subscriptions(session, check_keeper(interaction).guild.id)
    state = words.say_count("{count} digest", "{count} digests", count) if count else words.say("none yet")
    return Told(words.say("Digests"), state, words.say("Make a digest"))


async def begin_setup(interaction: Asked) -> Screen:
    """The panel before anything is chosen."""
    shelf = await interaction.client.library.open(interaction.guild_id, may_be_empty=True)
    language = words_for_all(interaction, shelf.choices).locale
    return await show_setup(interaction, SetupState(0, DEFAULT_CADENCE, _DEFAULT_ZONE, language))


DIGEST = Topic("digest", tell_digests, begin_setup)


async def show_setup(interaction: Asked, state: SetupState, note: str = "") -> Screen:
    """The panel, with what keeps the bot from posting in the channel that is chosen."""
    words = words_of(interaction)
    problem = ""
    if state.channel_id:
        try:
            await _get_channel(interaction, state)
        except Refusal as refusal:
            problem = find_sentence(refusal, words) or ""
    zones, languages = complete_zone("", _ZONES), interaction.client.texts.locales
    return render_setup(state, problem, CADENCES, zones, languages, words, note=note)


class SetUp(Press, template=r"setup:(?P<step>channel|cadence|zone|language|test|create|other):(?P<state>.+)"):
    """A step on the panel."""

    async def act(self, interaction: Asked) -> None:
        state = _read(self.match["state"])
        check_keeper(interaction)
        match self.match["step"]:
            case "test":
                await _post_test(interaction, state)
            case "create":
                await _create(interaction, state)
            case "other":
                await interaction.response.send_modal(ZoneForm(state, words_of(interaction)))
            case step:
                await _turn(interaction, _choose(state, step, self._chosen()))

    def _chosen(self) -> str:
        value = cast("ui.Select[Any] | ui.ChannelSelect[Any]", self.item).values[0]
        return value if isinstance(value, str) else str(value.id)


class ZoneForm(Form):
    """Asks for a time zone that the menu does not offer."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"setup-zone:(?P<state>.+)")

    def __init__(self, state: SetupState, words: Words) -> None:
        super().__init__(words.say("Time zone"), step_of_setup("zone", state).replace("setup:zone:", "setup-zone:", 1))
        field = text_field("zone", 64, placeholder="Asia/Shanghai")
        self.add_item(ui.Label(text=words.say("Its name: Asia/Shanghai, Europe/Berlin"), component=field))

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """Takes the zone. Raises `UnknownTimeZone`."""
        check_keeper(interaction)
        state = _read(match["state"])
        await _turn(interaction, state._replace(timezone=parse_zone(filled.get("zone", "")).key))


def _read(text: str) -> SetupState:
    """What was chosen so far. Raises `PagesLost` for what another version wrote."""
    state = parse_setup_state(text)
    if state is None:
        raise PagesLost
    return state


def _choose(state: SetupState, step: str, value: str) -> SetupState:
    match step:
        case "channel":
            return state._replace(channel_id=int(value))
        case "cadence":
            return state._replace(cadence=value)
        case "zone":
            return state._replace(timezone=value)
        case _:
            return state._replace(language=value)


async def _turn(interaction: Asked, state: SetupState, note: str = "") -> None:
    """Shows the panel anew, in the place where it was."""
    screen = await show_setup(interaction, state, note)
    await interaction.response.edit_message(view=screen, allowed_mentions=discord.AllowedMentions.none())


async def _post_test(interaction: Asked, state: SetupState) -> None:
    """Posts a message of no account, at once. Raises `PostRefused`."""
    channel = await _get_channel(interaction, state)
    words = interaction.client.texts.speak(state.language)
    await begin(interaction)
    text = words.say("This is a test post: digests of new papers will come here. It may be deleted.")
    nobody = discord.AllowedMentions.none()
    try:
        if isinstance(channel, discord.ForumChannel):
            permissions = channel.permissions_for(channel.guild.me)
            tags = [tag for tag in channel.available_tags if permissions.manage_threads or not tag.moderated]
            name = words.say("Test post")
            needed = tags[:1] if channel.flags.require_tag else []
            post = await channel.create_thread(
                name=name, view=render_notice(text), applied_tags=needed, allowed_mentions=nobody
            )
            address = post.message.jump_url
        else:
            address = (await channel.send(view=render_notice(text), allowed_mentions=nobody)).jump_url
    except discord.HTTPException as refusal:
        raise PostRefused(channel.id, refusal.text) from None
    except aiohttp.ClientError:
        raise PostRefused(channel.id, "") from None
    sent = words_of(interaction).say("The test post is there: {address}", address=address)
    await answer(interaction, render_notice(sent))


async def _create(interaction: Asked, state: SetupState) -> None:
    """Makes the digest. Raises what `/digest create` refuses."""
    channel = await _get_channel(interaction, state)
    check_place(find_asker(interaction), channel, None)
    await begin(interaction)
    choices = Choices(state.cadence, state.timezone, state.language)
    subscription = await make(interaction, channel, choices)
    note = words_of(interaction).say("The digest is made. /digest edit narrows it to categories, keywords and more.")
    await answer(interaction, await present(interaction, subscription, note=note))


async def _get_channel(interaction: Asked, state: SetupState) -> Postable:
    """The channel that was chosen, if the member may manage it and the bot can post there. Raises `ChannelMissing` and
    the refusals of `bot.places`."""
    asker = find_asker(interaction)
    channel = await find_channel(asker.guild, state.channel_id)
    if channel is None:
        raise ChannelMissing
    check_member(asker.member, channel, channel.id)
    check_bot(channel, None)
    return channel
