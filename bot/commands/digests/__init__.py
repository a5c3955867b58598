"""The digests of a guild: /digest and what its buttons do."""

from bot.commands.digests.editing import Editing
from bot.commands.digests.group import DIGEST
from bot.commands.digests.keeping import Keeping
from bot.commands.digests.making import Making
from bot.commands.digests.presses import ActOnDigest, ListDigests, ShowDigest
from bot.commands.digests.telling import Telling

__all__ = ["ActOnDigest", "Digests", "ListDigests", "ShowDigest"]


class Digests(Making, Editing, Keeping, Telling):
    """Digests for the channels of a guild."""

    digest = DIGEST
