from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.screens.limits import SAFE_CHARACTERS, find_violations, measure
from bot.screens.receipts import link_message, name_state, render_receipts, render_story
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from storage.digests.delivery import DeliveryState, Receipt
from storage.digests.matching import Obstacle
from storage.digests.receipts import Story, Telling
from storage.digests.subscription import PauseReason, Subscription
from storage.feed import ChangeKind, FeedEntry

Make = Callable[..., Any]
Read = Callable[[Screen], str]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)


def receipt(state: DeliveryState = DeliveryState.SENT, **facts: Any) -> Receipt:
    known: dict[str, Any] = {
        "delivery_id": 1, "first_seq": 1, "part": 1, "parts": 1, "state": state, "reason": "", "guild_id": 500,
        "channel_id": 700, "message_id": 900, "papers": 3, "created_at": NOON, "ended_at": None,
    }  # fmt: skip
    return Receipt(**{**known, **facts})


def entry(seq: int, at: datetime = LATER, kind: ChangeKind = ChangeKind.ADDED, text: str = "Kettles") -> FeedEntry:
    return FeedEntry(seq, kind, 7, text, "small", text, {}, {}, at)


def test_a_message_is_linked_where_it_stands() -> None:
    assert link_message(receipt()) == "https://discord.com/channels/500/700/900"
    assert link_message(receipt(guild_id=None)) == "https://discord.com/channels/@me/700/900"
    assert link_message(receipt(message_id=None)) == ""


def test_messages_say_what_became_of_them(make_digest: Make, english: Words, read: Read) -> None:
    receipts = [
        receipt(part=2, parts=2, papers=1),
        receipt(DeliveryState.PENDING, message_id=None),
        receipt(DeliveryState.UNKNOWN, message_id=None, ended_at=LATER),
    ]
    assert read(render_receipts(make_digest(), receipts, english)).splitlines()[2:] == [
        "- <t:1795262400:f> · 1 paper · part 2 of 2 · [sent](https://discord.com/channels/500/700/900)",
        "- <t:1795262400:f> · 3 papers · waits to be sent",
        "- <t:1795348800:f> · 3 papers · sent or not: nobody can tell",
    ]


@pytest.mark.parametrize("state", DeliveryState)
def test_every_state_has_a_name(state: DeliveryState, english: Words, chinese: Words) -> None:
    assert name_state(state, english) != name_state(state, chinese)


@pytest.mark.parametrize(
    ("story", "reason", "said"),
    [
        (Story((), 5, (), None, False), PauseReason.NONE, "it was there before the digest was made"),
        (
            Story((entry(3, NOON.replace(hour=1)),), 5, (), None, False),
            PauseReason.NONE,
            "it was there before the digest was made",
        ),
        (Story((entry(7),), 5, (), None, True), PauseReason.NONE, "It will be in the next digest, <t:1795262400:F>."),
        (Story((entry(7),), 5, (), None, True), PauseReason.NO_ACCESS, "It will be told once the digest is resumed."),
        (Story((entry(7),), 5, (), None, True), PauseReason.PERSON, "it is not told"),
        (Story((entry(7),), 5, (), None, True, LATER), PauseReason.NONE, "no longer than until <t:1795348800:f>"),
        (Story((entry(7),), 5, (), Obstacle.STARS, False), PauseReason.NONE, "The filters stop it: it has fewer stars"),
        (Story((entry(4),), 5, (), None, False), PauseReason.NONE, "nothing of it is left to tell"),
        (
            Story((entry(7),), 5, (), None, False),
            PauseReason.NONE,
            "its changes are not among those that the digest tells",
        ),
        (
            Story((entry(4),), 5, (Telling(ChangeKind.ADDED, NOON, receipt()),), None, False),
            PauseReason.NONE,
            "It was told",
        ),
        (
            Story((entry(4),), 5, (Telling(ChangeKind.ADDED, NOON, None),), None, True),
            PauseReason.NONE,
            "waits for company",
        ),
    ],
)
def test_a_story_ends_with_what_follows(
    story: Story, reason: PauseReason, said: str, make_digest: Make, make_paper: Make, english: Words, read: Read
) -> None:
    digest = make_digest(paused=reason)
    assert said in read(render_story(make_paper(), digest, story, {"small": "Small"}, english))


@given(text=st.text(max_size=300), many=st.integers(0, 60), locale=st.sampled_from(Texts.load().locales))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_much_happened_discord_takes_the_screen(
    text: str, many: int, locale: str, make_digest: Callable[..., Subscription], make_paper: Make
) -> None:
    words, digest = Texts.load().speak(locale), make_digest(timezone="America/Argentina/ComodRivadavia")
    changes = tuple(entry(n, text=text) for n in range(many))
    told = tuple(Telling(ChangeKind.LINK_CHANGED, NOON, receipt(message_id=2**62)) for _ in range(many))
    story = Story(changes, 5, told, Obstacle.CODE, False)
    screens = [
        render_story(make_paper(title=text), digest, story, {"small": text}, words),
        render_receipts(digest, [receipt(channel_id=2**62, part=9, parts=99)] * many, words),
    ]
    for screen in screens:
        assert find_violations(screen) == []
        assert measure(screen).characters <= SAFE_CHARACTERS
