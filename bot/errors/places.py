"""The sentences about where a digest is posted, and who may let it be."""

from bot.errors.wording import QUOTED, Sentences
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
from bot.screens.markdown import escape
from bot.texts import Words
from storage.digests.errors import ForeignMessages


def _on_bot_may_not_post(error: BotMayNotPost, words: Words) -> str:
    names = [f"**{_name_need(need, words)}**" for need in error.missing]
    return words.say(
        "I cannot post digests in {channel}. Give me there, in the channel's settings: {permissions}. Then try again.",
        channel=f"<#{error.channel_id}>",
        permissions=words.together(names),
    )


def _name_need(need: Need, words: Words) -> str:
    """A permission as Discord's settings call it."""
    return {
        Need.VIEW: words.say("View Channel"),
        Need.SEND: words.say("Send Messages"),
        Need.SEND_IN_THREADS: words.say("Send Messages in Threads"),
        Need.HISTORY: words.say("Read Message History"),
        Need.INVITATION: words.say("a place in this private thread (mention me in it)"),
        Need.MENTION: words.say("Mention Everyone (or let everybody mention the role)"),
    }[need]


def _on_post_refused(error: PostRefused, words: Words) -> str:
    channel, reason = f"<#{error.channel_id}>", escape(error.reason, QUOTED)
    if not reason:
        return words.say(
            "Discord did not answer, so the test post may be in {channel} or not. Look there.", channel=channel
        )
    return words.say(
        "Discord refused the test post in {channel}: “{reason}”. Mend that in the channel's settings and try again.",
        channel=channel,
        reason=reason,
    )


SENTENCES: Sentences = {
    BotMayNotPost: _on_bot_may_not_post,
    MemberMayNotManage: lambda error, words: words.say(
        "Only who may manage the channel {channel} may do this with its digests. Ask a moderator if you should.",
        channel=f"<#{error.channel_id}>",
    ),
    ChannelUnsuitable: lambda error, words: words.say(
        "{channel} takes no digests. Choose a text or announcement channel, a thread or a forum.",
        channel=f"<#{error.channel_id}>",
    ),
    ForumWantsTag: lambda error, words: words.say(
        "The forum {channel} wants a tag on each post, and has none that I may set. Add a tag to it that everybody may "
        "set, or let posts go without.",
        channel=f"<#{error.channel_id}>",
    ),
    ThreadLocked: lambda error, words: words.say(
        "The thread {channel} is locked. Unlock it, or choose another channel.", channel=f"<#{error.channel_id}>"
    ),
    RoleNotYours: lambda _, words: words.say(
        "You may not mention that role in that channel, so I may not do it for you. Choose a role that everybody may "
        "mention, or ask somebody who may."
    ),
    EverybodyMentioned: lambda _, words: words.say("I do not mention everybody. Choose another role."),
    NotAnnouncement: lambda error, words: words.say(
        "Only announcement channels are published, and {channel} is none. Leave that option out.",
        channel=f"<#{error.channel_id}>",
    ),
    ChannelGone: lambda _, words: words.say(
        "The channel of this digest is gone, or I cannot see it any more. Choose another one with /digest edit, or let "
        "me see it again."
    ),
    ChannelMissing: lambda _, words: words.say("Choose a channel first; the one that was chosen may be gone."),
    PostRefused: _on_post_refused,
    ForeignMessages: lambda error, words: words.say(
        "{channel} shows digests that another copy of me has posted. Digests stop there until whoever runs this bot "
        "has looked into it, so that nothing is told twice.",
        channel=f"<#{error.channel_id}>",
    ),
}
