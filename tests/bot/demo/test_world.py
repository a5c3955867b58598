from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Paperboy
from bot.demo.world import simulate
from bot.settings import Settings
from bot.texts import Texts
from storage.database import Database
from storage.search.live import LiveIndex

NOW = datetime(2031, 2, 3, 4, 5, tzinfo=UTC)


async def test_it_is_now_and_here_and_the_bot_has_its_name(catalog_file: Path) -> None:
    database = await Database.open(f"sqlite:///{catalog_file}")
    bot = Paperboy(Settings(), database, LiveIndex(database), Texts.load(), workers=False, shard_count=1)
    async with simulate(bot, locale="zh-CN", now=NOW) as world:
        assert world.env.now() - NOW < timedelta(seconds=1)
        assert bot.user is not None
        assert bot.user.name == "Paperboy"
        assert "search" in world.person.available_commands(world.channel)
        refused = await world.person.slash(world.channel, "published", since="nonsense")
        assert refused.response is not None
        assert refused.ephemeral
        offered = await world.person.autocomplete(world.channel, "search", "query", "flash attn")
        assert offered[0] == {"name": "“flash attn”", "value": "flash attn "}  # else the page's Enter never sends it
        assert offered[1]["value"].startswith("Fast")
        assert world.env.errors == []  # else the page would call a polite answer a failure
    await database.close()
