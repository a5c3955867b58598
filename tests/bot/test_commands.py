"""Whatever the lists hold, whoever reads and however old a message is: every command answers with something that
Discord takes, and everything that can be pressed or filled in leads somewhere, after a restart and a year later."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import ui
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from simcord.components import walk_components
from sqlalchemy import delete

from bot.commands import DYNAMIC_ITEMS
from bot.commands.guidance import EXAMPLES
from bot.commands.setup.digest import SetUp
from bot.screens.limits import BYTES_PER_TEXT, COMPONENTS, CUSTOM_ID, TEXT_BYTES, TEXT_CHARACTERS, length, size
from bot.screens.screen import Screen, press
from data.identity.keys import keys_of
from data.months import Month
from data.schema import Document, Link, LinkKind, Row, Section
from storage.database import Database
from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.guilds import choose_language, choose_public_channels
from storage.importing import import_document
from storage.tables import ConversationRow, SavedPaperRow
from tests.bot.conftest import Chat, Reply, talking

PIECES = (
    "@everyone ", "**", "`", "```", "||", "# ", "](https://evil.example)", "<@1>", "\u202e", "\u200b", "注意力",
    "שלום ", "👨‍👩‍👧‍👦", "𝔸", "\\", "~", "|", "\0", "x" * 40,
)  # fmt: skip
PAPERS = 14
MOST_PRESSES = 90
KEEPER = discord.Permissions(manage_guild=True, manage_channels=True)


def hostile_rows() -> Iterator[Row]:
    """Papers whose every text means something to Discord, some of a thousand characters, one without any to be seen."""
    for number in range(PAPERS):
        piece = PIECES[number % len(PIECES)]
        title = (
            "\u200b" if number == PAPERS - 1 else f"{piece} paper {number} about attention {piece * (number % 4 * 40)}"
        )
        links = [
            Link(LinkKind.PAPER, piece or "pdf", f"https://arxiv.org/abs/2401.{number:05}"),
            Link(LinkKind.CODE, piece * 30, f"https://github.com/lab/x{number}" + "y" * (600 * (number % 2))),
            Link(LinkKind.BLOG, "here", "javascript:alert(1)"),
            *(Link(LinkKind.DOCS, piece * 10, f"https://a.example/{number}/{many}") for many in range(number * 3)),
        ]
        yield Row(
            title[:1000],
            Section(f"{piece} section {number % 3} {piece * 60}"),
            1,
            aliases=(f"{piece}Alias{number}{piece * 20}",),
            organisations=tuple(f"{piece} house {many} {piece * 9}" for many in range(number + 1)),
            published=Month(2024, 1 + number % 12) if number % 5 else None,
            stars=number % 4,
            heat=number % 3,
            links=tuple(links),
            keys=keys_of(title, tuple(links[:2])),
        )


@pytest.fixture
async def hostile(sqlite_templates: dict[str, Path], tmp_path: Path, now: datetime) -> AsyncIterator[Database]:
    """A catalog that was written by an enemy, and changed once so that its feed is not empty."""
    path = tmp_path / "hostile.db"
    path.write_bytes(sqlite_templates["empty"].read_bytes())
    database = await Database.open(f"sqlite:///{path}")
    rows = list(hostile_rows())
    for shown, at in ((rows[:8], now - timedelta(days=2)), (rows, now - timedelta(days=1))):
        async with database.write() as session:
            await import_document(session, "hostile", Document("markdown", tuple(shown)), at, None)
    yield database
    await database.close()


@pytest.fixture(params=["en-US", "zh-CN"])
def reader(request: pytest.FixtureRequest) -> str:
    """The language of somebody who reads."""
    return str(request.param)


@pytest.fixture
async def keeper(hostile: Database, reader: str, now: datetime, silent_log: None) -> AsyncIterator[Chat]:
    """Somebody who may do everything, in the guild of the hostile catalog."""
    async with talking(hostile, reader, now) as chat:
        guild = chat.person.guild
        role = guild.create_role("keepers", permissions=KEEPER)
        yield replace(chat, person=guild.add_member(chat.env.create_user("kim"), roles=[role]))


def filled_in(chat: Chat) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every command that /help knows, with something typed."""
    options: dict[str, dict[str, Any]] = {
        "search": {"query": "attention", "since": "2024"},
        "paper": {"title": "id:3"},
        "similar": {"paper": "id:3"},
        "category": {},
        "changes": {"since": "2024"},
        "library": {},
        "follow category": {"name": "section"},
        "following": {},
        "unfollow": {"what": "x"},
        "digest create": {"channel": chat.channel, "keywords": "attention"},
    }
    for command in EXAMPLES:
        yield command, options.get(command, dict(EXAMPLES[command]))
    yield from (("digest list", {}), ("privacy erase", {}), ("follow paper", {"title": "id:3"}), ("following", {}))


def faults(components: list[dict[str, Any]]) -> list[str]:
    """What Discord would refuse of a message as it was sent."""
    every = list(walk_components(components))
    texts = [one["content"] for one in every if one["type"] == 10]
    custom_ids = [one["custom_id"] for one in every if "custom_id" in one]
    found = []
    if len(every) > COMPONENTS:
        found.append(f"{len(every)} components")
    if sum(map(length, texts)) > TEXT_CHARACTERS or sum(size(text) + BYTES_PER_TEXT for text in texts) > TEXT_BYTES:
        found.append("too much text")
    if len(custom_ids) != len(set(custom_ids)) or any(len(each) > CUSTOM_ID for each in custom_ids):
        found.append("custom ids")
    return found


@dataclass
class Walk:
    """Presses everything that has not been pressed yet in its kind, and everything that comes of that."""

    chat: Chat
    seen: set[str] = field(default_factory=set)
    shown: list[Reply] = field(default_factory=list)
    pressed: int = 0

    def meet(self, reply: Reply) -> None:
        assert reply.text or reply.labels
        assert faults(reply.message.components) == []
        self.shown.append(reply)

    async def go_on(self, *, restarting: bool) -> None:
        """Walks until nothing is new; with `restarting` the bot has just begun whenever something is pressed."""
        for reply in self.shown:
            for one in list(walk_components(reply.message.components)):
                kind = f"{_kind(one)} {one.get('label', '')[:6]}"
                if one.get("disabled") or "custom_id" not in one or kind in self.seen or self.pressed >= MOST_PRESSES:
                    continue
                self.seen.add(kind)
                self.pressed += 1
                if restarting and self.pressed % 10 == 0:
                    await self.chat.restart()
                await self._press(reply, one)

    async def _press(self, reply: Reply, one: dict[str, Any]) -> None:
        person, message = self.chat.person, reply.message
        stored = self.chat.env.backend.get_message(message.channel_id, message.id)
        if one["custom_id"] not in str(stored.components):
            return  # an earlier press has put another page in its place
        if one["type"] == 2:
            result = await person.click(message, custom_id=one["custom_id"])
        elif one["type"] == 3:
            result = await person.select(message, [one["options"][0]["value"]], custom_id=one["custom_id"])
        else:
            result = await person.select(message, [self.chat.channel], custom_id=one["custom_id"])
        if result.modal is not None:
            fields = list(walk_components(result.modal["components"]))
            filled: dict[str, Any] = {each["custom_id"]: "2" for each in fields if each["type"] == 4}
            menus = (each for each in fields if each["type"] == 3)
            filled |= {each["custom_id"]: [each["options"][0]["value"]] for each in menus}
            result = await person.submit_modal(result, filled)
        assert result.acknowledged, one
        if result.response is not None:
            self.meet(Reply.of(result.response))
        for further in result.followups:
            self.meet(Reply.of(further))


def _kind(component: dict[str, Any]) -> str:
    for item in DYNAMIC_ITEMS:
        if item.__discord_ui_compiled_template__.fullmatch(component.get("custom_id", "")):
            return item.__name__
    return str(component.get("custom_id", "")).partition(":")[0]


async def begin(chat: Chat) -> Walk:
    walk = Walk(chat)
    for command, options in filled_in(chat):
        result = await chat.person.slash(chat.channel, command, **options)
        assert result.acknowledged, command
        for answer in filter(None, [result.response, *result.followups]):
            walk.meet(Reply.of(answer))
    return walk


async def test_every_command_and_every_button_leads_to_something_that_discord_takes(keeper: Chat) -> None:
    walk = await begin(keeper)
    await walk.go_on(restarting=True)
    assert walk.pressed > 40


async def test_in_public_channels_all_is_taken_as_well(keeper: Chat, hostile: Database) -> None:
    async with hostile.write() as session:
        await choose_public_channels(session, keeper.person.guild.id, {keeper.channel.id})
        await choose_language(session, keeper.person.guild.id, "zh-CN")
    walk = await begin(keeper)
    assert sum(not reply.ephemeral for reply in walk.shown) >= 8
    await walk.go_on(restarting=False)


async def test_a_year_later_every_button_still_leads_somewhere(keeper: Chat, hostile: Database, now: datetime) -> None:
    walk = await begin(keeper)
    async with hostile.write() as session:  # what a year takes away
        for table in (ConversationRow, SavedPaperRow, DeliveryRow, SubscriptionRow):
            await session.execute(delete(table))
        rows = tuple(hostile_rows())[9:]
        await import_document(session, "hostile", Document("markdown", rows), now + timedelta(days=366), None)
    await keeper.restart()
    await walk.go_on(restarting=False)
    assert walk.pressed > 25


def samples(template: str, times: int) -> list[str]:
    """Custom ids that a template matches, always the same."""
    found: list[str] = []

    @settings(max_examples=times, database=None, derandomize=True, phases=[Phase.generate], deadline=None)
    @given(
        st.from_regex(template, fullmatch=True).filter(lambda text: 0 < len(text) <= CUSTOM_ID and text.isprintable())
    )
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return list(dict.fromkeys(found))


MENUS = ("OpenFromDigest", "ChooseCategory", "UnfollowChosen", "ShowDigest", "ChooseForGuild", "SetUp", "OpenChosen")


def control(item: type[ui.DynamicItem[Any]], custom_id: str) -> ui.Item[Any]:
    """What bears the custom id: the menus of ours, else a button."""
    if item.__name__ not in MENUS or (
        item is SetUp and custom_id.startswith(("setup:test", "setup:create", "setup:other"))
    ):
        return press("Press", custom_id)
    if custom_id.startswith(("setup:channel", "guild:channels")):
        return ui.ChannelSelect(custom_id=custom_id)
    if custom_id.startswith("guild:every-list"):
        return press("Press", custom_id)
    options = [discord.SelectOption(label=value, value=value) for value in ("3", "x", "hostile")]
    return ui.Select(custom_id=custom_id, options=options)


async def test_whatever_a_custom_id_says_it_is_answered(small_chat: Chat, silent_log: None) -> None:
    guild = small_chat.person.guild
    role = guild.create_role("keepers", permissions=KEEPER)
    person = guild.add_member(small_chat.env.create_user("kim"), roles=[role])
    for item in DYNAMIC_ITEMS:
        for custom_id in samples(item.__discord_ui_compiled_template__.pattern, 5):
            screen, what = Screen(), control(item, custom_id)
            screen.add_item(ui.ActionRow(what))
            message = await small_chat.bot.get_partial_messageable(small_chat.channel.id).send(view=screen)
            if isinstance(what, ui.Button):
                result = await person.click(message, custom_id=custom_id)
            elif isinstance(what, ui.ChannelSelect):
                result = await person.select(message, [small_chat.channel], custom_id=custom_id)
            else:
                result = await person.select(message, ["x"], custom_id=custom_id)
            assert result.acknowledged, custom_id
