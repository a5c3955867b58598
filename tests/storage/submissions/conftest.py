"""Members who propose, reviewers who decide."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from data.months import Month
from data.schema import Link, LinkKind
from storage.database import Database
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Draft, Facts, Submission
from storage.submissions.submitting import submit

GUILD, MEMBER, MODERATOR = 500, 42, 7
Submit = Callable[..., Awaitable[Submission]]


@pytest.fixture
def rules() -> Rules:
    """A guild that curates."""
    return Rules(curating=frozenset({GUILD}), pause=timedelta(0), most_open=1_000, most_daily=1_000)


@pytest.fixture
def moderator() -> Reviewer:
    """Somebody who may decide there."""
    return Reviewer(MODERATOR, GUILD, manages_guild=True)


MakeFacts = Callable[..., Facts]


@pytest.fixture
def paper_facts() -> MakeFacts:
    """Makes the facts of a paper of its own."""
    return _paper_facts


def _paper_facts(number: int = 1, title: str = "", code: str = "", **facts: Any) -> Facts:
    links = [Link(LinkKind.PAPER, "pdf", f"https://arxiv.org/abs/2409.{number:05}")]
    if code:
        links.append(Link(LinkKind.CODE, "code", code))
    given: dict[str, Any] = {
        "title": title or f"Sparse decoding number {number} made {number} times faster",
        "links": tuple(links),
        "section": "KV Cache",
        "published": Month(2024, 9),
    }
    return Facts(**{**given, **facts})


@pytest.fixture
def propose(database: Database, rules: Rules, now: datetime) -> Submit:
    """Hands in the facts of a paper, or a draft."""

    async def run(facts: Facts | None = None, *, at: datetime = now, insists: bool = False, **draft: Any) -> Submission:
        given = {"submitter_id": MEMBER, "guild_id": GUILD, "channel_id": 9, **draft}
        async with database.write() as session:
            return await submit(session, Draft(facts or _paper_facts(), **given), rules, at, insists=insists)

    return run
