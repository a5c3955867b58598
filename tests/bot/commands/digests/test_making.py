from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest

from storage.digests.subscription import DEFAULT_KINDS, Style, Target
from storage.feed import ChangeKind


async def test_a_digest_is_made_with_defaults_and_shown_with_its_next_three_times(
    keeper: Any, stored: Callable[[Any], Any]
) -> None:
    reply = await keeper.ask("digest create", channel=keeper.channel)
    assert reply.ephemeral
    assert f"<#{keeper.channel.id}>" in reply.text
    assert "every Monday at 09:00 (UTC)" in reply.text
    (made,) = await stored(keeper)
    runs = [f"<t:{int(made.next_at.timestamp()) + week * 7 * 86400}:F>" for week in range(3)]
    assert [run for run in runs if run not in reply.text] == []
    assert (made.place.target, made.place.channel_id) == (Target.TEXT, keeper.channel.id)
    assert made.maker_id == keeper.person.id
    assert made.choices.kinds == DEFAULT_KINDS
    assert made.next_at.weekday() == 0


async def test_all_that_is_given_is_kept(keeper: Any, stored: Callable[[Any], Any]) -> None:
    role = keeper.person.guild.create_role("readers", mentionable=True)
    reply = await keeper.ask(
        "digest create",
        channel=keeper.channel,
        categories="Kettles",
        keywords="pruning，-survey",
        organisations="facebook, Lab3",
        has_code="yes",
        min_stars=1,
        kinds="added, moved",
        cadence="0 9 * * 1",
        timezone="asia/shanghai",
        language="中文",
        style="cards",
        mention=role,
        min_items=3,
        max_wait=10,
        archive_pick=True,
    )
    (made,) = await stored(keeper)
    choices, interest = made.choices, made.choices.interest
    assert interest.categories == ("kettles",)
    assert interest.keywords == ("pruning", "-survey")
    assert interest.organisations == ("Meta", "Lab3")
    assert (interest.has_code, interest.min_stars) == (True, 1)
    assert choices.kinds == (ChangeKind.ADDED, ChangeKind.MOVED)
    assert (choices.cadence, choices.timezone) == ("cron 0 9 * * mon", "Asia/Shanghai")
    assert (choices.language, choices.style, choices.mention_role_id) == ("zh-CN", Style.CARDS, role.id)
    assert (choices.min_items, choices.max_wait.days, choices.picks) == (3, 10, True)
    for told in ("Kettles", "pruning", "not about **survey**", "Meta", f"<@&{role.id}>", "until there are 3 papers"):
        assert told in reply.text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"timezone": "Shanghia"}, "The nearest: **Asia/Shanghai**"),
        ({"timezone": "Mars"}, "No time zone is called “Mars”"),
        ({"cadence": "whenever"}, "whenever"),
        ({"cadence": "0 9 30 2 *"}, "would never run"),
        ({"cadence": "*/5 * * * *"}, "Leave at least 60 minutes"),
        ({"cadence": "0 9 1 * mon"}, "Choose one of the two"),
        ({"categories": "Teapots"}, "No category is called “Teapots”"),
        ({"kinds": "added, exploded"}, "“exploded” is no kind of change"),
        ({"keywords": "pruning, !!!"}, "“!!!” has no letter and no digit"),
        ({"keywords": "x" * 61}, "at most 25 values"),
        ({"keywords": ",".join(f"k{n}" for n in range(26))}, "at most 25 values"),
        ({"language": "Klingon"}, "I do not speak “Klingon”"),
        ({"publish": True}, "Only announcement channels are published"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_nothing_is_made(
    options: dict[str, Any], told: str, keeper: Any, stored: Callable[[Any], Any]
) -> None:
    reply = await keeper.ask("digest create", channel=keeper.channel, **options)
    assert reply.ephemeral
    assert told in reply.text
    assert await stored(keeper) == ()


@pytest.mark.parametrize(
    ("permissions", "named"),
    [
        (["view_channel"], ["View Channel"]),
        (["send_messages"], ["Send Messages"]),
        (["read_message_history"], ["Read Message History"]),
        (["view_channel", "send_messages", "read_message_history"], ["View Channel", "Send Messages", "History"]),
    ],
)
async def test_each_permission_that_the_bot_lacks_is_named_and_no_other(
    permissions: list[str], named: list[str], keeper: Any, deny: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    reply = await keeper.ask("digest create", channel=deny("closed", **dict.fromkeys(permissions, True)))
    assert all(name in reply.text for name in named)
    assert reply.text.count("**") == 2 * len(named)
    assert await stored(keeper) == ()


async def test_a_channel_that_the_member_may_not_manage_is_refused(keeper: Any, stored: Callable[[Any], Any]) -> None:
    guild = keeper.person.guild
    deny = discord.PermissionOverwrite(manage_channels=False)
    other = guild.create_text_channel("others", overwrites={keeper.person: deny})
    reply = await keeper.ask("digest create", channel=other)
    assert f"Only who may manage the channel <#{other.id}>" in reply.text
    assert await stored(keeper) == ()


async def test_a_role_that_the_member_may_not_mention_is_refused(keeper: Any, stored: Callable[[Any], Any]) -> None:
    role = keeper.person.guild.create_role("quiet")
    assert (
        "You may not mention that role"
        in (await keeper.ask("digest create", channel=keeper.channel, mention=role)).text
    )
    everybody = keeper.person.guild.default_role
    assert (
        "I do not mention everybody"
        in (await keeper.ask("digest create", channel=keeper.channel, mention=everybody)).text
    )
    assert await stored(keeper) == ()


async def test_a_role_that_the_bot_may_not_mention_is_refused(keeper: Any, stored: Callable[[Any], Any]) -> None:
    guild = keeper.person.guild
    loud = guild.create_role("loud", permissions=discord.Permissions(mention_everyone=True, manage_channels=True))
    member = replace(keeper, person=guild.add_member(keeper.env.create_user("lou"), roles=[loud]))
    closed = discord.PermissionOverwrite(mention_everyone=False)
    channel = guild.create_text_channel("calm", overwrites={guild.me: closed})
    reply = await member.ask("digest create", channel=channel, mention=guild.create_role("quiet"))
    assert "Mention Everyone" in reply.text
    assert await stored(keeper) == ()


async def test_an_announcement_channel_may_be_published(keeper: Any, stored: Callable[[Any], Any]) -> None:
    news = keeper.person.guild.create_news_channel("news")
    await keeper.ask("digest create", channel=news, publish=True)
    (made,) = await stored(keeper)
    assert (made.place.target, made.choices.publishes) == (Target.ANNOUNCEMENT, True)


FORUM_TAGS: list[tuple[list[Any], bool]] = [
    ([], False),
    ([{"id": "1", "name": "mods", "moderated": True, "emoji_id": None, "emoji_name": None}], False),
    ([{"id": "2", "name": "all", "moderated": False, "emoji_id": None, "emoji_name": None}], True),
]


@pytest.mark.parametrize(("tags", "may"), FORUM_TAGS)
async def test_a_forum_that_wants_a_tag_needs_one_that_the_bot_may_set(
    tags: list[Any],
    may: bool,
    keeper: Any,
    stored: Callable[[Any], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forum = keeper.person.guild.create_forum_channel("forum")
    cached = keeper.bot.get_channel(forum.id)
    assert isinstance(cached, discord.ForumChannel)
    cached._flags = discord.ChannelFlags(require_tag=True).value
    cached._available_tags = {int(tag["id"]): discord.ForumTag.from_data(state=cached._state, data=tag) for tag in tags}
    monkeypatch.setattr(
        discord.ForumChannel, "permissions_for", lambda self, who: _without_threads(ORDINARY(self, who))
    )
    reply = await keeper.ask("digest create", channel=forum)
    assert ("wants a tag" in reply.text) is not may
    assert [each.place.target for each in await stored(keeper)] == [Target.FORUM] * may


ORDINARY = discord.ForumChannel.permissions_for


def _without_threads(permissions: discord.Permissions) -> discord.Permissions:
    permissions.update(manage_threads=False)
    return permissions


async def test_no_more_digests_than_the_setting_allows(
    keeper: Any, make: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper.bot, "settings", keeper.bot.settings.model_copy(update={"max_digests_per_guild": 2}))
    await make()
    await make(categories="kettles")
    reply = await keeper.ask("digest create", channel=keeper.channel, cadence="hourly")
    assert "There may be 2 digests here" in reply.text


async def test_filters_that_nothing_fits_are_warned_of_with_counts(make: Callable[..., Any], refill: Any) -> None:
    await refill(range(1, 15))
    fitting = await make(keywords="pruning")
    assert "would have told of 2 papers. Of all papers today 14 fit." in fitting.text
    assert "Nothing fits" not in fitting.text
    nothing = await make(keywords="submarines")
    assert "**Nothing fits these filters.**" in nothing.text
    assert "would have told of 0 papers. Of all papers today 0 fit." in nothing.text


@pytest.mark.parametrize(
    ("option", "typed", "choice"),
    [
        ("categories", "ket", ("Kettles", "kettles")),
        ("keywords", "pruning, awq", ("pruning, awq", "pruning, awq")),
        ("organisations", "Lab3, lab4", ("Lab3, Lab4", "Lab3, Lab4")),
        ("kinds", "added, code", ("added, code released", "added, code_released")),
        ("cadence", "fri 17:00", ("every Friday at 17:00", "weekly fri 17:00")),
        ("timezone", "shang", ("Asia/Shanghai", "Asia/Shanghai")),
        ("language", "chi", ("中文", "zh-CN")),
    ],
)
async def test_every_option_is_completed_while_it_is_typed(
    option: str, typed: str, choice: tuple[str, str], keeper: Any
) -> None:
    offered = await keeper.type("digest create", option, typed)
    assert choice in [(each["name"], each["value"]) for each in offered]


async def test_a_member_who_manages_nothing_is_not_offered_the_command(small_chat: Any) -> None:
    assert not [each for each in small_chat.person.available_commands(small_chat.channel) if each.startswith("digest")]


async def test_the_very_same_digest_is_made_once_however_often_it_is_asked_for(
    keeper: Any, make: Callable[..., Any], stored: Callable[[Any], Any]
) -> None:
    await make(keywords="pruning")
    (made,) = await stored(keeper)
    again = await keeper.ask("digest create", channel=keeper.channel, keywords="pruning")
    assert f"it is number {made.id} in /digest list" in again.text
    await make(keywords="kettle")
    await make(channel=keeper.person.guild.create_text_channel("more"), keywords="pruning")
    assert len(await stored(keeper)) == 3
