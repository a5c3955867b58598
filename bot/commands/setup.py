"""The panel that makes a guild's first digest: /setup. What was chosen stands in the custom ids of the panel, so that
it outlives a restart between two steps."""

from typing import TYPE_CHECKING, Any, Self, cast

import aiohttp
import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.answering import Asked, answer, begin, words_of
from bot.cadence import complete_zone, parse_zone
from bot.commands.digests.asking import find_asker, present
from bot.commands.digests.making import check_place, make
from bot.commands.presses import Press
from bot.digest_options import CADENCES
from bot.errors import answer_error, find_sentence
from bot.places import Postable, check_bot, check_member, find_channel
from bot.refusals import ChannelMissing, PagesLost, PostRefused, Refusal
from bot.screens.custom_ids import SetupState, parse_setup_state
from bot.screens.notice import render_notice
from bot.screens.screen import Screen
from bot.screens.setup import render_setup
from bot.texts import Words
from bot.texts.catalogs import SOURCE_LOCALE
from bot.wishes import DEFAULT_CADENCE
from storage.digests.subscription import Choices

if TYPE_CHECKING:
    from bot.app import Paperboy

_DEFAULT_ZONE, _ZONES = "UTC", 18


class SettingUp(commands.Cog):
    """The first steps in a guild."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @app_commands.command(name="setup", description="Set up a digest for this guild, step by step")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def setup(self, interaction: Asked) -> None:
        """Shows the panel."""
        find_asker(interaction)
        language = self._bot.texts.find_locale(str(interaction.guild_locale)) or SOURCE_LOCALE
        state = SetupState(0, DEFAULT_CADENCE, _DEFAULT_ZONE, language)
        await answer(interaction, await show_setup(interaction, state))


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
        state = parse_setup_state(self.match["state"])
        if state is None:
            raise PagesLost
        asker = find_asker(interaction)
        if not asker.member.guild_permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
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


class ZoneForm(ui.Modal):
    """Asks for a time zone that the menu does not offer; kept for three minutes at most."""

    def __init__(self, state: SetupState, words: Words) -> None:
        super().__init__(title=words.say("Time zone"), timeout=180)
        self._state = state
        self._zone: ui.TextInput[Self] = ui.TextInput(max_length=64, placeholder="Asia/Shanghai")
        self.add_item(ui.Label(text=words.say("Its name: Asia/Shanghai, Europe/Berlin"), component=self._zone))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Takes the zone. Raises `UnknownTimeZone`."""
        await _turn(interaction, self._state._replace(timezone=parse_zone(self._zone.value).key))

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception) -> None:  # type: ignore[override]
        """The door of the form's errors."""
        await answer_error(interaction, error)


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
