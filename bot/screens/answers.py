"""An answer on a screen: what is answered, how the question was understood, and the papers that it rests on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from discord import ui

from bot.screens.custom_ids import open_paper
from bot.screens.limits import BUTTON_LABEL, ROW_BUTTONS
from bot.screens.markdown import escape, plain
from bot.screens.phrases import BETWEEN, find_short_name, name_organisations, name_title, rate
from bot.screens.screen import Screen, press
from bot.screens.told import tell
from bot.screens.understood import UnderstoodPart, understood_parts
from bot.texts import Words
from data.categories import Category
from data.paper import Paper
from data.query.question import Part
from storage.answers.answer import Answer
from storage.search.result import Confidence

PAPERS_PER_PAGE = 5
_NUMBERED = re.compile(r"answer-edit:(\d{1,19})")


def turn_answer(page: int, number: int) -> str:
    """Asks for a page, counted from 1, of the papers of the conversation of this number."""
    return f"answer-page:{page}:{number}"


def drop_part(part: Part, number: int) -> str:
    """Asks for the answer without this part of the question."""
    return f"answer-drop:{part.value}:{number}"


def edit_question(number: int) -> str:
    """Asks for a form with the question, to be worded anew. Every answer has it: by it a reply knows what it is to."""
    return f"answer-edit:{number}"


def go_on(number: int) -> str:
    """Asks for a form for a question that goes on from this one."""
    return f"answer-on:{number}"


def call_wrong(number: int) -> str:
    """Tells us that the answer is wrong."""
    return f"answer-wrong:{number}"


def find_conversation_number(custom_ids: Iterable[str]) -> int | None:
    """The number of the conversation that a message of ours belongs to, by its buttons; None for other messages."""
    found = (_NUMBERED.fullmatch(custom_id) for custom_id in custom_ids)
    return next((int(match[1]) for match in found if match), None)


def render_answer(
    answer: Answer,
    question: str,
    number: int,
    page: int,
    categories: Mapping[str, Category],
    words: Words,
    prose: str = "",
) -> Screen:
    """A page, counted from 1, of an answer; a page that is not there is the nearest that is.

    `question` is the text of the last question, `number` that of the conversation, `categories` those of the catalog by
    slug, `prose` the answer as a model says it, which is shown on the first page.
    """
    pages = max(1, -(-len(answer.papers) // PAPERS_PER_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAPERS_PER_PAGE
    parts = understood_parts(answer.question.of, categories, words)
    heading = _heading(answer, question, parts, prose if page == 1 else "", words)
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(heading))
    for place, paper in enumerate(answer.papers[first : first + PAPERS_PER_PAGE], first + 1):
        button = press(words.say("Open {number}", number=words.number(place)), open_paper(paper.id))
        box.add_item(ui.Section(_entry(paper, place, words), accessory=button))
    screen = Screen(turn_answer(page, number))
    screen.add_item(box)
    if pages > 1:
        screen.add_item(ui.ActionRow(*_pager(page, pages, number, words)))
    if parts:
        screen.add_item(ui.ActionRow(*(_dropper(part, number, words) for part in parts[:ROW_BUTTONS])))
    screen.add_item(
        ui.ActionRow(
            press(words.say("Ask on"), go_on(number)),
            press(words.say("Edit"), edit_question(number)),
            press(words.say("Wrong answer"), call_wrong(number)),
        )
    )
    return screen


def _heading(answer: Answer, question: str, parts: Sequence[UnderstoodPart], prose: str, words: Words) -> str:
    lines = [f"-# {escape(question, 200)}", tell(answer, words)]
    if prose:
        lines += [
            f"> {escape(prose, 900)}",
            "-# " + words.say("In other words, by a language model. What counts stands above."),
        ]
    if parts:
        understood = BETWEEN.join(escape(part.label, 80) for part in parts)
        lines.append("-# " + words.say("Understood: {parts}", parts=understood))
    if answer.papers and answer.confidence is not Confidence.HIGH:
        lines.append(words.say("The nearest papers:"))
    return "\n".join(lines)


def _entry(paper: Paper, place: int, words: Words) -> str:
    short, title = find_short_name(paper, 60), name_title(paper, 200, words)
    headline = f"**{place}. {short}**: {title}" if short else f"**{place}. {title}**"
    facts = [words.month(paper.published) if paper.published else words.say("month unknown")]
    facts += filter(None, [name_organisations(paper, 90, 40, words)])
    facts += rate(paper, words)
    if paper.has_code:
        facts.append(words.say("with code"))
    return f"{headline}\n-# {BETWEEN.join(facts)}"


def _pager(page: int, pages: int, number: int, words: Words) -> list[ui.Button[Any]]:
    position = words.say("Page {page} of {pages}", page=words.number(page), pages=words.number(pages))
    return [
        press(words.say("Previous"), turn_answer(page - 1, number), disabled=page == 1),
        press(position, f"answer-here:{number}", disabled=True),
        press(words.say("Next"), turn_answer(page + 1, number), primary=page < pages, disabled=page == pages),
    ]


def _dropper(part: UnderstoodPart, number: int, words: Words) -> ui.Button[Any]:
    label = words.say("Without: {part}", part=part.label)
    return press(plain(label, BUTTON_LABEL), drop_part(part.part, number))
