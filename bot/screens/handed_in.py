"""What a submitter sees: that it was handed in, what is like it, and what has become of it."""

from collections.abc import Sequence

from discord import ui

from bot.screens.custom_ids import add_to_paper, open_paper, review, submit_draft, withdraw_submission
from bot.screens.markdown import escape
from bot.screens.screen import Screen, press
from bot.screens.submission import (
    name_state,
    name_submission,
    name_title_of,
    tell_duplicates,
    tell_facts,
    tell_reason,
)
from bot.texts import Words
from data.categories import Category
from storage.submissions.submission import Draft, Duplicates, Kind, State, Submission


def render_handed_in(
    submission: Submission, categories: Sequence[Category], words: Words, *, may_decide: bool = False
) -> Screen:
    """That a submission waits, how its submitter hears of the outcome, and the way to take it back; for one who may
    decide it, the way to approve it at once."""
    box: ui.Container[Screen] = ui.Container()
    heading = words.say("Thank you. This is submission {number}.", number=submission.id)
    box.add_item(ui.TextDisplay(f"### {heading}\n**{name_title_of(submission.facts, words)}**"))
    if facts := tell_facts(submission, categories, words):
        box.add_item(ui.TextDisplay(facts))
    told = (
        words.say("Moderators decide. You are mentioned in this channel when they have.")
        if submission.mentions
        else words.say("Moderators decide. I write to you when they have.")
    )
    box.add_item(ui.TextDisplay(f"-# {told}"))
    screen = Screen()
    screen.add_item(box)
    ways = [press(words.say("Take it back"), withdraw_submission(submission.id))]
    if may_decide:
        approve = review("approve", submission.id, submission.version)
        ways.append(press(words.say("Approve"), approve, primary=True))
    screen.add_item(ui.ActionRow(*ways))
    return screen


def render_alike(duplicates: Duplicates, draft: Draft, number: int, words: Words) -> Screen:
    """What a draft may repeat, and what to do instead: add to the paper that is there, or hand it in all the same where
    that is not certain. `number` is the draft's."""
    certain = duplicates.papers[:1] if duplicates.is_certain else ()
    if certain:
        heading = words.say("This is on the list already.")
    elif duplicates.is_certain:
        heading = words.say("This waits for a decision already.")
    elif duplicates.declined and not (duplicates.papers or duplicates.waiting):
        heading = words.say("This was declined before.")
    else:
        heading = words.say("This looks like something that I know.")
    lines = [f"### {heading}", tell_duplicates(duplicates, words)]
    ways = []
    if duplicates.papers:
        paper_id = duplicates.papers[0].paper_id
        ways.append(press(words.say("Open the paper"), open_paper(paper_id)))
        if draft.kind is Kind.PAPER:
            lines.append(words.say("Does it lack a code link or a section? You can add that instead."))
            ways.append(press(words.say("Add to the paper"), add_to_paper(paper_id, number), primary=True))
    if not duplicates.is_certain:
        ways.append(press(words.say("Submit all the same"), submit_draft("insist", number)))
    screen = Screen()
    screen.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    if ways:
        screen.add_item(ui.ActionRow(*ways))
    return screen


def render_unknown(draft: Draft, number: int, words: Words) -> Screen:
    """That a link did not tell what it leads to, and the way to say it."""
    address = draft.facts.links[0].url
    sentence = words.say("I could not find out what {address} is about. Tell me its title.", address=f"<{address}>")
    screen = Screen()
    screen.add_item(ui.TextDisplay(sentence))
    screen.add_item(ui.ActionRow(press(words.say("Fill in the rest"), submit_draft("fill", number), primary=True)))
    return screen


def render_mine(submissions: Sequence[Submission], words: Words) -> Screen:
    """A member's submissions, the newest first, each with where it stands."""
    screen = Screen()
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(f"## {words.say('Your submissions')}"))
    if not submissions:
        box.add_item(ui.TextDisplay(words.say("You have submitted nothing yet. /submit takes a link.")))
    for submission in submissions:
        box.add_item(ui.Separator())
        text = ui.TextDisplay[Screen](_line(submission, words))
        if submission.is_open:
            button = press(words.say("Take back {number}", number=submission.id), withdraw_submission(submission.id))
            box.add_item(ui.Section(text, accessory=button))
        else:
            box.add_item(text)
    screen.add_item(box)
    return screen


def _line(submission: Submission, words: Words) -> str:
    what = words.say("{what}, submission {number}", what=name_submission(submission, words), number=submission.id)
    state = name_state(submission.state, words)
    if submission.state is State.REJECTED:
        state = words.say(
            "{state}: {reason}", state=state, reason=tell_reason(submission.reason, submission.comment, words)
        )
    title = escape(submission.facts.title, 160) or words.say("(untitled)")
    return f"**{what}**\n{title}\n-# {state}"
