from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.follows import MOST_FOLLOWED, Follow, Followed
from bot.screens.follows import label_follow, render_following, tell_follow
from bot.screens.limits import OPTION_TEXT, SAFE_CHARACTERS, find_violations, length, measure
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from storage.digests.subscription import Interest, PauseReason, Subscription, Target

Make = Callable[..., Subscription]
Read = Callable[[Screen], str]
Buttons = Callable[[Screen], dict[str, Any]]
RUNS = (datetime(2026, 11, 22, 9, tzinfo=UTC),)
INTEREST = Interest(("kv-cache",), ("awq",), ("Meta",), (7,), any_part=True)
PAPER = Follow(Followed.PAPER, "7")


def test_all_that_is_followed_is_shown_with_when_it_comes(
    make_digest: Make, english: Words, read: Read, buttons: Buttons
) -> None:
    names = {Follow(Followed.CATEGORY, "kv-cache"): "KV cache", PAPER: "Paged *Attention*"}
    screen = render_following(make_digest(Target.PERSON, interest=INTEREST), names, "", RUNS, english, note="Done.")
    assert read(screen).splitlines() == [
        "-# Done.",
        "## What you follow",
        "- Category: **KV cache**",
        "- Keyword: **awq**",
        "- Organisation: **Meta**",
        r"- Paper: **Paged \*Attention\***",
        "**When:** every day at 09:00 (UTC)",
        "**Next times**",
        "- <t:1795338000:F>",
        "-# I write to you only when there is something new.",
    ]
    assert buttons(screen)["Stop"].custom_id == "stop:17"
    menu = next(item for item in screen.walk_children() if hasattr(item, "options"))
    assert [option.value for option in menu.options] == ["c:kv-cache", "k:awq", "o:Meta", "p:7"]


def test_one_that_rests_says_why_and_offers_to_resume(
    make_digest: Make, english: Words, read: Read, buttons: Buttons
) -> None:
    digest = make_digest(Target.PERSON, paused=PauseReason.MESSAGES_CLOSED, interest=INTEREST)
    screen = render_following(digest, {}, "You take no messages.", (), english)
    assert "**It rests** since <t:1795262400:D>. You take no messages." in read(screen)
    assert buttons(screen)["Resume"].custom_id == "resume-following"


def test_who_follows_nothing_is_told_how(english: Words, read: Read) -> None:
    assert "Use /follow" in read(render_following(None, {}, "", (), english))


@given(
    values=st.lists(st.text(min_size=1, max_size=60), max_size=MOST_FOLLOWED, unique=True),
    name=st.text(max_size=300),
    locale=st.sampled_from(Texts.load().locales),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_followed_discord_takes_the_screen(
    values: list[str], name: str, locale: str, make_digest: Make
) -> None:
    words = Texts.load().speak(locale)
    seen = [value for value in values if value.isprintable() and value.strip()]  # as what is typed is cleaned first
    papers = tuple(range(10**17, 10**17 + MOST_FOLLOWED - len(seen)))
    digest = make_digest(Target.PERSON, interest=Interest(keywords=tuple(seen), papers=papers, any_part=True))
    names = {Follow(Followed.PAPER, str(paper)): name for paper in papers}
    screen = render_following(digest, names, "x" * 200, RUNS * 3, words, note="x" * 300)
    assert find_violations(screen) == []
    assert measure(screen).characters <= SAFE_CHARACTERS
    assert length(label_follow(PAPER, {PAPER: name}, words)) <= OPTION_TEXT
    assert "\n" not in tell_follow(PAPER, {PAPER: name}, words)
