"""What a guild has chosen."""

from collections.abc import Collection

from sqlalchemy import delete, exists, or_, select

from storage.database import Session
from storage.errors import ListNotFound
from storage.placements import in_parts
from storage.tables import GuildListRow, GuildRow, ListRow


async def find_visible_lists(session: Session, guild_id: int | None) -> frozenset[str]:
    """The names of the lists that a guild sees: those it chose, else all. Outside a guild (None) all are seen."""
    chose = exists().where(GuildRow.id == guild_id, GuildRow.chose_lists)
    chosen = select(GuildListRow.list_id).where(GuildListRow.guild_id == guild_id)
    names = select(ListRow.name)
    if guild_id is not None:  # one statement, as every command waits for it
        names = names.where(or_(~chose, ListRow.id.in_(chosen)))
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
    return visible | {guild_id: frozenset(names) for guild_id, names in chosen.items()}


async def choose_lists(session: Session, guild_id: int, names: Collection[str] | None) -> None:
    """Sets which lists a guild sees; None gives the choice up, so that it sees all. Raises `ListNotFound`."""
    await session.merge(GuildRow(id=guild_id, chose_lists=names is not None))
    await session.execute(delete(GuildListRow).where(GuildListRow.guild_id == guild_id))
    for name in sorted(set(names or ())):
        list_id = (await session.execute(select(ListRow.id).where(ListRow.name == name))).scalar_one_or_none()
        if list_id is None:
            raise ListNotFound(name)
        session.add(GuildListRow(guild_id=guild_id, list_id=list_id))
    await session.flush()
