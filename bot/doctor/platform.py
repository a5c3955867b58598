"""Discord: whether it lets the bot in, knows its commands, and what it thinks of the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

import aiohttp
import discord

from bot.app import INTENTS, Paperboy
from bot.cli.sentences import NO_TOKEN, TOKEN_PAGE, find_ending
from bot.commands import COGS
from bot.doctor.finding import Finding, fault, ok, warning
from bot.doctor.machine import judge_clock
from bot.invitation import guild_invitation
from bot.publishing import is_published, translated_payload
from bot.settings import Settings
from bot.texts import CommandTranslator, Texts
from storage.database import Database
from storage.search.live import LiveIndex

_PRIVILEGED = {"members", "presences", "message_content"}


@dataclass
class Connection:
    """A client that may be logged in, and what Discord said of the time when it was asked last."""

    client: discord.Client
    is_in: bool = False
    date: str | None = None
    asked_at: datetime | None = None
    content: str = ""


def new_connection(settings: Settings) -> Connection:
    """A client that notes what time Discord has. Its caller enters and leaves it."""
    trace = aiohttp.TraceConfig()
    proxy = settings.https_proxy
    client = discord.Client(
        intents=discord.Intents.none(), http_trace=trace, proxy=proxy.get_secret_value() if proxy else None
    )
    connection = Connection(client)

    async def ended(_: aiohttp.ClientSession, __: SimpleNamespace, request: aiohttp.TraceRequestEndParams) -> None:
        connection.date, connection.asked_at = request.response.headers.get("Date"), datetime.now(UTC)
        connection.content = request.response.content_type

    trace.on_request_end.append(ended)
    return connection


async def examine_token(connection: Connection, settings: Settings) -> list[Finding]:
    """Logs in; token, application and clock."""
    if settings.discord_token is None:
        return [fault("token", "There is none.", NO_TOKEN.partition("\n")[0])]
    try:
        await connection.client.login(settings.discord_token.get_secret_value())
        connection.is_in = True
    except Exception as error:
        return [_judge_refusal(error, connection)]
    client = connection.client
    found = [ok("token", f"It is that of {client.user}."), *_judge_application(client)]
    if connection.asked_at is not None:
        found.append(judge_clock(connection.date, connection.asked_at))
    return found


async def examine_commands(client: discord.Client, settings: Settings, database: Database) -> list[Finding]:
    """Whether Discord has the commands of this version."""
    bot = Paperboy(settings, database, LiveIndex(database), Texts.load(), workers=False, shard_count=1)
    for cog in COGS:
        await bot.add_cog(cog(bot))
    await bot.tree.set_translator(CommandTranslator(bot.texts))
    payload = await translated_payload(bot.tree)
    try:
        published = await is_published(client, payload, database)
    except discord.HTTPException as refusal:
        return [fault("commands", f"Discord does not tell its commands ({refusal.status}).", "Try again later.")]
    if published:
        return [ok("commands", f"Discord has the {len(payload)} commands of this version.")]
    return [warning("commands", "Discord has other commands than this version.", "They are published when it starts.")]


def _judge_application(client: discord.Client) -> Sequence[Finding]:
    application = client.application
    privileged = sorted(name for name, asked in INTENTS if asked and name in _PRIVILEGED)
    found = [fault("intents", f"Privileged: {', '.join(privileged)}.", "Report this.")] if privileged else []
    found = found or [ok("intents", "It needs none that Discord has to grant.")]
    if application is not None and application.bot_require_code_grant:
        seen = "The application asks for a code grant, so that its invite link leads nowhere."
        found.append(warning("invitation", seen, f'Switch "Requires OAuth2 Code Grant" off: {TOKEN_PAGE}'))
    elif client.application_id:
        found.append(ok("invitation", guild_invitation(client.application_id)))
    return found


def _judge_refusal(error: Exception, connection: Connection) -> Finding:
    ending = find_ending(error)
    if ending is None:
        raise error
    if connection.content == "text/html" and not isinstance(error, discord.LoginFailure):
        seen = "What answers in Discord's place is a page for people: a proxy, or a login page of the network."
        return fault("token", seen, "Correct HTTPS_PROXY, or let this machine through to discord.com.")
    return fault("token", ending.sentence, "Nothing else of Discord can be looked at until this is mended.")
