"""The shipped catalog as an asker sees it, and asking it on 21 November 2026."""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from storage.answers.answer import Answer
from storage.answers.answering import answer_question
from storage.answers.selecting import View
from storage.answers.subjects import Subjects
from storage.database import Database
from storage.search.live import LiveIndex

TODAY = date(2026, 11, 21)
Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def view(sqlite_templates: dict[str, Path]) -> View:
    """Everything on all lists."""

    async def load() -> View:
        database = await Database.open(f"sqlite:///{sqlite_templates['seeded']}")
        index = await LiveIndex(database).load()
        await database.close()
        lists = frozenset(placement.list_name for paper in index.papers for placement in paper.placements)
        return View(index, lists, Subjects(index.papers, index.categories))

    return asyncio.run(load())


@pytest.fixture
def ask(view: View) -> Ask:
    """Asks a question, after others."""
    return lambda text, *before: answer_question(text, before, view, TODAY)
