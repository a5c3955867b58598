"""What the operator is told in Discord: that a version of a list waits for a decision."""

import discord

from bot.screens.markdown import escape
from bot.texts import Words
from storage.sync.guard import HoldReason
from storage.sync.syncing import Outcome


def describe_held(outcome: Outcome, words: Words) -> str:
    """A message for the operator about a version that is held."""
    reason = {
        HoldReason.EMPTY: words.say("the text is empty"),
        HoldReason.HTML_PAGE: words.say("it is an HTML page and no list"),
        HoldReason.NO_ENTRIES: words.say("it has no entry that could be read"),
        HoldReason.POINTER: words.say("it only points to other files of the list: follow one of those"),
        HoldReason.NO_TEXT: words.say("it is no text"),
        HoldReason.TRUNCATED: words.say("it was cut off"),
        HoldReason.DROP: words.say("more than a tenth of the rows would go"),
        HoldReason.ADDITIONS: words.say("it would add more papers at once than the limit lets pass"),
    }[HoldReason(outcome.reason)]
    return words.say(
        "A new version of the list {name} is held: {reason}. Nothing was changed. To decide, run `{command}`",
        name=f"**{escape(outcome.name, 64)}**",
        reason=reason,
        command=f"python -m storage sync --review {outcome.name}",
    )


def find_operator(client: discord.Client) -> int | None:
    """The number of the owner of the application, or of its team; None while Discord has not told."""
    application = client.application
    owner = (application.team and application.team.owner) or application.owner if application else None
    return owner.id if owner else None
