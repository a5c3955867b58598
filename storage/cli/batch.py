"""Queries line by line: one JSON object in, one out, in the same order, from one process."""

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from data.query.query import Query
from data.writers.jsonl import facts_of, render_json
from storage.cli.printing import say
from storage.cli.sentences import Status
from storage.search.index import Index

MOST_PAPERS = 10


def answer_lines(
    lines: Iterable[bytes], index: Index, lists: frozenset[str], narrowed: Callable[[Query], Query]
) -> Status:
    """Answers each line as it comes; empty lines are passed over. A line that is no query gets an answer of confidence
    "none" with an "error", and the status then says so in the end."""
    status = Status.DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        text = _read_query(line)
        if text is None:
            status = Status.FAILED
            say(f'line {number} is no JSON object with a text "query"')
            answer: dict[str, Any] = {"confidence": "none", "ms": 0.0, "papers": [], "error": "no query"}
        else:
            answer = _answer(narrowed(Query(text=text)), index, lists, datetime.now(UTC))
        print(render_json(answer))
        sys.stdout.flush()
    return status


def _read_query(line: bytes) -> str | None:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return None
    text = asked.get("query") if isinstance(asked, dict) else None
    return text if isinstance(text, str) else None


def _answer(query: Query, index: Index, lists: frozenset[str], now: datetime) -> dict[str, Any]:
    """The answer; `ms` is the time that looking it up took."""
    started = time.perf_counter()
    result = index.search(query, lists, now)
    milliseconds = (time.perf_counter() - started) * 1000
    return {
        "confidence": result.confidence.value,
        "ms": round(milliseconds, 3),
        "papers": [facts_of(paper) for paper in result.papers[:MOST_PAPERS]],
    }
