"""What a guild has chosen: the lists that it sees, its language, the channels in which everybody sees answers."""

import contextlib
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.exc import IntegrityError

from storage.counters import GUILDS, advance
from storage.database import Session
from storage.errors import ListNotFound
from storage.lists import OWN_LIST
from storage.placements import in_parts
from storage.tables import GuildChannelRow, GuildListRow, GuildRow, ListRow


@dataclass(frozen=True, slots=True)
class GuildChoices:
    """What a guild has chosen. `lists` has the names of the lists that it sees, None for all there are; `language` is
    Discord's name of one, "" for the language that Discord has of the guild; in `public_channels` everybody sees the
    answers to commands."""

    lists: frozenset[str] | None = None
    language: str = ""
    public_channels: frozenset[int] = frozenset()


NOTHING_CHOSEN = GuildChoices()


async def load_choices(session: Session, guild_id: int | None) -> GuildChoices:
    """What a guild has chosen; outside of guilds (None) nothing."""
    row = await session.get(GuildRow, guild_id) if guild_id is not None else None
    if row is None:
        return NOTHING_CHOSEN
    channels = select(GuildChannelRow.channel_id).where(GuildChannelRow.guild_id == guild_id)
    names = None
    if row.chose_lists:
        chosen = select(ListRow.name).join(GuildListRow).where(GuildListRow.guild_id == guild_id)
        names = frozenset((await session.execute(chosen)).scalars())
    return GuildChoices(names, row.language, frozenset((await session.execute(channels)).scalars()))


async def find_visible_lists(session: Session, guild_id: int | None) -> frozenset[str]:
    """The names of the lists that a guild sees: those it chose, else all. Outside a guild (None) all are seen; what
    members proposed and moderators approved is seen everywhere."""
    chose = exists().where(GuildRow.id == guild_id, GuildRow.chose_lists)
    chosen = select(GuildListRow.list_id).where(GuildListRow.guild_id == guild_id)
    names = select(ListRow.name)
    if guild_id is not None:  # one statement, as every command waits for it
        names = names.where(or_(~chose, ListRow.id.in_(chosen), ListRow.name == OWN_LIST))
    return frozenset((await session.execute(names)).scalars())


async def load_visible_lists(session: Session, guild_ids: Collection[int | None]) -> dict[int | None, frozenset[str]]:
    """The same for several guilds at once, by their numbers."""
    everything = frozenset((await session.execute(select(ListRow.name))).scalars())
    visible = dict.fromkeys(guild_ids, everything)
    chosen: dict[int, set[str]] = {}
    for part in in_parts([guild_id for guild_id in guild_ids if guild_id is not None]):
        choosy = select(GuildRow.id).where(GuildRow.id.in_(part), GuildRow.chose_lists)
        chosen |= {guild_id: set() for guild_id in (await session.execute(choosy)).scalars()}
        names = select(GuildListRow.guild_id, ListRow.name).join(ListRow, ListRow.id == GuildListRow.list_id)
        for guild_id, name in await session.execute(names.where(GuildListRow.guild_id.in_(part))):
            if guild_id in chosen:
                chosen[guild_id].add(name)
    own = everything & {OWN_LIST}
    return visible | {guild_id: frozenset(names) | own for guild_id, names in chosen.items()}


async def choose_lists(session: Session, guild_id: int, names: Collection[str] | None) -> None:
    """Sets which lists a guild sees; None gives the choice up, so that it sees all. Raises `ListNotFound`."""
    (await _get_or_create(session, guild_id)).chose_lists = names is not None
    await session.execute(delete(GuildListRow).where(GuildListRow.guild_id == guild_id))
    for name in sorted(set(names or ())):
        list_id = (await session.execute(select(ListRow.id).where(ListRow.name == name))).scalar_one_or_none()
        if list_id is None:
            raise ListNotFound(name)
        session.add(GuildListRow(guild_id=guild_id, list_id=list_id))
    await session.flush()
    await advance(session, GUILDS)


async def choose_language(session: Session, guild_id: int, language: str) -> None:
    """Sets the language of what others see in a guild: Discord's name of one, "" for Discord's own choice."""
    (await _get_or_create(session, guild_id)).language = language
    await session.flush()
    await advance(session, GUILDS)


async def choose_public_channels(session: Session, guild_id: int, channel_ids: Collection[int]) -> None:
    """Sets the channels in which everybody sees the answers to commands; in all others they are private."""
    await _get_or_create(session, guild_id)
    await session.execute(delete(GuildChannelRow).where(GuildChannelRow.guild_id == guild_id))
    session.add_all(GuildChannelRow(guild_id=guild_id, channel_id=each) for each in sorted(set(channel_ids)))
    await session.flush()
    await advance(session, GUILDS)


async def _get_or_create(session: Session, guild_id: int) -> GuildRow:
    if await session.get(GuildRow, guild_id) is None:
        with contextlib.suppress(IntegrityError):  # another process was first
            async with session.begin_nested():
                session.add(GuildRow(id=guild_id, chose_lists=False, language="", left_at=None))
    return await session.get_one(GuildRow, guild_id)
