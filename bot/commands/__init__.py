"""What people can ask. A command reads what was typed, asks the catalog once, and hands what it got to a screen."""

from bot.commands.asking import Asking
from bot.commands.asking_on import ANSWER_ITEMS, QuestionForm
from bot.commands.browsing import Browsing
from bot.commands.digests import ActOnDigest, Digests, ListDigests, ShowDigest
from bot.commands.feed import Feed
from bot.commands.followed import FollowPaper, ResumeFollowing, StopDigest, UnfollowChosen
from bot.commands.following import Following
from bot.commands.forms import Form
from bot.commands.guidance import Guidance, OpenGuidance
from bot.commands.papers import Papers
from bot.commands.presses import LOOKING, PageForm
from bot.commands.privacy import AskPrivacy, Privacy
from bot.commands.saved import SAVED_ITEMS, NoteForm, SavedPapers
from bot.commands.setup import SETUP_ITEMS, SettingUp
from bot.commands.setup.digest import ZoneForm
from bot.commands.sharing import Share

__all__ = ["COGS", "DYNAMIC_ITEMS", "FORMS"]

COGS = (Papers, Asking, Browsing, Feed, Digests, Following, SavedPapers, SettingUp, Privacy, Guidance)
"""Every cog, for the client to construct with itself."""

DYNAMIC_ITEMS = (
    *LOOKING,
    *ANSWER_ITEMS,
    ActOnDigest,
    ShowDigest,
    ListDigests,
    FollowPaper,
    UnfollowChosen,
    StopDigest,
    ResumeFollowing,
    *SAVED_ITEMS,
    AskPrivacy,
    OpenGuidance,
    Share,
    *SETUP_ITEMS,
)
"""Everything that answers a press, for the client to know."""

FORMS: tuple[type[Form], ...] = (PageForm, QuestionForm, ZoneForm, NoteForm)
"""Everything that is filled in, for the client to know."""
