"""What a guild has chosen."""

from collections.abc import Collection

from sqlalchemy import delete, exists, or_, select

from storage.database import Session
from storage.errors import ListNotFound
from storage.lists import OWN_LIST
from storage.tables import GuildListRow, GuildRow, ListRow


async def find_visible_lists(session: Session, guild_id: int | None) -> frozenset[str]:
    """The names of the lists that a guild sees: those it chose, else all. Outside a guild (None) all are seen; what
    members proposed and moderators approved is seen everywhere."""
    chose = exists().where(GuildRow.id == guild_id, GuildRow.chose_lists)
    chosen = select(GuildListRow.list_id).where(GuildListRow.guild_id == guild_id)
    names = select(ListRow.name)
    if guild_id is not None:  # one statement, as every command waits for it
        names = names.where(or_(~chose, ListRow.id.in_(chosen), ListRow.name == OWN_LIST))
    return frozenset((await session.execute(names)).scalars())


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
