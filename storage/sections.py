"""The headings of lists and the categories that they belong to."""

from collections.abc import Sequence

from sqlalchemy import select

from data.categories import Category, categorise
from data.schema import Row, Section
from storage.database import Session
from storage.tables import CategoryRow, SectionRow


async def write_sections(session: Session, list_id: int, rows: Sequence[Row]) -> dict[str, int]:
    """Brings a list's headings to those of its rows, in their order; returns their numbers by name.

    A renamed heading is the same one where its anchor stayed. Headings without rows stay for the rows that they had.
    """
    wanted = list({row.section.name: row.section for row in rows}.values())
    stored = list((await session.execute(select(SectionRow).where(SectionRow.list_id == list_id))).scalars())
    by_name = {row.name: row for row in stored}
    by_anchor = {row.anchor: row for row in stored if row.anchor and row.name not in {one.name for one in wanted}}
    found: dict[str, SectionRow] = {}
    for position, section in enumerate(wanted):
        category = await _get_or_create_category(session, section)
        row = by_name.get(section.name) or by_anchor.pop(section.anchor, None) or SectionRow(list_id=list_id)
        row.name, row.anchor, row.heat = section.name, section.anchor, section.heat
        row.position, row.category_slug = position, category.slug
        session.add(row)
        found[section.name] = row
    await session.flush()
    return {name: row.id for name, row in found.items()}


async def get_or_create_section(session: Session, list_id: int, section: Section, category: str = "") -> int:
    """The number of a heading of a list. A new one belongs to the category of this slug, else to that of its name."""
    found = select(SectionRow.id).where(SectionRow.list_id == list_id, SectionRow.name == section.name)
    number = (await session.execute(found)).scalars().first()
    if number is not None:
        return number
    known = bool(category) and await session.get(CategoryRow, category) is not None
    slug = category if known else (await _get_or_create_category(session, section)).slug
    row = SectionRow(
        list_id=list_id, name=section.name, anchor=section.anchor, heat=section.heat, position=0, category_slug=slug
    )
    session.add(row)
    await session.flush()
    return row.id


async def load_categories(session: Session) -> tuple[Category, ...]:
    """Every category, in the order in which they are shown."""
    rows = (await session.execute(select(CategoryRow).order_by(CategoryRow.position, CategoryRow.slug))).scalars()
    return tuple(Category(row.slug, dict(row.names), row.position) for row in rows)


async def _get_or_create_category(session: Session, section: Section) -> Category:
    category = categorise(section)
    row = await session.get(CategoryRow, category.slug)
    if row is None:
        session.add(CategoryRow(slug=category.slug, names=category.names, position=category.position))
        await session.flush()
    return category
