import pytest
from discord import app_commands

from bot.refusals import (
    BotMayNotPost,
    BotSilenced,
    CadenceTooFrequent,
    ChannelMissing,
    ChannelUnsuitable,
    ConversationLost,
    EverybodyMentioned,
    ForumWantsTag,
    MemberMayNotManage,
    MemberSilenced,
    Need,
    NoDigests,
    NoLinks,
    NoListsSeen,
    NotAnnouncement,
    NotFollowed,
    NothingToEdit,
    PagesLost,
    PaperUnclear,
    PostRefused,
    QueryTooLong,
    Refusal,
    RoleNotYours,
    SinceAfterUntil,
    ThreadLocked,
    TooManyValues,
    TooMuchFollowed,
    UnknownCategory,
    UnknownKind,
    UnknownLanguage,
    UnknownOrganisation,
    UnknownTimeZone,
    UnreadableCadence,
    UnreadablePage,
    WhichDigest,
)
from data.months import Month

ALL = [
    SinceAfterUntil(Month(2025, 1), Month(2024, 1)),
    UnknownCategory("x", ()),
    UnreadablePage("x", 3),
    PagesLost(),
    NoLinks(),
    QueryTooLong(),
    UnknownOrganisation("x", ()),
    UnreadableCadence("x"),
    CadenceTooFrequent("x", 5),
    UnknownTimeZone("x", ()),
    BotMayNotPost(7, (Need.VIEW,)),
    ChannelUnsuitable(7),
    ConversationLost(),
    ChannelMissing(),
    EverybodyMentioned(),
    ForumWantsTag(7),
    MemberMayNotManage(7),
    NoDigests(),
    NotAnnouncement(7),
    NotFollowed("x"),
    NothingToEdit(),
    PaperUnclear("x"),
    PostRefused(7, "x"),
    RoleNotYours(7),
    ThreadLocked(7),
    TooManyValues(25, 60),
    TooMuchFollowed(75),
    UnknownKind("x"),
    UnknownLanguage("x", ()),
    WhichDigest(),
    NoListsSeen(has_lists=True),
    MemberSilenced(),
    BotSilenced(),
]


@pytest.mark.parametrize("refusal", ALL, ids=lambda refusal: type(refusal).__name__)
def test_discord_py_hands_a_refusal_on_as_it_is(refusal: Refusal) -> None:
    assert isinstance(refusal, app_commands.AppCommandError)  # others it wraps on their way out of an option


def test_no_refusal_is_forgotten_here() -> None:
    assert {type(refusal) for refusal in ALL} == set(Refusal.__subclasses__())
