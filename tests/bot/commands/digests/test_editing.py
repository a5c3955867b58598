import asyncio
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from discord import Permissions

from bot.commands.digests.editing import change
from bot.digests.running import Serving, find_following
from bot.texts import Texts
from data.formats import parse_document
from storage.database import Database
from storage.digests.due import claim_due
from storage.digests.subscription import DEFAULT_KINDS, Choices, Interest, Place, Target
from storage.digests.subscriptions import create_subscription, find_subscription
from storage.digests.window import WindowReader
from storage.importing import import_document
from tests.bot.digests.conftest import text_of


@pytest.mark.parametrize(
    ("option", "value", "changed", "told"),
    [
        ("categories", "none", "interest", "all"),
        ("keywords", "awq", "interest", "awq"),
        ("kinds", "none", "kinds", "added, code released"),
        ("cadence", "daily 7:00", "cadence", "every day at 07:00"),
        ("timezone", "Europe/Berlin", "timezone", "Europe/Berlin"),
        ("language", "zh-CN", "language", "Chinese"),
        ("style", "compact", "style", "compact"),
        ("min_items", 1, "min_items", "Digest"),
        ("archive_pick", False, "picks", "Digest"),
        ("mention_nobody", True, "mention_role_id", "Digest"),
    ],
)
async def test_one_setting_that_is_edited_leaves_the_others(
    option: str,
    value: Any,
    changed: str,
    told: str,
    keeper: Any,
    make: Callable[..., Any],
    stored: Callable[[Any], Any],
) -> None:
    role = keeper.person.guild.create_role("readers", mentionable=True)
    await make(
        categories="kettles", keywords="pruning", has_code="yes", min_stars=1, kinds="moved", cadence="daily 8:00",
        timezone="Asia/Shanghai", style="cards", min_items=4, max_wait=9, archive_pick=True, mention=role,
    )  # fmt: skip
    (before,) = await stored(keeper)
    reply = await keeper.ask("digest edit", **{option: value})
    assert told in reply.text
    (after,) = await stored(keeper)
    differing = {name for name, was in asdict(before.choices).items() if asdict(after.choices)[name] != was}
    assert differing == {changed}
    assert (after.place, after.state, after.maker_id) == (before.place, before.state, before.maker_id)
    if option not in {"cadence", "timezone"}:
        assert after.next_at == before.next_at


async def test_a_part_of_what_is_wanted_leaves_the_other_parts(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    await make(categories="kettles", keywords="pruning", has_code="yes", min_stars=2)
    await keeper.ask("digest edit", keywords="none", has_code="any")
    (after,) = await stored(keeper)
    interest = after.choices.interest
    assert (interest.categories, interest.keywords) == (("kettles",), ())
    assert (interest.has_code, interest.min_stars) == (None, 2)
    await keeper.ask("digest edit", min_stars=0)
    assert (await stored(keeper))[0].choices.interest.min_stars == 0


async def test_what_the_old_filter_let_through_waits_and_what_it_stopped_is_not_told_later(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any], refill: Any, small: Database
) -> None:
    await make(organisations="Lab13")
    await refill(range(1, 15))  # from Lab13 and from Lab14
    await keeper.ask("digest edit", organisations="none")
    (after,) = await stored(keeper)
    async with small.read() as session:
        window = await WindowReader(session).read(after)
    assert [item.paper.organisations for item in window.items] == [("Lab13",)]
    assert after.choices.kinds == DEFAULT_KINDS


async def test_a_digest_moves_to_another_channel_and_stops_being_published_there(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    guild = keeper.person.guild
    await make(channel=guild.create_news_channel("news"), publish=True)
    other = guild.create_text_channel("other")
    assert f"<#{other.id}>" in (await keeper.ask("digest edit", channel=other)).text
    (after,) = await stored(keeper)
    assert (after.place.target, after.place.channel_id) == (Target.TEXT, other.id)
    assert not after.choices.publishes


async def test_a_move_is_refused_where_the_bot_or_the_member_may_not(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any], deny: Callable[..., Any]
) -> None:
    await make()
    reply = await keeper.ask("digest edit", channel=deny("closed", send_messages=True), cadence="daily")
    assert "**Send Messages**" in reply.text
    (after,) = await stored(keeper)
    assert (after.place.channel_id, after.choices.cadence) == (keeper.channel.id, "weekly mon 09:00")


async def test_an_edit_of_nothing_is_refused(keeper: Any, make: Callable[..., Any]) -> None:
    await make()
    assert "Say what is to change" in (await keeper.ask("digest edit")).text


async def test_several_digests_ask_which_and_the_option_says_it(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    await make(cadence="daily 8:00")
    await make(cadence="daily 9:00")
    assert "There are several digests here" in (await keeper.ask("digest edit", style="cards")).text
    offered = await keeper.type("digest edit", "digest", "09:00")
    assert [each["name"] for each in offered] == ["2. #papers · every day at 09:00"]
    await keeper.ask("digest edit", digest=offered[0]["value"], style="cards")
    assert [each.choices.style.value for each in await stored(keeper)] == ["compact", "cards"]
    assert "This digest is not there any more" in (await keeper.ask("digest edit", digest="99", style="cards")).text


async def test_a_digest_of_another_guild_is_nobodys_here(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    await make()
    guild = keeper.env.create_guild("Elsewhere")
    channel = guild.create_text_channel("there")
    role = guild.create_role("keepers", permissions=Permissions(manage_channels=True))
    member = guild.add_member(keeper.env.create_user("eve"), roles=[role])
    eve = replace(keeper, person=member, channel=channel)
    assert "This digest is not there any more" in (await eve.ask("digest delete", digest="1")).text
    assert len(await stored(keeper)) == 1


async def test_the_cadence_sets_the_next_time_anew(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    await make(cadence="monthly 1 09:00")
    await keeper.ask("digest edit", cadence="hourly")
    (after,) = await stored(keeper)
    assert after.next_at - keeper.bot.now() <= timedelta(hours=1)


def about_kettles(choices: Choices) -> Choices:
    return replace(choices, interest=replace(choices.interest, keywords=("kettle",)))


def hourly(choices: Choices) -> Choices:
    return replace(choices, cadence="hourly")


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
async def test_who_edits_while_the_digest_is_served_or_edited_waits_and_loses_nothing(
    database: Database, now: datetime
) -> None:
    place = Place(Target.TEXT, 500, 700)
    async with database.write() as session:
        await import_document(session, "mine", parse_document(text_of(range(1, 20)), "markdown"), now)
        made = await create_subscription(session, place, 42, Choices("daily 09:00"), next_at=now, now=now, most=9)
        await import_document(session, "mine", parse_document(text_of(range(1, 22)), "markdown"), now)

    async def edit(how: Callable[[Choices], Choices]) -> None:
        async with database.write() as session:
            await change(session, made, how, place, now)

    async with database.write() as session:
        claimed = await claim_due(session, now, find_following, 10)
        serving = await Serving.begin(session, Texts.load(), now)
        editing = [asyncio.create_task(edit(how)) for how in (about_kettles, hourly)]
        await asyncio.sleep(0.2)
        assert await serving.serve(claimed) == 2
    await asyncio.gather(*editing)
    async with database.read() as session:
        after = await find_subscription(session, made.id)
        assert after is not None
        assert (after.choices.interest, after.choices.cadence) == (Interest(keywords=("kettle",)), "hourly")
        assert (await WindowReader(session).read(after)).items == (), "what was told is not told again"
