"""What a curator would mend in a row, as sentences."""

from bot.screens.markdown import escape
from bot.texts import Words
from data.schema import Problem

_QUOTED = 80


def tell_problem(problem: Problem, words: Words) -> str:
    """A sentence about what is wrong, safe Markdown."""
    sentences = {
        "empty_link": words.say("a link leads nowhere"),
        "unsafe_link": words.say("a link is no http(s) address"),
        "relative_link": words.say("a link is no full address"),
        "unknown_mark": words.say("a rating is no row of stars"),
        "unknown_date": words.say("a date states no month"),
        "missing_cell": words.say("a cell is missing"),
        "extra_cell": words.say("there is a cell too many"),
        "no_title": words.say("there is no title"),
        "truncated": words.say("a text is too long"),
        "duplicate": words.say("it stands there twice"),
        "shared_id": words.say("another paper has the same number"),
        "missing_link": words.say("there is no link"),
        "future_date": words.say("its month has not come yet"),
        "dead_link": words.say("a link is dead"),
        "broken_link": words.say("the brackets of a link do not fit together"),
        "missing_date": words.say("there is no month"),
        "bad_id": words.say("an arXiv address names no paper"),
    }
    said = sentences[problem.kind]
    quoted = escape(problem.text, _QUOTED)
    return words.say("{problem}: {text}", problem=said, text=quoted) if quoted else said
