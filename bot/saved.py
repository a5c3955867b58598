"""A member's library as the member sees it: each entry with its paper, found by words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.library import Library, Shelf
from bot.reads import Reads
from data.identity.titles import fold
from data.paper import Paper
from data.query.query import Query
from storage.catalog import load_some_papers
from storage.database import Database, Session
from storage.members.errors import PaperNotSaved
from storage.members.library import Saved, get_saved, load_saved
from storage.search.result import Confidence


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved paper with all that is known of it. `is_listed` tells whether a list shows it still."""

    saved: Saved
    paper: Paper
    is_listed: bool


async def load_entries(reads: Reads, library: Library, user_id: int) -> tuple[tuple[Entry, ...], Shelf]:
    """A member's library, what was saved last first, and the shelf that it was looked up on: that of all lists, as the
    library is the member's wherever they look at it."""
    shelf = await library.open(None, may_be_empty=True)

    async def load(session: Session) -> tuple[Entry, ...]:
        saved = await load_saved(session, user_id)
        listed = {each.paper_id: shelf.find_paper(each.paper_id) for each in saved}
        others = await load_some_papers(session, [number for number, paper in listed.items() if paper is None])
        entries = (_enter(each, listed[each.paper_id], others.get(each.paper_id)) for each in saved)
        return tuple(entry for entry in entries if entry)

    return await reads.read(("library", user_id, shelf.index.version), load), shelf


async def get_entry(database: Database, library: Library, user_id: int, paper_id: int) -> Entry:
    """One paper of a member's library, also by the number of one that was merged into it. Raises `PaperNotSaved`."""
    shelf = await library.open(None, may_be_empty=True)
    number = shelf.redirects.get(paper_id, paper_id)
    async with database.read() as session:
        saved = await get_saved(session, user_id, number)
        listed = shelf.find_paper(number)
        others = {} if listed else await load_some_papers(session, [number])
    entry = _enter(saved, listed, others.get(number))
    if entry is None:
        raise PaperNotSaved(paper_id)
    return entry


def find_entries(entries: Sequence[Entry], text: str, shelf: Shelf, *, unread_alone: bool = False) -> tuple[Entry, ...]:
    """The entries that hold every word of the text, in titles, names, organisations or notes; then those that the
    catalog surely finds for it. No text finds all of them."""
    kept = [entry for entry in entries if not (unread_alone and entry.saved.read_at)]
    words = fold(text).split()
    held = [entry for entry in kept if all(word in _text_of(entry) for word in words)]
    if not words:
        return tuple(held)
    result = shelf.search(Query(text=text))
    found = {paper.id for paper in result.papers} if result.confidence is Confidence.HIGH else set()
    rest = [entry for entry in kept if entry.paper.id in found and entry not in held]
    return (*held, *rest)


def _enter(saved: Saved, listed: Paper | None, other: Paper | None) -> Entry | None:
    paper = listed or other
    return Entry(saved, paper, is_listed=listed is not None) if paper else None


def _text_of(entry: Entry) -> str:
    paper = entry.paper
    return fold("\n".join((*paper.titles, *paper.aliases, *paper.organisations, *entry.saved.titles, entry.saved.note)))
