"""Submissions of any content, for the properties of screens."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from data.months import Month
from data.schema import Link, LinkKind
from storage.submissions.facts import LONGEST, MOST_LINKS
from storage.submissions.submission import (
    Draft,
    Duplicates,
    Facts,
    Fault,
    Kind,
    Likeness,
    NearPaper,
    NearSubmission,
    Question,
    Reason,
    State,
    Submission,
)

NOW = datetime(2026, 11, 21, tzinfo=UTC)
NUMBERS = st.integers(1, 9_999_999)
PEOPLE = st.integers(1, 2**62)


def texts(most: int) -> st.SearchStrategy[str]:
    """Any text of at most so many characters, the hostile among them."""
    bad = ["@everyone" * 400, "注意力" * 1_500, "[x](https://evil)" * 200, "*_~`|<>#" * 300, "\u202e" * 50, ""]
    return st.text(max_size=most) | st.sampled_from([one[:most] for one in bad])


LINKS = st.builds(
    Link, st.sampled_from(LinkKind), texts(80), st.just("https://example.org/" + "長" * 400) | texts(1_900)
)
FACTS = st.builds(
    Facts,
    title=texts(LONGEST["title"]),
    links=st.lists(LINKS, max_size=MOST_LINKS).map(tuple),
    alias=texts(LONGEST["alias"]),
    list_name=texts(LONGEST["list_name"]),
    section=texts(LONGEST["section"]),
    category=texts(LONGEST["category"]),
    organisations=texts(LONGEST["organisations"]),
    published=st.none() | st.just(Month(2026, 9)),
    note=texts(LONGEST["note"]),
    dead_url=texts(LONGEST["dead_url"]),
    same_as=st.none() | NUMBERS,
)
SUBMISSIONS = st.builds(
    Submission,
    id=NUMBERS,
    kind=st.sampled_from(Kind),
    fault=st.sampled_from(Fault),
    state=st.sampled_from(State),
    version=st.integers(1, 99),
    facts=FACTS,
    submitted=FACTS,
    paper_id=st.none() | NUMBERS,
    guild_id=st.none() | PEOPLE,
    channel_id=st.none() | PEOPLE,
    submitter_id=PEOPLE,
    language=st.just("zh-CN"),
    mentions=st.booleans(),
    credit=texts(100),
    decided_by=st.none() | PEOPLE,
    decided_at=st.none() | st.just(NOW),
    reason=st.sampled_from(Reason),
    comment=texts(1_000),
    duplicate_of_id=st.none() | NUMBERS,
    duplicate_paper_id=st.none() | NUMBERS,
    taken_by=st.none() | PEOPLE,
    taken_at=st.none() | st.just(NOW),
    created_at=st.just(NOW),
)
QUESTIONS = st.builds(
    Question, NUMBERS, NUMBERS, PEOPLE, texts(1_000), st.just(NOW), texts(1_000), st.none() | st.just(NOW)
)
NEAR_PAPERS = st.builds(NearPaper, NUMBERS, texts(300), st.sampled_from(Likeness))
NEAR_SUBMISSIONS = st.builds(
    NearSubmission, NUMBERS, texts(300), st.sampled_from(State), st.sampled_from(Likeness), st.sampled_from(Reason),
    texts(1_000),
)  # fmt: skip
DUPLICATES = st.builds(
    Duplicates,
    papers=st.lists(NEAR_PAPERS, max_size=5).map(tuple),
    waiting=st.lists(NEAR_SUBMISSIONS, max_size=5).map(tuple),
    declined=st.lists(NEAR_SUBMISSIONS, max_size=5).map(tuple),
)
DRAFTS = st.builds(
    Draft, facts=FACTS, submitter_id=PEOPLE, kind=st.sampled_from(Kind), credit=texts(100), mentions=st.booleans()
)
