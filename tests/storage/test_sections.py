from datetime import datetime

from data.schema import Document, Row, Section
from storage.database import Database
from storage.lists import get_or_create_list
from storage.sections import load_categories, write_sections


def rows(*sections: Section) -> list[Row]:
    return [Row("Title", section, 1) for section in sections]


async def test_a_renamed_heading_with_the_same_anchor_is_the_same_section(database: Database, now: datetime) -> None:
    async with database.write() as session:
        list_id = await get_or_create_list(session, "mine", Document("markdown", ()), now)
        first = await write_sections(session, list_id, rows(Section("KV Cache", "kv"), Section("Pruning")))
        second = await write_sections(session, list_id, rows(Section("Pruning"), Section("KV Caches", "kv")))
    assert second == {"Pruning": first["Pruning"], "KV Caches": first["KV Cache"]}


async def test_known_topics_come_in_their_order_and_own_headings_after_them(database: Database, now: datetime) -> None:
    headings = rows(Section("Zebras"), Section("Pruning"), Section("KV Cache"), Section("Apples"))
    async with database.write() as session:
        list_id = await get_or_create_list(session, "mine", Document("markdown", ()), now)
        await write_sections(session, list_id, headings)
        categories = await load_categories(session)
    assert [category.slug for category in categories] == ["kv-cache", "pruning", "apples", "zebras"]
    assert categories[0].names["zh-CN"] == "KV 缓存"
    assert categories[2].names == {"en-US": "Apples"}
