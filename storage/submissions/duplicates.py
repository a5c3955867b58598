"""Finding what a submission repeats: a paper that lists show, a submission that waits, one that was declined."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select

from data.identity.keys import is_strong
from data.identity.titles import likeness, words_of
from storage.database import Session
from storage.recognition import Recognition, recognise
from storage.submissions.facts import PROPOSED, is_same_paper, load_facts, row_of, signs_of
from storage.submissions.submission import (
    Duplicates,
    Facts,
    Fault,
    Kind,
    Likeness,
    NearPaper,
    NearSubmission,
    Reason,
    State,
)
from storage.submissions.tables import SubmissionKeyRow, SubmissionRow
from storage.tables import KeyRow, PaperRow

CLOSE = 85.0
"""From this likeness on (0 to 100) two titles are so close that somebody should look."""

_MOST_CANDIDATES = 2_000
_MOST_SHOWN = 5
_TELLING_WORDS = 4
_SHORTEST_WORD = 4


_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_SHARING_WORDS = (  # put together once: every decision asks it
    select(PaperRow.id, PaperRow.title)
    .where(
        PaperRow.is_listed,
        PaperRow.first_seen_at > bindparam("since"),
        or_(
            *(func.lower(PaperRow.title).like(bindparam(f"word{place}"), escape="/") for place in range(_TELLING_WORDS))
        ),
    )
    .order_by(PaperRow.id.desc())
    .limit(_MOST_CANDIDATES)
)


async def find_duplicates(
    session: Session,
    facts: Facts,
    *,
    kind: Kind = Kind.PAPER,
    fault: Fault = Fault.NONE,
    paper_id: int | None = None,
    without: int | None = None,
) -> Duplicates:
    """What a submission of these facts may repeat, what is certain first. `without` is the submission itself."""
    signs = signs_of(kind, fault, paper_id, facts)
    others = await _find_submissions(session, kind, facts, signs, without)
    if kind is not Kind.PAPER:
        return Duplicates((), *_by_state(others))
    recognition = await recognise(session, PROPOSED, (), (row_of(facts),))
    return Duplicates(await _find_papers(session, facts, None, recognition), *_by_state(others))


async def find_new_duplicates(
    session: Session, facts: Facts, since: datetime
) -> tuple[tuple[NearPaper, ...], Recognition]:
    """The paper on a list that a submitted paper is by now, and those that were first seen after an instant and
    resemble it, with what they were recognised by; a few indexed reads, for the moment of deciding."""
    recognition = await recognise(session, PROPOSED, (), (row_of(facts),))
    return await _find_papers(session, facts, since, recognition), recognition


async def _find_papers(
    session: Session, facts: Facts, since: datetime | None, recognition: Recognition
) -> tuple[NearPaper, ...]:
    found = await _find_sharing(session, facts, since, recognition) if recognition.candidates else []
    found += await _find_close_papers(session, facts, since)
    once: dict[int, NearPaper] = {}
    for one in found:
        once.setdefault(one.paper_id, one)
    return tuple(once.values())[:_MOST_SHOWN]


async def _find_sharing(
    session: Session, facts: Facts, since: datetime | None, recognition: Recognition
) -> list[NearPaper]:
    """The paper that it is, and those that bear one of its ids and are others all the same."""
    number = recognition.papers[0]
    strong = [key for key in row_of(facts).keys if is_strong(key)]
    bearing: ColumnElement[bool] = exists().where(KeyRow.paper_id == PaperRow.id, KeyRow.key.in_(strong))
    if since is not None:
        bearing = and_(bearing, PaperRow.first_seen_at > since)
    found = select(PaperRow.id, PaperRow.title).where(
        PaperRow.id.in_(recognition.candidates), PaperRow.is_listed, or_(PaperRow.id == number, bearing)
    )
    near = [
        NearPaper(paper_id, title, Likeness.IDENTITY if paper_id == number else Likeness.TITLE)
        for paper_id, title in await session.execute(found.order_by(PaperRow.id))
    ]
    return sorted(near, key=lambda one: one.likeness is not Likeness.IDENTITY)


async def _find_close_papers(session: Session, facts: Facts, since: datetime | None) -> list[NearPaper]:
    words = _telling_words(facts.title)
    patterns = {f"word{place}": _pattern(words[place % len(words)]) for place in range(_TELLING_WORDS)}
    rows = await session.execute(_SHARING_WORDS, {"since": since or _EVER, **patterns})
    scored = [(likeness(facts.title, title), number, title) for number, title in rows]
    close = sorted((one for one in scored if one[0] >= CLOSE), key=lambda one: (-one[0], one[1]))
    return [NearPaper(number, title, Likeness.TITLE) for _, number, title in close]


async def _find_submissions(
    session: Session, kind: Kind, facts: Facts, signs: Collection[str], without: int | None
) -> list[NearSubmission]:
    """Those that wait or were declined, the newest first."""
    states = SubmissionRow.state.in_([State.PENDING.value, State.REJECTED.value])
    title = SubmissionRow.facts["title"].as_string()
    sharing = SubmissionRow.id.in_(select(SubmissionKeyRow.submission_id).where(SubmissionKeyRow.key.in_(signs)))
    alike: list[ColumnElement[bool]] = [sharing]
    if kind is Kind.PAPER:
        alike += [func.lower(title).like(_pattern(word), escape="/") for word in _telling_words(facts.title)]
    found = select(SubmissionRow).where(states, SubmissionRow.kind == kind.value, or_(*alike))
    rows = (await session.execute(found.order_by(SubmissionRow.id.desc()).limit(_MOST_CANDIDATES))).scalars()
    near = (_near(row, kind, facts) for row in rows if row.id != without)
    return [one for one in near if one is not None]


def _near(row: SubmissionRow, kind: Kind, facts: Facts) -> NearSubmission | None:
    theirs = load_facts(row.facts)
    if kind is not Kind.PAPER or is_same_paper(row_of(theirs), row_of(facts), ""):
        how = Likeness.IDENTITY
    elif likeness(theirs.title, facts.title) >= CLOSE:
        how = Likeness.TITLE
    else:
        return None
    return NearSubmission(row.id, theirs.title, State(row.state), how, Reason(row.reason), row.comment)


def _by_state(found: Iterable[NearSubmission]) -> tuple[tuple[NearSubmission, ...], tuple[NearSubmission, ...]]:
    ordered = sorted(found, key=lambda one: one.likeness is not Likeness.IDENTITY)
    waiting = tuple(one for one in ordered if one.state is State.PENDING)
    declined = tuple(one for one in ordered if one.state is State.REJECTED)
    return waiting[:_MOST_SHOWN], declined[:_MOST_SHOWN]


def _telling_words(title: str) -> list[str]:
    """The longest words of a title: another one that has none of them is not close."""
    words = sorted(set(words_of(title)), key=lambda word: (-len(word), word))
    return [word for word in words if len(word) >= _SHORTEST_WORD][:_TELLING_WORDS] or words[:_TELLING_WORDS]


def _pattern(word: str) -> str:
    return f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
