"""What people can ask. A command reads what was typed, asks the catalog once, and hands what it got to a screen."""

from bot.commands.asking import Asking
from bot.commands.asking_on import ANSWER_ITEMS
from bot.commands.browsing import Browsing
from bot.commands.card_presses import CARD_ITEMS
from bot.commands.chance import Chance, DrawAnother
from bot.commands.digests import ActOnDigest, Digests, ListDigests, ShowDigest
from bot.commands.feed import Feed
from bot.commands.followed import FollowPaper, ResumeFollowing, StopDigest, UnfollowChosen
from bot.commands.following import Following
from bot.commands.guidance import Guidance
from bot.commands.mentioned import PAPERS_IN_MESSAGE, Mentioned, OpenChosen
from bot.commands.papers import Papers
from bot.commands.presses import LOOKING
from bot.commands.setup import SettingUp, SetUp
from bot.commands.statistics import Numbers

__all__ = ["COGS", "DYNAMIC_ITEMS", "MENUS"]

COGS = (Papers, Asking, Browsing, Chance, Numbers, Feed, Digests, Following, SettingUp, Guidance, Mentioned)
"""Every cog, for the client to construct with itself."""

MENUS = (PAPERS_IN_MESSAGE,)
"""The names of what stands in the menu of a message."""

DYNAMIC_ITEMS = (
    *LOOKING,
    *CARD_ITEMS,
    OpenChosen,
    DrawAnother,
    *ANSWER_ITEMS,
    ActOnDigest,
    ShowDigest,
    ListDigests,
    FollowPaper,
    UnfollowChosen,
    StopDigest,
    ResumeFollowing,
    SetUp,
)
"""Everything that answers a press, for the client to know."""
