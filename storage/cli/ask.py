"""`python -m storage ask`: asking the lists in the terminal, or line by line for a program."""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from data.writers.jsonl import render_json
from storage.answers.answer import Answer
from storage.answers.answering import answer_question
from storage.answers.lines import answer_facts
from storage.answers.selecting import View
from storage.answers.subjects import subjects_of
from storage.cli.opening import add_database, open_catalog
from storage.cli.printing import printable, say
from storage.cli.sentences import Status
from storage.guilds import find_visible_lists
from storage.search.live import LiveIndex
from storage.search.result import Confidence

HELP = "ask the lists a question"
EXAMPLES = """\
examples:
  python -m storage ask how many kv cache papers from 2024 have code
  python -m storage ask "which came first, GPTQ or AWQ"
  python -m storage ask "only those from microsoft" --after "kv cache papers"
  python -m storage ask vLLM是谁做的 --json
  python -m storage ask --jsonl < questions.jsonl

--jsonl reads one JSON object a line ({"question": "only those from 2024", "previous": ["papers on MoE"]}) and prints
one a line, in the same order:
  {"confidence": "high" | "none", "ms": 0.4, "asked": "count", "value": 17, "papers": [...]}
"none" says that the lists do not know; papers may then be near.

Where no database is named and none is here, the shipped catalog answers. Ends with 1 where the lists do not know.
"""
MOST_SHOWN = 10


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("question", metavar="QUESTION", nargs="*", help="a question in English or Chinese")
    parser.add_argument("--after", metavar="QUESTION", action="append", default=[], help="a question asked before it")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    output.add_argument("--jsonl", action="store_true", help="answer the questions on standard input, one a line")
    add_database(parser)


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Answers one question, or with --jsonl as many as come."""
    view, today = asyncio.run(_load(options, environment)), datetime.now(UTC).date()
    if options.jsonl:
        return answer_lines(sys.stdin.buffer, view, today)
    started = time.perf_counter()
    answer = answer_question(" ".join(options.question), options.after, view, today)
    if options.json:
        print(render_json(answer_facts(answer, (time.perf_counter() - started) * 1000)))
    else:
        _show(answer)
    return Status.DONE if answer.confidence is Confidence.HIGH else Status.FAILED


def answer_lines(lines: Iterable[bytes], view: View, today: date) -> Status:
    """Answers each line as it comes; empty lines are passed over. A line that is no question gets an answer of
    confidence "none" with an "error", and the status then says so in the end."""
    status = Status.DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked = _read(line)
        if asked is None:
            status = Status.FAILED
            say(f'line {number} is no JSON object with a text "question"')
            print(render_json({"confidence": "none", "ms": 0.0, "value": None, "papers": [], "error": "no question"}))
        else:
            started = time.perf_counter()
            answer = answer_question(*asked, view, today)
            print(render_json(answer_facts(answer, (time.perf_counter() - started) * 1000)))
        sys.stdout.flush()
    return status


async def _load(options: argparse.Namespace, environment: Mapping[str, str]) -> View:
    async with open_catalog(options, environment) as database:
        index = await LiveIndex(database).load()
        async with database.read() as session:
            return View(index, await find_visible_lists(session, None), subjects_of(index))


def _read(line: bytes) -> tuple[str, list[str]] | None:
    try:
        asked: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict):
        return None
    question, previous = asked.get("question"), asked.get("previous", [])
    if not isinstance(question, str) or not isinstance(previous, list):
        return None
    return question, [earlier for earlier in previous if isinstance(earlier, str)]


def _show(answer: Answer) -> None:
    """Prints the value, then the papers, one a line. What is said about the answer goes to standard error."""
    if answer.confidence is not Confidence.HIGH:
        say("The lists do not know this." + (" The nearest papers:" if answer.papers else ""))
    elif isinstance(answer.value, dict):
        for name, count in answer.value.items():
            print(f"{printable(name)}\t{count}")
    elif answer.value is not None:
        print(_value(answer.value))
    for paper in answer.papers[:MOST_SHOWN]:
        cells = (str(paper.published or ""), ", ".join(paper.aliases), paper.title, ", ".join(paper.organisations))
        print("\t".join(map(printable, cells)))
    if len(answer.papers) > MOST_SHOWN:
        say(f"{len(answer.papers) - MOST_SHOWN} more papers: --json shows all.")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "\n".join(printable(one) for one in value)
    return printable(str(value))
