"""What people can ask. A command reads what was typed, asks the catalog once, and hands what it got to a screen."""

from bot.commands.asking import Asking
from bot.commands.asking_on import ANSWER_ITEMS, QuestionForm
from bot.commands.browsing import Browsing
from bot.commands.card_presses import CARD_ITEMS
from bot.commands.chance import Chance, DrawAnother
from bot.commands.digests import ActOnDigest, Digests, ListDigests, ShowDigest
from bot.commands.feed import Feed
from bot.commands.followed import FollowPaper, ResumeFollowing, StopDigest, UnfollowChosen
from bot.commands.following import Following
from bot.commands.forms import Receiver
from bot.commands.guidance import Guidance, OpenGuidance
from bot.commands.mentioned import PAPERS_IN_MESSAGE, Mentioned, OpenChosen
from bot.commands.papers import Papers
from bot.commands.presses import LOOKING, PageForm
from bot.commands.privacy import AskPrivacy, Privacy
from bot.commands.reviewing import REVIEWING_FORMS, REVIEWING_ITEMS, Reviewing
from bot.commands.saved import SAVED_ITEMS, NoteForm, SavedPapers
from bot.commands.setup import SETUP_ITEMS, SettingUp
from bot.commands.setup.digest import ZoneForm
from bot.commands.sharing import Share
from bot.commands.statistics import Numbers, OpenNumbers
from bot.commands.submitting import SUBMIT_FROM_MESSAGE, SUBMITTING_FORMS, SUBMITTING_ITEMS, Submitting

__all__ = ["COGS", "DYNAMIC_ITEMS", "FORMS", "MENUS", "PAPERS_IN_MESSAGE"]

COGS = (
    Papers,
    Asking,
    Browsing,
    Chance,
    Numbers,
    Feed,
    Digests,
    Following,
    SavedPapers,
    SettingUp,
    Privacy,
    Guidance,
    Mentioned,
    Submitting,
    Reviewing,
)
"""Every cog, for the client to construct with itself."""

MENUS = (PAPERS_IN_MESSAGE, SUBMIT_FROM_MESSAGE)
"""The names of what stands in the menu of a message."""

DYNAMIC_ITEMS = (
    *LOOKING,
    *CARD_ITEMS,
    OpenChosen,
    DrawAnother,
    OpenNumbers,
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
    *SUBMITTING_ITEMS,
    *REVIEWING_ITEMS,
)
"""Everything that answers a press, for the client to know."""

FORMS: tuple[type[Receiver], ...] = (
    PageForm,
    QuestionForm,
    ZoneForm,
    NoteForm,
    *SUBMITTING_FORMS,
    *REVIEWING_FORMS,
)
"""Everything that takes a form, however long ago it was opened, for the client to know."""
