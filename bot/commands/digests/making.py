"""Making a digest: /digest create."""

from typing import Any

import discord
from discord import app_commands

from bot.answering import Asked, answer, begin, words_for_all, words_of
from bot.commands.digests.asking import Asker, find_asker, present
from bot.commands.digests.group import CODE, DIGEST, MOST_DAYS, MOST_ITEMS, OPTIONS, STARS, STYLES, Family
from bot.digest_options import (
    CadenceOption,
    CategoriesOption,
    KeywordsOption,
    KindsOption,
    LanguageOption,
    OrganisationsOption,
    PlaceOption,
    ZoneOption,
)
from bot.places import Postable, check_bot, check_member, check_role, read_place
from bot.refusals import DigestThere, NotAnnouncement
from bot.wishes import DEFAULT_CADENCE, Wishes, apply_wishes, next_run
from storage.digests.subscription import Choices, Subscription, Target
from storage.digests.subscriptions import create_subscription, load_subscriptions


class Making(Family):
    """Makes digests."""

    @DIGEST.command(name="create", description="Make a digest for a channel")
    @app_commands.describe(**OPTIONS)
    @app_commands.choices(has_code=CODE, style=STYLES)
    @app_commands.choices(min_stars=STARS)
    async def create(
        self,
        interaction: Asked,
        channel: app_commands.Transform[Any, PlaceOption],
        categories: app_commands.Transform[str, CategoriesOption] | None = None,
        keywords: app_commands.Transform[str, KeywordsOption] | None = None,
        organisations: app_commands.Transform[str, OrganisationsOption] | None = None,
        has_code: str | None = None,
        min_stars: int | None = None,
        kinds: app_commands.Transform[str, KindsOption] | None = None,
        cadence: app_commands.Transform[str, CadenceOption] | None = None,
        timezone: app_commands.Transform[str, ZoneOption] | None = None,
        language: app_commands.Transform[str, LanguageOption] | None = None,
        style: str | None = None,
        mention: discord.Role | None = None,
        min_items: app_commands.Range[int, 1, MOST_ITEMS] | None = None,
        max_wait: app_commands.Range[int, 1, MOST_DAYS] | None = None,
        archive_pick: bool | None = None,
        publish: bool | None = None,
    ) -> None:
        """Makes a digest and shows when it comes and what it tells."""
        asker = find_asker(interaction)
        check_place(asker, channel, mention)
        wishes = Wishes(
            categories=categories,
            keywords=keywords,
            organisations=organisations,
            has_code=has_code,
            min_stars=min_stars,
            kinds=kinds,
            cadence=cadence,
            timezone=timezone,
            language=language,
            style=style,
            mention_role_id=mention.id if mention else None,
            min_items=min_items,
            max_wait=max_wait,
            picks=archive_pick,
            publishes=publish,
        )
        shelf = await self._bot.library.open(asker.guild.id)
        own = words_for_all(interaction, shelf.choices).locale
        choices = apply_wishes(wishes, Choices(DEFAULT_CADENCE, language=own), shelf, self._bot.texts)
        if choices.publishes and read_place(channel).target is not Target.ANNOUNCEMENT:
            raise NotAnnouncement(channel.id)
        await begin(interaction)
        subscription = await make(interaction, channel, choices)
        note = words_of(interaction).say("The digest is made; it tells what happens from now on.")
        await answer(interaction, await present(interaction, subscription, note=note))


def check_place(asker: Asker, channel: Postable, role: discord.Role | None) -> None:
    """Whether the member may have digests posted there and that role mentioned, and whether the bot can.

    Raises `MemberMayNotManage`, `RoleNotYours`, `EverybodyMentioned`, `BotMayNotPost`, `ForumWantsTag`, `ThreadLocked`.
    """
    check_member(asker.member, channel, channel.id)
    if role is not None:
        check_role(role, asker.member, channel)
    check_bot(channel, role)


async def make(interaction: Asked, channel: Postable, choices: Choices) -> Subscription:
    """Makes a digest that comes from the next time of its cadence on. Raises `TooManySubscriptions`, and
    `DigestThere` where the same one is there, as after a button was pressed twice."""
    bot = interaction.client
    now = bot.now()
    place = read_place(channel)
    async with bot.database.write() as session:
        for other in await load_subscriptions(session, channel.guild.id):
            if (other.place, other.choices) == (place, choices):
                raise DigestThere(other.id)
        return await create_subscription(
            session,
            place,
            interaction.user.id,
            choices,
            next_at=next_run(choices, now),
            now=now,
            most=bot.settings.max_digests_per_guild,
        )
