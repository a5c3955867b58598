"""A simulated Discord with the real bot in it, over the shipped catalog or a small one."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import simcord
from discord import ui
from simcord.components import walk_components
from simcord.results import ResponseMessage

from bot.app import Paperboy
from bot.screens.screen import Screen
from bot.settings import Enrichment, Settings
from bot.texts import Texts, Words
from data.formats import parse_document
from storage.database import Database
from storage.guilds import choose_language, choose_lists, choose_public_channels
from storage.importing import import_document
from storage.search.live import LiveIndex


@dataclass(frozen=True)
class Reply:
    """What a person sees of an answer: the texts, the labels of what can be pressed, whether nobody else sees it."""

    text: str
    labels: tuple[str, ...]
    disabled: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    urls: tuple[str, ...]
    ephemeral: bool
    message: Any

    @classmethod
    def of(cls, message: Any) -> "Reply":
        every = list(walk_components(message.components))
        buttons = [one for one in every if one["type"] == 2]
        return cls(
            text="\n".join(one["content"] for one in every if one["type"] == 10),
            labels=tuple(one["label"] for one in buttons),
            disabled=tuple(one["label"] for one in buttons if one.get("disabled")),
            options=tuple((o["label"], o["value"]) for one in every if one["type"] == 3 for o in one["options"]),
            urls=tuple(one["url"] for one in buttons if "url" in one),
            ephemeral=message.ephemeral,
            message=message,
        )


@dataclass
class Chat:
    """A person in a channel of a guild, who asks and presses."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    person: simcord.MemberActor
    new_bot: Callable[[], Paperboy]

    async def ask(self, command: str, **options: Any) -> Reply:
        """Uses a command; the answer."""
        result = await self.person.slash(self.channel, command, **options)
        assert result.response is not None, f"no answer to /{command}"
        return Reply.of(result.response)

    async def press(self, reply: Reply, label: str) -> Reply:
        """Presses a button; the answer below, or the message as it has become."""
        result = await self.person.click(reply.message, label=label)
        return self._answer_to(result, reply)

    async def choose(self, reply: Reply, value: str) -> Reply:
        """Chooses from the menu that has this value."""
        menus = [one for one in walk_components(reply.message.components) if one["type"] == 3]
        menu = next(one for one in menus if value in [option["value"] for option in one["options"]])
        result = await self.person.select(reply.message, [value], custom_id=menu["custom_id"])
        return self._answer_to(result, reply)

    async def show_form(self, reply: Reply, label: str) -> Any:
        """Presses a button that shows a form."""
        shown = await self.person.click(reply.message, label=label)
        assert shown.modal is not None, f"no form behind {label}"
        return shown

    async def send_form(self, shown: Any, reply: Reply, text: str) -> Reply:
        """Fills the only field of a form and sends it; the answer below, or the message as it has become."""
        (only,) = (one for one in walk_components(shown.modal["components"]) if one["type"] == 4)
        return self._answer_to(await self.person.submit_modal(shown, {only["custom_id"]: text}), reply)

    async def type(self, command: str, option: str, text: str, **filled: Any) -> list[dict[str, Any]]:
        """Types into an option; the choices that appear."""
        return await self.person.autocomplete(self.channel, command, option, text, **filled)

    async def restart(self) -> None:
        """Ends the bot and starts another."""
        bot = self.new_bot()
        await self.env.restart_bot(bot)
        vars(bot.tree).pop("on_error")  # simcord's own, which counts refusals as failures

    def read_answer(self, result: Any) -> Reply:
        """The answer to what was done to a message."""
        assert result.response is not None, "no answer"
        return Reply.of(result.response)

    def read_last(self) -> Reply:
        """What everybody sees last in the channel."""
        last = self.channel.last_message
        assert last is not None
        return self._stored(last.channel.id, last.id)

    def read_message(self, message: Any) -> Reply:
        """A message as people see it, wherever it is."""
        return self._stored(message.channel.id, message.id)

    def read_files(self, result: Any) -> list[tuple[str, bytes]]:
        """What came along with the answer to something: names and contents."""
        message = self.env.backend.get_message(result.response.channel_id, result.response.id)
        cdn = self.env.backend.cdn
        return [(each["filename"], cdn.get(each["url"]) or b"") for each in message.attachments]

    def join(self, name: str) -> "Chat":
        """Another person in the same channel."""
        return replace(self, person=self.person.guild.add_member(self.env.create_user(name)))

    @property
    def bot(self) -> Paperboy:
        """The bot that is running."""
        running = self.env.bot
        assert isinstance(running, Paperboy)
        return running

    def _answer_to(self, result: Any, before: Reply) -> Reply:
        if result.response is not None and result.response.id != before.message.id:
            return Reply.of(result.response)
        return self._stored(before.message.channel_id, before.message.id)

    def _stored(self, channel_id: int, message_id: int) -> Reply:
        return Reply.of(ResponseMessage(self.env, self.env.backend.get_message(channel_id, message_id)))


@pytest.fixture
def locale() -> str:
    """The language of the person; a test may set another."""
    return "en-US"


@pytest.fixture
def words(locale: str) -> Words:
    """The words of that language."""
    return Texts.load().speak(locale)


@pytest.fixture
async def shipped(catalog_file: Path) -> AsyncIterator[Database]:
    """The shipped catalog."""
    database = await Database.open(f"sqlite:///{catalog_file}")
    yield database
    await database.close()


@pytest.fixture
async def small(sqlite_templates: dict[str, Path], tmp_path: Path, now: datetime) -> AsyncIterator[Database]:
    """A catalog of twelve papers in one list, named "small"."""
    path = tmp_path / "small.db"
    path.write_bytes(sqlite_templates["empty"].read_bytes())
    database = await Database.open(f"sqlite:///{path}")
    await fill_small(database, range(1, 13), now)
    yield database
    await database.close()


@pytest.fixture
def refill(small: Database, now: datetime) -> Callable[[range], Any]:
    """Makes the small list hold the papers of these numbers and no others, a day later."""

    async def refilled(numbers: range) -> None:
        await fill_small(small, numbers, now + timedelta(days=1))

    return refilled


@pytest.fixture
def retitle(small: Database, now: datetime) -> Callable[[str], Any]:
    """Gives the third paper of the small list another title, a day later."""

    async def retitled(title: str) -> None:
        await fill_small(small, range(1, 13), now + timedelta(days=1), {3: title})

    return retitled


async def fill_small(
    database: Database, numbers: range, now: datetime, titles: Mapping[int, str] = MappingProxyType({})
) -> None:
    rows = [
        f"|2024.{number:02}|🔥[Trick{number}] {titles.get(number, f'Speculative pruning of kettle number {number}')}"
        f"(@Lab{number})"
        f"|[[pdf]](https://arxiv.org/abs/2401.{number:05})|[[trick{number}]](https://github.com/lab/trick{number})|⭐️|"
        for number in numbers
    ]
    text = "\n".join(["## Kettles", "|Date|Title|Paper|Code|Recom|", "|:---:|:---:|:---:|:---:|:---:|", *rows, ""])
    async with database.write() as session:
        await import_document(session, "small", parse_document(text), now, None)


@pytest.fixture
def silent_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test in which the bot or discord.py logs an error."""
    yield
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert loud == []


@pytest.fixture
async def chat(shipped: Database, locale: str, now: datetime, silent_log: None) -> AsyncIterator[Chat]:
    """A person who asks the bot about the shipped catalog."""
    async with talking(shipped, locale, now) as opened:
        yield opened


@pytest.fixture
async def small_chat(small: Database, locale: str, now: datetime, silent_log: None) -> AsyncIterator[Chat]:
    """A person who asks the bot about the small catalog."""
    async with talking(small, locale, now) as opened:
        yield opened


@pytest.fixture
async def loud_chat(small: Database, locale: str, now: datetime) -> AsyncIterator[Chat]:
    """A person who asks the bot about the small catalog, where it may log errors."""
    async with talking(small, locale, now) as opened:
        yield opened


@pytest.fixture
def choose(small: Database, small_chat: Chat) -> Callable[..., Any]:
    """Chooses for the guild of the small catalog's chat."""

    async def chosen(
        *, lists: set[str] | None = None, language: str = "", public: frozenset[int] | set[int] = frozenset()
    ) -> None:
        guild_id = small_chat.person.guild.id
        async with small.write() as session:
            await choose_lists(session, guild_id, lists)
            await choose_language(session, guild_id, language)
            await choose_public_channels(session, guild_id, public)

    return chosen


@pytest.fixture
async def enriched_chat(small: Database, locale: str, now: datetime, silent_log: None) -> AsyncIterator[Chat]:
    """A person who asks a bot whose operator lets it ask arXiv."""
    async with talking(small, locale, now, Settings(enrichment=Enrichment.ARXIV)) as opened:
        yield opened


@pytest.fixture
def screens() -> Callable[..., Any]:
    """Posts a screen that holds an item into the channel, as digests are posted; what the person sees."""

    async def post(chat: Chat, item: ui.Item[Any], channel: Any = None) -> Reply:
        screen = Screen()
        screen.add_item(ui.ActionRow(item))
        there = chat.bot.get_partial_messageable((channel or chat.channel).id)
        message = await there.send(view=screen)
        return chat._stored(message.channel.id, message.id)

    return post


@asynccontextmanager
async def talking(
    database: Database, locale: str, now: datetime, settings: Settings | None = None
) -> AsyncIterator[Chat]:
    def new_bot() -> Paperboy:
        return Paperboy(
            settings or Settings(), database, LiveIndex(database), Texts.load(), workers=False, shard_count=1
        )

    def speak(event: str, payload: Mapping[str, Any]) -> None:
        if event == "INTERACTION_CREATE" and isinstance(payload, dict):
            payload.update(locale=locale, guild_locale="en-US")

    env = simcord.Env(new_bot(), check_errors=False)
    env.backend.clock._epoch = now  # simcord's own clock starts at a fixed date, and offers no other way
    env.backend.subscribers.insert(0, speak)  # all of simcord's people read American English
    await env.start()
    guild = env.create_guild("Reading group")
    channel = guild.create_text_channel("papers")
    chat = Chat(env, channel, guild.add_member(env.create_user("ann")), new_bot)
    vars(chat.bot.tree).pop("on_error")  # simcord's own, which counts refusals as failures
    try:
        yield chat
    finally:
        await env.shutdown()
