"""An answer as a JSON object, as `ask --jsonl` prints it."""

from typing import Any

from data.writers.jsonl import facts_of
from storage.answers.answer import Answer


def answer_facts(answer: Answer, milliseconds: float) -> dict[str, Any]:
    """The line for an answer; `papers` holds all of them, in the order asked for."""
    return {
        "confidence": answer.confidence.value,
        "ms": round(milliseconds, 3),
        "asked": answer.question.asked.value,
        "value": list(answer.value) if isinstance(answer.value, tuple) else answer.value,
        "papers": [facts_of(paper) for paper in answer.papers],
    }
