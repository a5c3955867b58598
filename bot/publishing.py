"""Publishing the commands when they have changed, and only then: Discord allows few publications a day."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import discord
from discord import app_commands

from storage.database import Database
from storage.memory import find_memory, remember

MEMORY_KEY = "published commands"


class Publication(NamedTuple):
    """What Discord holds now, as it describes it, and whether it had to be told."""

    was_needed: bool
    commands: Sequence[Mapping[str, Any]]


async def publish_commands(tree: app_commands.CommandTree[Any], database: Database) -> Publication:
    """Publishes the global commands of a client that is logged in, where that is needed.

    It was not when both sides are as they were left last time: what we would send, by its fingerprint, and what Discord
    holds, by the version that it gives each command. The second tells when another program, or another version of this
    one, has published under the same application since. Raises `discord.HTTPException` when Discord refuses.
    """
    http, application_id = tree.client.http, tree.client.application_id
    if application_id is None:
        raise app_commands.MissingApplicationID
    payload = await translated_payload(tree)
    wanted = fingerprint([application_id, payload])
    held = await http.get_global_commands(application_id)
    async with database.read() as session:
        remembered = await find_memory(session, MEMORY_KEY)
    if remembered == _state(wanted, held):
        return Publication(False, held)
    held = await http.bulk_upsert_global_commands(application_id, payload=payload)
    async with database.write() as session:
        await remember(session, MEMORY_KEY, _state(wanted, held))
    return Publication(True, held)


async def is_published(client: discord.Client, payload: Sequence[Mapping[str, Any]], database: Database) -> bool:
    """Whether Discord holds these commands, as `publish_commands` left them. Raises `discord.HTTPException`."""
    if client.application_id is None:
        raise app_commands.MissingApplicationID
    held = await client.http.get_global_commands(client.application_id)
    async with database.read() as session:
        remembered = await find_memory(session, MEMORY_KEY)
    return remembered == _state(fingerprint([client.application_id, payload]), held)


async def translated_payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """The global commands as Discord is to hold them, with the words of every language."""
    commands = tree.get_commands()
    if tree.translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, tree.translator) for command in commands]


def fingerprint(value: Any) -> str:
    """A short text that is the same for the same JSON value, whatever the order of its keys."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def _state(wanted: str, held: Sequence[Mapping[str, Any]]) -> str:
    versions = sorted((str(command["id"]), str(command.get("version", ""))) for command in held)
    return f"{wanted} {fingerprint(versions)}"
