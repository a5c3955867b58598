"""The channels that digests go to: whether the bot may do there what it has to."""

import aiohttp
import discord

from bot.doctor.finding import Finding, fault, ok, warning
from bot.permissions import fetch_permissions
from storage.database import Database
from storage.digests.subscription import PauseReason, Target
from storage.operations.places import UsedPlace, find_used_places

_MOST = 200
_RESUME = "When it is mended: /digest resume"


async def examine_channels(client: discord.Client, database: Database, log_channel: int = 0) -> list[Finding]:
    """A finding for each channel where something is missing, and one for all others together."""
    async with database.read() as session:
        places = await find_used_places(session, _MOST)
    found = [finding for place in places if (finding := await _examine(client, place)) is not None]
    usable = ok("channels", f"{len(places) - len(found)} of {len(places)} channels with digests are usable.")
    if log_channel and (finding := await _examine_log_channel(client, log_channel)) is not None:
        found.append(finding)
    return [*found, usable]


def judge_permissions(target: Target, permissions: discord.Permissions) -> tuple[str, ...]:
    """What is missing for digests, in Discord's words."""
    needed = {
        "View Channel": permissions.view_channel,
        "Send Messages in Threads" if target is Target.THREAD else "Send Messages": permissions.send_messages,
        "Read Message History": permissions.read_message_history,
    }
    if target is Target.FORUM:
        needed["Send Messages in Threads"] = permissions.send_messages_in_threads
    return tuple(name for name, granted in needed.items() if not granted)


async def _examine(client: discord.Client, used: UsedPlace) -> Finding | None:
    place = used.place
    name = f"channel {place.channel_id} of guild {place.guild_id}"
    try:
        permissions = await fetch_permissions(client, place.guild_id or 0, place.channel_id or 0)
    except discord.NotFound:
        return fault("channels", f"The {name} is gone.", "Choose another with /digest edit, or /digest delete it.")
    except discord.Forbidden:
        return fault("channels", f"The {name} cannot be seen.", f"Let the bot view it. {_RESUME}")
    except (discord.HTTPException, discord.ClientException, aiohttp.ClientError, OSError) as error:
        return warning("channels", f"The {name} could not be asked for ({type(error).__name__}).", "Try again later.")
    missing = judge_permissions(place.target, permissions)
    if missing:
        return fault("channels", f"In the {name} the bot lacks: {', '.join(missing)}.", f"Grant it. {_RESUME}")
    if used.pause_reason is not PauseReason.NONE:
        seen = f"A digest of the {name} rests ({used.pause_reason.value}), and could go on."
        return warning("channels", seen, "/digest resume lets it go on.")
    return None


async def _examine_log_channel(client: discord.Client, channel_id: int) -> Finding | None:
    try:
        await client.fetch_channel(channel_id)
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        return fault("log channel", f"The channel {channel_id} is gone or cannot be seen.", "Correct LOG_CHANNEL.")
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        return warning("log channel", f"It could not be asked for ({type(error).__name__}).", "Try again later.")
    return None
