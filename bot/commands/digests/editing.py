"""Changing a digest: /digest edit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.answering import Asked, answer, begin, words_of
from bot.commands.digests.asking import find_asker, find_digest, present
from bot.commands.digests.group import CODE, DIGEST, MOST_DAYS, MOST_ITEMS, OPTIONS, STARS, STYLES, WHICH, Family
from bot.commands.digests.making import check_place
from bot.digest_options import (
    CadenceOption,
    CategoriesOption,
    DigestOption,
    KeywordsOption,
    KindsOption,
    LanguageOption,
    OrganisationsOption,
    PlaceOption,
    ZoneOption,
)
from bot.places import check_role, read_place
from bot.refusals import NotAnnouncement, NothingToEdit
from bot.wishes import Wishes, apply_wishes, next_run
from storage.database import Session
from storage.digests.errors import SubscriptionNotFound
from storage.digests.ledger import keep_waiting
from storage.digests.outbox import redirect
from storage.digests.subscription import Choices, Place, Subscription, Target
from storage.digests.subscriptions import edit_subscription, hold_subscription, move_subscription
from storage.digests.window import WindowReader


class Editing(Family):
    """Changes digests; what is not named stays as it was."""

    @DIGEST.command(name="edit", description="Change a digest; what you leave out stays as it is")
    @app_commands.describe(
        digest=WHICH,
        **OPTIONS,
        mention_nobody="Mention no role any more",
    )
    @app_commands.choices(has_code=CODE, style=STYLES)
    @app_commands.choices(min_stars=STARS)
    async def edit(
        self,
        interaction: Asked,
        digest: app_commands.Transform[str, DigestOption] | None = None,
        channel: app_commands.Transform[Any, PlaceOption] | None = None,
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
        mention_nobody: bool | None = None,
        min_items: app_commands.Range[int, 1, MOST_ITEMS] | None = None,
        max_wait: app_commands.Range[int, 1, MOST_DAYS] | None = None,
        archive_pick: bool | None = None,
        publish: bool | None = None,
    ) -> None:
        """Changes what is given and shows the digest as it is now."""
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
            mentions_nobody=mention_nobody,
            min_items=min_items,
            max_wait=max_wait,
            picks=archive_pick,
            publishes=publish,
        )
        if wishes == Wishes() and channel is None:
            raise NothingToEdit
        asker = find_asker(interaction)
        old, current = await find_digest(interaction, digest)
        target = channel or current
        if channel is not None:
            kept = None if mention_nobody else mention or asker.guild.get_role(old.choices.mention_role_id or 0)
            check_place(asker, channel, kept)
        elif mention is not None and current is not None:
            check_role(mention, asker.member, current)
            check_place(asker, current, mention)
        shelf = await self._bot.library.open(asker.guild.id, may_be_empty=True)
        place = read_place(target) if target else old.place
        is_announcement = place.target is Target.ANNOUNCEMENT
        if publish and not is_announcement:
            raise NotAnnouncement(place.channel_id or 0)

        def edit(choices: Choices) -> Choices:
            edited = apply_wishes(wishes, choices, shelf, self._bot.texts)
            return edited if is_announcement else replace(edited, publishes=False)

        edit(old.choices)  # refuses what cannot be read before anything is locked
        await begin(interaction)
        async with self._bot.database.write() as session:
            new = await change(session, old, edit, place, self._bot.now())
        note = words_of(interaction).say("The digest is changed.")
        await answer(interaction, await present(interaction, new, note=note))


async def change(
    session: Session, seen: Subscription, edit: Callable[[Choices], Choices], place: Place, now: datetime
) -> Subscription:
    """Edits the choices that a digest has now, and sends it to another place than the one where it was seen to go.
    Nobody else edits or serves it meanwhile.

    Where it wants something else from now on, what it wanted and was not told yet goes on waiting. Raises
    `SubscriptionNotFound`, and what `edit` raises.
    """
    guild_id = seen.place.guild_id
    old = await hold_subscription(session, seen.id)
    if old is None:
        raise SubscriptionNotFound(seen.id)
    choices = edit(old.choices)
    if (choices.interest, choices.kinds) != (old.choices.interest, old.choices.kinds):
        await keep_waiting(session, old.id, await WindowReader(session).read(old), now)
    if place not in (seen.place, old.place):
        await move_subscription(session, old.id, guild_id, place, now)
        await redirect(session, old.id, place)
    moved = (choices.cadence, choices.timezone) != (old.choices.cadence, old.choices.timezone)
    next_at = next_run(choices, now) if moved else old.next_at
    return await edit_subscription(session, old.id, guild_id, choices, next_at=next_at, now=now)
