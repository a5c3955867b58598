"""What a command or a button refuses, as facts. Their sentences stand in `bot.errors`."""

from enum import StrEnum

from discord import app_commands

from data.categories import Category
from data.months import Month


class Refusal(app_commands.AppCommandError):
    """The base of everything that this package refuses on purpose."""


class SinceAfterUntil(Refusal):
    """A stretch of time that ends before it begins."""

    def __init__(self, since: Month, until: Month) -> None:
        super().__init__(since, until)
        self.since = since
        self.until = until


class UnknownCategory(Refusal):
    """A text that is no category's name. `nearest` holds those whose names are like it, the best first."""

    def __init__(self, text: str, nearest: tuple[Category, ...]) -> None:
        super().__init__(text)
        self.text = text
        self.nearest = nearest


class UnknownOrganisation(Refusal):
    """A text that is no organisation's name. `nearest` holds the names that are like it, the best first."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        super().__init__(text)
        self.text = text
        self.nearest = nearest


class QueryTooLong(Refusal):
    """A look-up with more words and filters than the buttons of its pages can carry."""


class UnreadablePage(Refusal):
    """A text that is no number of a page. `pages` is how many there are."""

    def __init__(self, text: str, pages: int) -> None:
        super().__init__(text, pages)
        self.text = text
        self.pages = pages


class PagesLost(Refusal):
    """A message whose buttons do not say any more what was looked for, as one of another version."""


class NoLinks(Refusal):
    """A message that links nothing that may be a paper."""


class CadenceFault(StrEnum):
    """Why a text is no cadence."""

    UNKNOWN = "unknown"
    FIELDS = "fields"
    DAY_AND_WEEKDAY = "day_and_weekday"
    NEVER = "never"
    OUT_OF_RANGE = "out_of_range"


class UnreadableCadence(Refusal):
    """A text that tells no times to run at. `reason` is unknown words, fields that are not those of cron, a day of the
    month together with a day of the week, a date that no year has, or a number that no clock or calendar has."""

    def __init__(self, text: str, reason: CadenceFault = CadenceFault.UNKNOWN) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason


class CadenceTooFrequent(Refusal):
    """A cadence with two runs that are only so many minutes apart, which is fewer than digests may be."""

    def __init__(self, text: str, minutes: int) -> None:
        super().__init__(text, minutes)
        self.text = text
        self.minutes = minutes


class UnknownTimeZone(Refusal):
    """A text that is no name of a time zone. `nearest` holds names that are like it, the best first."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        super().__init__(text, nearest)
        self.text = text
        self.nearest = nearest


class Need(StrEnum):
    """What the bot needs of a channel to post digests in it."""

    VIEW = "view"
    SEND = "send"
    SEND_IN_THREADS = "send_in_threads"
    HISTORY = "history"  # else nobody could tell whether a doubtful message arrived
    INVITATION = "invitation"  # into a private thread
    MENTION = "mention"  # of a role that not everybody may mention


class BotMayNotPost(Refusal):
    """A channel in which the bot lacks permissions; all of them are named, so that one visit to the settings does."""

    def __init__(self, channel_id: int, missing: tuple[Need, ...]) -> None:
        super().__init__(channel_id, missing)
        self.channel_id = channel_id
        self.missing = missing


class MemberMayNotManage(Refusal):
    """A channel that the member may not manage, so that its digests are not theirs to touch."""

    def __init__(self, channel_id: int) -> None:
        super().__init__(channel_id)
        self.channel_id = channel_id


class ChannelUnsuitable(Refusal):
    """A channel of a kind that takes no digests, as a voice channel."""

    def __init__(self, channel_id: int) -> None:
        super().__init__(channel_id)
        self.channel_id = channel_id


class ForumWantsTag(Refusal):
    """A forum in which each post needs a tag, without one that the bot may set."""

    def __init__(self, channel_id: int) -> None:
        super().__init__(channel_id)
        self.channel_id = channel_id


class ThreadLocked(Refusal):
    """A thread that is locked, so that the bot cannot write in it."""

    def __init__(self, channel_id: int) -> None:
        super().__init__(channel_id)
        self.channel_id = channel_id


class RoleNotYours(Refusal):
    """A role that the member may not mention, and so may not have mentioned by the bot."""

    def __init__(self, role_id: int) -> None:
        super().__init__(role_id)
        self.role_id = role_id


class EverybodyMentioned(Refusal):
    """The role of everybody, which no digest mentions."""


class NotAnnouncement(Refusal):
    """Publishing where only announcement channels do."""

    def __init__(self, channel_id: int) -> None:
        super().__init__(channel_id)
        self.channel_id = channel_id


class NoDigests(Refusal):
    """A guild without a digest that the member may manage, so that there is none to be meant."""


class WhichDigest(Refusal):
    """Several digests, and nothing that says which of them is meant."""


class PostRefused(Refusal):
    """A message that Discord did not take. `reason` is how Discord calls it."""

    def __init__(self, channel_id: int, reason: str) -> None:
        super().__init__(channel_id, reason)
        self.channel_id = channel_id
        self.reason = reason


class ChannelMissing(Refusal):
    """A panel on which no channel has been chosen yet."""


class TooManyValues(Refusal):
    """More values in an option, or longer ones, than a digest can have. `most` is how many it can."""

    def __init__(self, most: int, longest: int) -> None:
        super().__init__(most, longest)
        self.most = most
        self.longest = longest


class UnknownKind(Refusal):
    """A text that names no kind of change."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class UnknownLanguage(Refusal):
    """A text that names no language of ours. `known` has the names of those that are."""

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        super().__init__(text, known)
        self.text = text
        self.known = known


class NothingToEdit(Refusal):
    """An edit that names nothing to change."""


class NotFollowed(Refusal):
    """A text that names nothing that the person follows."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class TooMuchFollowed(Refusal):
    """More than a person may follow. `most` is how much that is."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class PaperUnclear(Refusal):
    """A text that may mean several papers, or none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NoListsSeen(Refusal):
    """A guild that sees none of the lists; with `has_lists` false there are none for anybody."""

    def __init__(self, *, has_lists: bool) -> None:
        super().__init__(has_lists)
        self.has_lists = has_lists


class MemberSilenced(Refusal):
    """Showing something to everybody in a channel in which the member may not write."""


class BotSilenced(Refusal):
    """Showing something to everybody in a channel in which the bot may not write."""


class ConversationLost(Refusal):
    """An answer whose question is not kept any more."""
