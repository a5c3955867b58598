"""What buttons ask for, written into their custom ids.

    open:42            a paper's card
    category:kv-cache  a category's papers
    categories:0       a category's papers, chosen from a menu; the menus of a screen are numbered
    contents           the table of contents
    turn:3~0…~         page 3 of what was looked for
    goto~1…~           a page whose number is asked for
    do:pause:7         something to be done with the digest of this number
    show-digest        a digest that is chosen from a menu
    follow:42          to hear of a paper
    unfollow:0         to hear no more of what is chosen from a menu
    resume-following   one's own digest, to be served again
    stop:7             to end a personal digest for now
    digests:…          one's own digests; what follows tells the message from others
    digest:…           the card of a paper that is chosen from a digest
    setup:zone:…       a step of the panel that makes a guild's first digest; see `SetupState`
    draft:insist:42    something to be done with what somebody was about to submit: insist, again, fill
    choose-draft       a draft that is chosen from a menu
    add:7:42           to add to paper 7 what the draft 42 has; 0 for none
    report:7           to say what is wrong with paper 7
    withdraw:7         to take submission 7 back
    review:approve:7:3 something to be done with the third version of submission 7, which a moderator was shown
    chosen:category:7:3  the same with what is chosen from a menu
    queue-page:2       page 2 of what waits for the reviewers
    choose-several     to decide what is chosen from a menu at once
    several:approve:7.3,8.1  to decide these versions of these submissions
    submission:7       the card of a submission
    answer:7           to answer a moderator's question of this number
    queue:…            what waits for the reviewers; what follows tells the message from others
    mine:…             one's own submissions; the same
    drop:time0~2…~     the same without the first time that was understood in it
    changes:3~2024-01~added~moe  page 3 of the feed
    similar:42         papers that resemble a paper
    history:42         what happened to a paper
    history-page:2:42  page 2 of that
    cite:ris:42        a paper as an entry for a reference manager
    stats              the lists in numbers
    random:kv-cache    another paper of a category, or of all where none is named
    papers:0           the card of a paper, chosen from a menu; the menus of a screen are numbered
    goto-form:12       the form for it, of so many pages
    guidance:help      what /help shows
    save:42            a paper, to be saved in one's library
    saved:42           a paper of one's library
    saved-read:42      something to be done with it: read, unread, note, drop
    saved-form:42      the form for its note
    library:2:u~moe    page 2 of one's library: of what is unread (a: of all) and goes with the words
    library-as:ris:a~  that as a file
    privacy:erase:mine what is kept, to be handed out or erased
    all:open:42        what the rest of it shows, for everybody to see

A query stands behind them as `bot.screens.carried` says.
"""

from collections.abc import Iterable
from typing import NamedTuple

from data.months import Month, parse_month

CONTENTS = "contents"
STATISTICS = "stats"
GOTO = "goto"
GOTO_FORM = "goto-form"
SHOW_DIGEST = "show-digest"
CHOOSE_DRAFT = "choose-draft"
CHOOSE_SEVERAL = "choose-several"
RESUME_FOLLOWING = "resume-following"


def open_paper(paper_id: int) -> str:
    """Asks for a paper's card."""
    return f"open:{paper_id}"


def open_category(slug: str) -> str:
    """Asks for a category's papers."""
    return f"category:{slug}"


def choose_category(menu: int) -> str:
    """Asks for the papers of the category that is chosen from this menu of the screen."""
    return f"categories:{menu}"


def turn_to(page: int) -> str:
    """Asks for a page, counted from 1, of the query that the message carries."""
    return f"turn:{page}"


def drop_part(kind: str, number: int) -> str:
    """Asks for the same without a part of what was understood: of its kind the one of this number, counted from 0."""
    return f"drop:{kind}{number}"


def open_similar(paper_id: int) -> str:
    """Asks for the papers that resemble this one."""
    return f"similar:{paper_id}"


def open_history(paper_id: int) -> str:
    """Asks for what happened to a paper."""
    return f"history:{paper_id}"


def turn_history(page: int, paper_id: int) -> str:
    """Asks for a page, counted from 1, of what happened to a paper, in the place of another."""
    return f"history-page:{page}:{paper_id}"


def cite_paper(style: str, paper_id: int) -> str:
    """Asks for a paper as an entry: a name of `bot.screens.citation`."""
    return f"cite:{style}:{paper_id}"


def draw_paper(category: str) -> str:
    """Asks for a paper of this category, or of any, by chance."""
    return f"random:{category}"


def choose_paper(menu: int) -> str:
    """Asks for the card of the paper that is chosen from this menu of the screen."""
    return f"papers:{menu}"


def open_guidance(what: str) -> str:
    """Asks for "help" or "about"."""
    return f"guidance:{what}"


def show_to_all(address: str) -> str:
    """Asks that everybody is shown what this custom id shows."""
    return f"all:{address}"


def save_paper(paper_id: int) -> str:
    """Asks to save a paper."""
    return f"save:{paper_id}"


def open_saved(paper_id: int) -> str:
    """Asks for a paper of one's library."""
    return f"saved:{paper_id}"


def act_on_saved(verb: str, paper_id: int) -> str:
    """Asks for something to be done with it: "read", "unread", "note" or "drop"."""
    return f"saved-{verb}:{paper_id}"


LONGEST_LIBRARY_QUERY = 80
"""Characters that fit into the custom ids of a library's pages."""


class LibraryState(NamedTuple):
    """What a page of a library shows: what goes with the words, perhaps only what is not read."""

    text: str = ""
    unread_alone: bool = False


def turn_library(page: int, state: LibraryState) -> str:
    """Asks for a page of one's library, counted from 1."""
    return f"library:{page}:{_render_library(state)}"


def export_library(style: str, state: LibraryState) -> str:
    """Asks for what the pages of one's library show, as a file."""
    return f"library-as:{style}:{_render_library(state)}"


def parse_library_state(text: str) -> LibraryState:
    """What stands behind the page or the style."""
    mark, _, query = text.partition("~")
    return LibraryState(query, mark == "u")


def _render_library(state: LibraryState) -> str:
    return f"{'u' if state.unread_alone else 'a'}~{state.text}"


class ChangesState(NamedTuple):
    """What a page of the feed shows: changes seen since a month, of one kind, in one category; each may be missing."""

    since: Month | None = None
    kind: str = ""
    category: str = ""


def turn_changes(page: int, state: ChangesState) -> str:
    """Asks for a page of the feed, counted from 1. Fits for every slug that a category can have."""
    return f"changes:{page}~{state.since or ''}~{state.kind}~{state.category}"


def parse_changes_state(text: str) -> ChangesState | None:
    """The state behind the page number of `turn_changes`, or None for anything else."""
    parts = text.split("~", 2)
    if len(parts) != 3:
        return None
    since = parse_month(parts[0]) if parts[0] else None
    return ChangesState(since, parts[1], parts[2])


def act_on_digest(verb: str, subscription_id: int) -> str:
    """Asks for something to be done with a digest: a name of `bot.commands.digests.presses`."""
    return f"do:{verb}:{subscription_id}"


def follow_paper(paper_id: int) -> str:
    """Asks to hear of a paper."""
    return f"follow:{paper_id}"


def unfollow_from(menu: int) -> str:
    """Asks to hear no more of what is chosen from this menu of the screen."""
    return f"unfollow:{menu}"


def stop_digest(subscription_id: int) -> str:
    """Asks that a personal digest rests."""
    return f"stop:{subscription_id}"


def submit_draft(verb: str, number: int) -> str:
    """Asks for something to be done with a draft: "again" to hand it in, "insist" to do so though something is like it,
    "fill" to fill in the rest first."""
    return f"draft:{verb}:{number}"


def add_to_paper(paper_id: int, draft: int = 0) -> str:
    """Asks to add a link or a section to a paper, beginning with what a draft has."""
    return f"add:{paper_id}:{draft}"


def report_paper(paper_id: int) -> str:
    """Asks to say what is wrong with a paper."""
    return f"report:{paper_id}"


def withdraw_submission(submission_id: int) -> str:
    """Asks for a submission to be taken back."""
    return f"withdraw:{submission_id}"


def review(verb: str, submission_id: int, version: int) -> str:
    """Asks for something to be done with a submission as it was shown: a name of `bot.commands.reviewing`."""
    return f"review:{verb}:{submission_id}:{version}"


def choose_for_review(field: str, submission_id: int, version: int) -> str:
    """Asks for a field of a submission to become what is chosen from a menu."""
    return f"chosen:{field}:{submission_id}:{version}"


def show_submission(submission_id: int) -> str:
    """Asks for the card of a submission."""
    return f"submission:{submission_id}"


def turn_queue(page: int) -> str:
    """Asks for a page of what waits, counted from 1."""
    return f"queue-page:{page}"


def decide_several(verb: str, numbers: Iterable[tuple[int, int]]) -> str:
    """Asks to "approve" or "decline" submissions of these numbers, each as its version was shown. Fits for seven of
    them with numbers of seven digits."""
    return f"several:{verb}:{','.join(f'{number}.{version}' for number, version in numbers)}"


def answer_question(question_id: int) -> str:
    """Asks to answer a moderator's question."""
    return f"answer:{question_id}"


class SetupState(NamedTuple):
    """What was chosen on the panel so far: a channel's number or 0, a cadence, a time zone and a language."""

    channel_id: int
    cadence: str
    timezone: str
    language: str


def step_of_setup(step: str, state: SetupState) -> str:
    """A step of the panel with all that was chosen so far. Fits for every zone and for cadences of 24 characters."""
    return f"setup:{step}:{state.channel_id}~{state.cadence}~{state.timezone}~{state.language}"


def parse_setup_state(text: str) -> SetupState | None:
    """The state behind the step of `step_of_setup`, or None for anything else."""
    parts = text.split("~")
    if len(parts) != 4 or not parts[0].isascii() or not parts[0].isdigit():
        return None
    return SetupState(int(parts[0]), *parts[1:])
