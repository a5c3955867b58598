"""The tables of running: who is alive, which shards each has, and how often commands are used."""

from datetime import date, datetime

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables import Base


class ProcessRow(Base):
    """A process that shares this database with others. It is alive until `alive_until`, and says so in time.

    `wants_shards` says that it has a gateway. `kind` is "bot" or "worker".
    """

    __tablename__ = "processes"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    host: Mapped[str] = mapped_column(String(255))
    wants_shards: Mapped[bool]
    started_at: Mapped[datetime]
    alive_until: Mapped[datetime] = mapped_column(index=True)


class ShardRow(Base):
    """A shard of the gateway, and which process has it until when. `shard_count` is of how many.

    Rows of another count stay until their lease has run out, so that nothing is served by two counts at once."""

    __tablename__ = "shards"

    shard_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shard_count: Mapped[int]
    process_id: Mapped[str] = mapped_column(String(16))
    leased_until: Mapped[datetime]


class UsageRow(Base):
    """How often a command or button was used on a day, by how it ended. Who used it is not kept."""

    __tablename__ = "usage"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(16), primary_key=True)
    times: Mapped[int]
