"""A guild with a review channel, two moderators, and somebody who submits."""

from dataclasses import dataclass, replace
from typing import Any

import discord
import pytest
from discord.http import MultipartParameters

from bot.settings import Settings
from storage.submissions.loading import get_submission
from storage.submissions.reviewing import set_review
from storage.submissions.submission import Submission
from tests.bot.conftest import Chat, Reply


class SimulatedRequests:
    """What delivering asks of Discord, in the words of discord.py's methods that simcord knows."""

    def __init__(self, http: Any) -> None:
        self._http = http

    async def send_message(self, channel_id: int, body: Any) -> Any:
        payload = {name: value for name, value in body.items() if name not in ("nonce", "enforce_nonce")}
        return await self._http.send_message(channel_id, params=MultipartParameters(payload, None, None))

    async def open_direct(self, user_id: int) -> Any:
        return await self._http.start_private_message(user_id)

    async def get_messages(self, channel_id: int, after: int) -> Any:
        found = await self._http.logs_from(channel_id, limit=100, after=after)
        return sorted(found, key=lambda message: int(message["id"]))

    async def get_channel(self, channel_id: int) -> Any:
        return await self._http.get_channel(channel_id)


LINK = "https://arxiv.org/abs/2606.00001"
TITLE = "A wholly new way to warm teapots"


@dataclass
class Court:
    """Who takes part. `review` is the channel of the cards."""

    member: Chat
    moderator: Chat
    other: Chat
    review: Any

    async def submit(self, **options: Any) -> Reply:
        """Submits a paper, as submission 1."""
        reply = await self.member.ask("submit", **{"link": LINK, "title": TITLE, **options})
        assert "submission 1" in reply.text
        assert reply.ephemeral
        return reply

    async def letters(self) -> list[Reply]:
        """What the submitter was written."""
        return [self.member.read_message(message) for message in self.member.person.user.dm_channel.history()]

    async def told(self) -> Reply:
        """What the submitter was written last."""
        await self.settle()
        return (await self.letters())[-1]

    async def settle(self) -> None:
        """Lets the jobs do what is due: cards are posted, outcomes told, and all of it leaves."""
        bot = self.member.bot
        for _ in range(2):
            await bot.submissions.run()
            await bot.digests.keep_house(bot.settings.keep_left_guilds)
            await bot.digests.deliver()

    async def card(self) -> Reply:
        """The card that was posted last."""
        await self.settle()
        return replace(self.moderator, channel=self.review).read_last()

    async def restart(self) -> None:
        """Ends the bot and starts another."""
        settings = self.member.bot.settings
        await self.member.restart()
        self.prepare(settings)

    def prepare(self, settings: Settings) -> None:
        """Lets the running bot have settings, and deliver through what simcord knows."""
        bot = self.member.bot
        bot.settings = settings
        vars(bot.digests.deliverer)["_requests"] = SimulatedRequests(bot.http)

    async def delete(self, card: Reply) -> None:
        """Deletes a card by hand."""
        self.member.env.backend.delete_message(card.message.channel_id, card.message.id)

    async def dismiss(self, moderator: Chat) -> None:
        """Takes the role from a moderator."""
        backend = self.member.env.backend
        backend.get_guild(moderator.person.guild.id).members[moderator.person.id].role_ids.clear()

    async def close_letters(self) -> None:
        """Lets the submitter take no direct messages."""
        channel = self.member.person.user.dm_channel.id
        self.member.env.inject_error("POST", f"/channels/{channel}/messages", status=403, code=50007, times=None)

    async def submission(self, number: int = 1) -> Submission:
        """A submission as it is."""
        async with self.member.bot.database.read() as session:
            return await get_submission(session, number)

    async def fill(self, who: Chat, shown: Any, reply: Reply | None, **values: Any) -> Reply:
        """Sends a form with several fields; the answer below, or the message as it has become."""
        result = await who.person.submit_modal(shown, values)
        if result.followups:
            return Reply.of(result.followups[-1])
        if result.response is not None and (reply is None or result.response.id != reply.message.id):
            return Reply.of(result.response)
        assert reply is not None
        return who.read_message(reply.message)


@pytest.fixture
async def court(small_chat: Chat) -> Court:
    guild = small_chat.person.guild
    managing = guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    mo, rita = (
        replace(small_chat, person=guild.add_member(small_chat.env.create_user(name), roles=[managing]))
        for name in ("mo", "rita")
    )
    review = guild.create_text_channel("review")
    bot = small_chat.bot
    async with bot.database.write() as session:
        await set_review(session, guild.id, mo.person.id, bot.now(), channel_id=review.id)
    opened = Court(small_chat, mo, rita, review)
    opened.prepare(Settings(curating_guilds=frozenset({guild.id})))
    return opened
