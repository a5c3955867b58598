"""Members who propose, reviewers who decide."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from data.months import Month
from data.schema import Link, LinkKind
from storage.database import Database
from storage.submissions.deciding import approve
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Draft, Facts, Submission
from storage.submissions.submitting import submit

GUILD, MEMBER, MODERATOR, CHANNEL = 500, 42, 7, 9
Submit = Callable[..., Awaitable[Submission]]
Write = Callable[..., Awaitable[Any]]


def paper_facts(number: int = 1, title: str = "", code: str = "", **facts: Any) -> Facts:
    """The facts of a paper of its own."""
    links = [Link(LinkKind.PAPER, "pdf", f"https://arxiv.org/abs/2409.{number:05}")]
    if code:
        links.append(Link(LinkKind.CODE, "code", code))
    word = "".join(chr(ord("a") + int(digit)) for digit in str(number)) * 3
    given: dict[str, Any] = {
        "title": title or f"{word.title()} {word}ing of {word}ed {word}ers",
        "links": tuple(links),
        "section": "KV Cache",
        "published": Month(2024, 9),
    }
    return Facts(**{**given, **facts})


@pytest.fixture
def rules() -> Rules:
    """A guild that curates."""
    return Rules(curating=frozenset({GUILD}), pause=timedelta(0), most_open=1_000, most_daily=1_000, guild_hourly=9_999)


@pytest.fixture
def moderator() -> Reviewer:
    """Somebody who may decide there."""
    return Reviewer(MODERATOR, GUILD, manages_guild=True)


@pytest.fixture
def write(database: Database) -> Write:
    """Calls a function with a session of its own transaction."""

    async def run(function: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        async with database.write() as session:
            return await function(session, *arguments, **named)

    return run


@pytest.fixture
def propose(database: Database, rules: Rules, now: datetime) -> Submit:
    """Hands in the facts of a paper, or a draft."""

    async def run(facts: Facts | None = None, *, at: datetime = now, insists: bool = False, **draft: Any) -> Submission:
        given = {"submitter_id": MEMBER, "guild_id": GUILD, "channel_id": CHANNEL, **draft}
        async with database.write() as session:
            return await submit(session, Draft(facts or paper_facts(), **given), rules, at, insists=insists)

    return run


@pytest.fixture
def approved(propose: Submit, database: Database, rules: Rules, moderator: Reviewer, now: datetime) -> Submit:
    """Hands something in and approves it."""

    async def run(facts: Facts | None = None, *, at: datetime = now, **draft: Any) -> Submission:
        one = await propose(facts, at=at, **draft)
        async with database.write() as session:
            await approve(session, one.id, moderator, rules, at)
        return one

    return run
