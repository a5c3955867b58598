from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.screens.limits import SAFE_CHARACTERS, find_violations, measure
from bot.screens.screen import Screen
from bot.screens.subscription import (
    Reach,
    Shown,
    name_digest,
    name_style,
    render_deletion,
    render_subscription,
    render_subscriptions,
    tell_reach,
)
from bot.texts import Texts, Words
from storage.digests.subscription import Interest, PauseReason, Style, Subscription, Target
from storage.feed import ChangeKind

Make = Callable[..., Subscription]
Read = Callable[[Screen], str]
RUNS = tuple(datetime(2026, 11, day, 9, tzinfo=UTC) for day in (22, 23, 24))
VALUES = st.text(max_size=60) | st.sampled_from(["@everyone **x**\n" * 3, "界" * 60, "\u202eevil", "[a](https://b)"])
SEVERAL = st.lists(VALUES, max_size=25, unique=True).map(tuple)
INTERESTS = st.builds(
    Interest,
    categories=SEVERAL,
    keywords=SEVERAL,
    organisations=SEVERAL,
    has_code=st.none() | st.booleans(),
    min_stars=st.integers(0, 3),
)


def test_all_that_was_chosen_is_said(make_digest: Make, english: Words, read: Read) -> None:
    digest = make_digest(
        Target.FORUM,
        style=Style.CARDS,
        kinds=(ChangeKind.MOVED,),
        mention_role_id=9,
        publishes=True,
        picks=True,
        min_items=3,
        max_wait=timedelta(days=10),
    )
    shown = Shown(digest, "", RUNS, "papers", Reach(1, 2))
    assert read(render_subscription(shown, {}, english, note="Made.")).splitlines() == [
        "-# Made.",
        "## Digest in <#700>",
        "**Papers:** all papers",
        "**Tells:** moved",
        "**When:** every day at 09:00 (UTC)",
        "**Looks:** English, cards",
        "**Mentions:** <@&9>",
        "**Waits:** until there are 3 papers, but no longer than 10 days",
        (
            "**Also:** one paper from the archive each time, published to the channels that follow this one, "
            "each digest is a post of its own"
        ),
        "**Next times**",
        *(f"- <t:{int(run.timestamp())}:F>" for run in RUNS),
        "-# In the past 90 days this would have told of 1 paper. Of all papers today 2 fit.",
    ]


def test_one_that_rests_says_why_and_offers_to_resume(
    make_digest: Make, chinese: Words, read: Read, buttons: Callable[[Screen], dict[str, Any]]
) -> None:
    digest = make_digest(paused=PauseReason.NO_PERMISSION)
    screen = render_subscription(Shown(digest, "原因。", (), None), {}, chinese)
    assert "**已暂停**，自 <t:1795262400:D> 起。原因。" in read(screen)
    assert buttons(screen)["恢复"].custom_id == "do:resume:17"
    assert buttons(screen)["立即发送"].disabled
    assert "暂停" not in buttons(screen)


@given(interest=INTERESTS, locale=st.sampled_from(Texts.load().locales), name=st.none() | VALUES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_chosen_discord_takes_the_screen(
    make_digest: Make, interest: Interest, locale: str, name: str | None
) -> None:
    words = Texts.load().speak(locale)
    digest = make_digest(
        Target.FORUM, interest=interest, kinds=tuple(ChangeKind), mention_role_id=2**62, publishes=True, picks=True,
        min_items=50, cadence="cron 0 0,2,4,6,8,10,12,14,16,18,20,22 1-5,8-12,15-19,22-26 1,3,5,7,9 *",
        timezone="America/Argentina/ComodRivadavia",
    )  # fmt: skip
    named = dict.fromkeys(interest.categories, "界" * 100)
    shown = Shown(digest, "x" * 200, RUNS, name, Reach(0, 0))
    screen = render_subscription(shown, named, words, note="x" * 200)
    assert find_violations(screen) == []
    assert measure(screen).characters <= SAFE_CHARACTERS
    everything = [Shown(make_digest(number=n + 1), "", RUNS, name) for n in range(60)]
    assert find_violations(render_subscriptions(everything, 60, words)) == []
    assert find_violations(render_deletion(digest, words)) == []


def test_a_digest_is_called_by_its_number_its_channel_its_cadence_and_what_it_asks_for(
    make_digest: Make, english: Words, chinese: Words
) -> None:
    interest = Interest(categories=("kv-cache",), keywords=("-vision",))
    assert name_digest(make_digest(number=5), "papers", english) == "5. #papers · every day at 09:00"
    assert (
        name_digest(make_digest(number=5, interest=interest), "papers", english)
        == "5. #papers · every day at 09:00 · kv-cache, -vision"
    )
    assert name_digest(make_digest(number=5), None, chinese) == "5. 已不存在的频道 · 每天 09:00"
    assert name_digest(make_digest(Target.THREAD, number=5), None, english) == "5. a thread · every day at 09:00"


def test_a_digest_whose_channel_is_gone_says_so_and_a_thread_may_rest(
    make_digest: Make, english: Words, read: Read
) -> None:
    gone = "⚠️ Its channel is gone. Choose another one"
    assert gone in read(render_subscription(Shown(make_digest(), "", RUNS, None), {}, english))
    assert gone not in read(render_subscription(Shown(make_digest(), "", RUNS, "papers"), {}, english))
    assert gone not in read(render_subscription(Shown(make_digest(Target.THREAD), "", RUNS, None), {}, english))


def test_what_would_have_been_told_counts_from_when_the_lists_were_first_read(english: Words) -> None:
    assert "In the past 90 days this would have told of 3 papers" in tell_reach(Reach(3, 9), english)
    assert "Since <t:1795338000:D>, when I first read the lists, this would have told of 3 papers" in tell_reach(
        Reach(3, 9, RUNS[0]), english
    )


def test_the_digests_of_a_guild_stand_in_a_row_with_a_menu(make_digest: Make, english: Words, read: Read) -> None:
    shown = [
        Shown(make_digest(number=1), "", RUNS, "papers"),
        Shown(make_digest(number=2, paused=PauseReason.PERSON), "", (), None),
    ]
    screen = render_subscriptions(shown, 25, english)
    assert read(screen).splitlines() == [
        "## Digests",
        "**2 digests of 25**",
        "**1.** <#700> · every day at 09:00 (UTC) · next <t:1795262400:f>",
        "**2.** <#700> · every day at 09:00 (UTC) · rests",
    ]
    menu = next(item for item in screen.walk_children() if hasattr(item, "options"))
    assert [(option.label, option.value) for option in menu.options] == [
        ("1. #papers · every day at 09:00", "1"),
        ("2. a channel that is gone · every day at 09:00", "2"),
    ]


def test_a_guild_without_digests_is_told_how_to_make_one(english: Words, read: Read) -> None:
    assert "Make one with /digest create" in read(render_subscriptions([], 25, english))


@pytest.mark.parametrize("style", Style)
def test_a_style_has_a_name(style: Style, english: Words, chinese: Words) -> None:
    assert name_style(style, english) != name_style(style, chinese)
