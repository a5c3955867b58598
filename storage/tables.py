"""The tables. Rows never leave this package: callers get frozen values."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. Refuses naive values instead of guessing their zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, without the zone where the database has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime reached the database")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database: aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON, list[Any]: JSON, str: Text}  # noqa: RUF012


def table_of(row: type[Base]) -> Table:
    """The table of a class of rows. A statement on it passes by the unit of work, which costs more than many a
    statement does; rows that the session holds already do not notice it."""
    return Base.metadata.tables[row.__tablename__]


class ListRow(Base):
    """A list that the catalog holds. `updated_at` is when its rows last changed."""

    __tablename__ = "lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str]
    url: Mapped[str]
    licence: Mapped[str]
    citation: Mapped[str]
    packs: Mapped[list[Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class SourceRow(Base):
    """Where a followed list is fetched from, what the server said last, and how it has been going.

    `accepted_text` is the list's text to the last character, and `reader` the fingerprint of the readers that read it.
    A version that the guard holds back waits in `held_text` for the operator; `rejected_digest` is one that the
    operator did not want.
    """

    __tablename__ = "sources"

    list_id: Mapped[int] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str]
    format: Mapped[str] = mapped_column(String(16))
    etag: Mapped[str]
    last_modified: Mapped[str]
    accepted_digest: Mapped[str] = mapped_column(String(64))
    accepted_text: Mapped[str]
    reader: Mapped[str] = mapped_column(String(64))
    next_at: Mapped[datetime] = mapped_column(index=True)
    claimed_until: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    succeeded_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    failures: Mapped[int]
    failure: Mapped[str]
    held_at: Mapped[datetime | None]
    held_reason: Mapped[str] = mapped_column(String(16))
    held_digest: Mapped[str] = mapped_column(String(64))
    held_text: Mapped[str]
    rejected_digest: Mapped[str] = mapped_column(String(64))


class CategoryRow(Base):
    """A topic of our own, or a heading that no topic of ours covers."""

    __tablename__ = "categories"

    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
    names: Mapped[dict[str, Any]]
    position: Mapped[int]


class SectionRow(Base):
    """A heading of one list. `anchor` is its stable key where the list gives one."""

    __tablename__ = "sections"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    anchor: Mapped[str]
    heat: Mapped[int]
    position: Mapped[int]
    category_slug: Mapped[str] = mapped_column(ForeignKey("categories.slug"))


class PaperRow(Base):
    """A paper, with what its placements say of it together. `facts` holds titles, aliases and organisations.

    A paper whose last placement is gone stays, with `is_listed` false, so that its return is no news.
    """

    __tablename__ = "papers"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    published: Mapped[int | None]
    published_from: Mapped[str | None] = mapped_column(String(16))
    stars: Mapped[int]
    heat: Mapped[int]
    facts: Mapped[dict[str, Any]]
    is_listed: Mapped[bool]
    first_seen_at: Mapped[datetime]


class LinkRow(Base):
    """A link of a paper, in the order in which they are shown."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    label: Mapped[str]
    url: Mapped[str]


class PlacementRow(Base):
    """A row of a list as last accepted: `facts` is all that it says, `position` its place among the list's rows.

    One that the list has dropped stays, with `removed_at`, so that its return is recognised.
    """

    __tablename__ = "placements"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"))
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), index=True)
    position: Mapped[int]
    facts: Mapped[dict[str, Any]]
    since_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "list_id", "position"),)


class KeyRow(Base):
    """An identity key and the placement that asserts it; it goes when no placement does."""

    __tablename__ = "keys"

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), index=True)
    since_at: Mapped[datetime]


class ContestedKeyRow(Base):
    """A key that has stood on two papers of one list: it merges nothing alone, for good."""

    __tablename__ = "contested_keys"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    since_at: Mapped[datetime]


class ProposalRow(Base):
    """Two standing papers, lower number first, for which something speaks that they are one. The operator decides."""

    __tablename__ = "proposals"

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), primary_key=True, index=True)
    since_at: Mapped[datetime]


class VetoRow(Base):
    """Two papers, the lower number first, that were told apart by hand and are not to be held for one again."""

    __tablename__ = "vetoes"

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), primary_key=True, index=True)
    since_at: Mapped[datetime]


class RedirectRow(Base):
    """The number of a paper that was merged into another one: what still names it leads there."""

    __tablename__ = "redirects"

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("papers.id", ondelete="CASCADE"), index=True)
    since_at: Mapped[datetime]


class ChangeRow(Base):
    """One entry of the feed. `seq` comes from the counter and never from the database's own sequence."""

    __tablename__ = "changes"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16))
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), index=True)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("lists.id", ondelete="SET NULL"), index=True)
    section: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)


class CounterRow(Base):
    """A number that only grows: the last change of the feed, the version of the catalog."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class MemoryRow(Base):
    """A small thing to remember between starts, such as the fingerprint of the published commands."""

    __tablename__ = "memory"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class LinkCheckRow(Base):
    """What was found of a link: `failures` counts the checks in a row that found it gone, `failing_since` is when the
    first of them did. A claim moves `next_at` on before the link is looked at."""

    __tablename__ = "link_checks"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    url: Mapped[str]
    host: Mapped[str] = mapped_column(String(255))
    checked_at: Mapped[datetime | None]
    next_at: Mapped[datetime] = mapped_column(index=True)
    failure: Mapped[str] = mapped_column(String(32))
    failures: Mapped[int]
    failing_since: Mapped[datetime | None]
    etag: Mapped[str]
    last_modified: Mapped[str]


class GuildRow(Base):
    """A guild that has chosen something. Without a row, or with `chose_lists` false, it sees every list.

    `left_at` is set while the bot is not in it any more: what it has is kept for a while, and silent.
    """

    __tablename__ = "guilds"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chose_lists: Mapped[bool]
    left_at: Mapped[datetime | None]


class GuildListRow(Base):
    """A list that a guild has chosen to see."""

    __tablename__ = "guild_lists"

    guild_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    list_id: Mapped[int] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"), primary_key=True, index=True)


class ConversationRow(Base):
    """What an answer of the bot answers: the questions so far, the oldest first, and the parts of the last one that
    were taken off. The buttons of the answer name it, and a reply to the answer goes on from it."""

    __tablename__ = "conversations"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    questions: Mapped[list[Any]]
    dropped: Mapped[list[Any]]
    asked_at: Mapped[datetime] = mapped_column(index=True)


class RefusedRow(Base):
    """Words that found no answer (`reason` "none"), or one that somebody called wrong ("wrong"), and how often.
    `kind` is "search" or "question". Who asked is not kept."""

    __tablename__ = "refused"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    times: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
