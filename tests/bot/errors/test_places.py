"""What people read about where digests are posted."""

from typing import TYPE_CHECKING

import pytest

from bot.errors import places
from bot.refusals import (
    BotMayNotPost,
    ChannelGone,
    ChannelMissing,
    ChannelUnsuitable,
    EverybodyMentioned,
    ForumWantsTag,
    MemberMayNotManage,
    Need,
    NotAnnouncement,
    PostRefused,
    RoleNotYours,
    ThreadLocked,
)
from storage.digests.errors import ForeignMessages

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

FOREIGN = "@everyone **x**\n" * 500
ERRORS: list[Exception] = [
    BotMayNotPost(7, tuple(Need)),
    MemberMayNotManage(7),
    ChannelUnsuitable(7),
    ForumWantsTag(7),
    ThreadLocked(7),
    RoleNotYours(7),
    EverybodyMentioned(),
    NotAnnouncement(7),
    ChannelGone(),
    ChannelMissing(),
    PostRefused(7, FOREIGN),
    PostRefused(7, ""),
    ForeignMessages(7),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_is_short_and_shows_nothing_of_the_machine(
    error: Exception, check_sentence: "CheckSentence"
) -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(places.SENTENCES) <= {kind for error in ERRORS for kind in type(error).__mro__}
