"""The words of a question that mean nothing known: a title, an organisation that no list has, or something lost."""

import re
from dataclasses import replace

from data.query.lexicon import load_everyday_words
from data.query.question import OF_ONE_PAPER, Asked, Narrowing, Question
from data.query.question_cues import Cue, Token, find_number
from data.query.question_said import Said
from data.query.question_spots import Known
from data.query.question_words import load_fillers


def with_rest(question: Question, said: Said, known: Known, expects_name: bool) -> Question:
    """The question with the words that are left: what they name where that can be told, else as lost or unknown.

    `expects_name` tells that the question before was about one paper."""
    if _asks_what_is_not_told(question, said):
        return replace(question, lost=tuple(said.words.split()[:1]))
    left = [(word, cue) for word, cue in said.left() if not (question.limit and find_number(word))]
    if question.asked in OF_ONE_PAPER and question.of.topic and not question.of.name:  # "the attention sinks paper"
        title = known.find_described(question.of.topic.split())
        question = replace(question, of=Narrowing(question.of.query, title)) if title else question
    if not left:
        return question
    words = [word for word, _ in left]
    if _DENIALS & set(words) or _counts_something_else(question, said) or _claims_of_the_world(question, said, words):
        return replace(question, lost=tuple(words))
    text = " ".join(words)
    by = [word for word, cue in left if cue is Cue.BY]
    if by and not question.of.query.organisation and not question.sides:
        return replace(question, unknown=tuple(by))
    wants_name = question.asked in OF_ONE_PAPER or question.asked is Asked.WHETHER
    if expects_name and question.asked is Asked.PAPERS and not said.spots and not _speaks_of_papers(said):
        return replace(question, unknown=tuple(words))
    if (not question.of.name and not said.spots) or (wants_name and not question.of.name):
        title = known.find_described([*words]) or known.find_described(_all_words(said))
        if title:
            return replace(question, of=Narrowing(question.of.query, title), leans=False)
    if wants_name and not question.of.name:
        return replace(question, unknown=tuple(words), leans=False)
    if question.of.name or question.asked in {Asked.NUMBER, Asked.RANGE} or question.sides:
        return replace(question, lost=tuple(words))
    query = replace(question.of.query, text=text)
    return replace(question, of=replace(question.of, query=query), leans=question.leans and not words)


def _asks_what_is_not_told(question: Question, said: Said) -> bool:
    """ "How" and "why" of something, and who made what is no paper."""
    plain = {item.text for item in said.items if isinstance(item, Token) and item.cue is None}
    if question.asked is Asked.PAPERS and plain & {"how", "why"} and not question.leans:
        return True
    makers = question.asked is Asked.WHO and said.has(Cue.WHO) and not question.order and bool(said.spots)
    return (
        makers
        and not question.of.name
        and not _speaks_of_papers(said)
        and not re.search(r"\bwork|\bresearch", said.words)
    )


def _counts_something_else(question: Question, said: Said) -> bool:
    """ "How many employees", "how much memory": what is counted are no papers."""
    if question.asked is not Asked.COUNT or said.has(Cue.PAPERS):
        return False
    behind = zip(said.items, said.items[1:], strict=False)
    return any(
        isinstance(item, Token) and item.cue is Cue.HOW_MANY
        and isinstance(thing, Token) and thing.cue is None and thing.text not in load_fillers()
        for item, thing in behind
    )  # fmt: skip


def _claims_of_the_world(question: Question, said: Said, words: list[str]) -> bool:
    """Whether yes or no is asked of nothing that a list tells: all words that are left are everyday ones, and neither
    papers nor the list are spoken of."""
    if question.asked is not Asked.WHETHER or said.has(Cue.PAPERS, Cue.BY, Cue.ABOUT, Cue.CODE):
        return False
    listed = said.find(Cue.ON_LIST)
    is_listed = listed is not None and not listed.text.endswith((" have", " know"))
    return (
        not is_listed
        and not _HAVING & set(_WITHOUT_YOU.sub("", said.words).split())
        and all(word in load_everyday_words() or not word.isascii() for word in words)
    )


_WITHOUT_YOU = re.compile(r"\b(?:do|did|have|can) you(?: have| know)?\b")
_HAVING = {"any", "have", "there", "has"}
_DENIALS = {
    "without",
    "except",
    "excluding",
    "exclude",
    "neither",
    "nor",
    "besides",
    "never",
    "average",
    "mean",
    "median",
}
"""Words that turn round what stands behind them, or ask for what is not told; without understanding them, nothing is
said."""


def _all_words(said: Said) -> list[str]:
    return [word for item in said.items for word in item.text.split()]


def _speaks_of_papers(said: Said) -> bool:
    return "papers" in said.words.split()
