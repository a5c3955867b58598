"""What an answer says, as Markdown: one sentence or a few lines, with nothing that was not computed."""

from collections.abc import Callable, Mapping

from bot.screens.addresses import safe_url
from bot.screens.markdown import escape
from bot.screens.phrases import join_some, list_some
from bot.texts import Words
from data.months import Month, parse_month
from data.query.question import Asked, Order
from storage.answers.answer import Answer
from storage.search.result import Confidence

_NAME, _ROOM, _LINES = 200, 600, 900


def tell(answer: Answer, words: Words) -> str:
    """What is answered: safe Markdown of at most about a thousand characters."""
    if answer.confidence is not Confidence.HIGH:
        return _tell_nothing(answer, words)
    if isinstance(answer.value, bool):
        return f"**{words.say('Yes.') if answer.value else words.say('No.')}**{_sides(answer, words)}"
    if answer.value is None and answer.question.asked is not Asked.PAPERS:
        return words.say("The lists do not say.")
    return _TELLERS[answer.question.asked](answer, words)


def _tell_nothing(answer: Answer, words: Words) -> str:
    question = answer.question
    if question.beyond:
        return words.say(
            "No list can know that: they have titles, links, organisations, months, sections, stars and heat."
        )
    if question.unknown:
        text = escape(" ".join(question.unknown), _NAME)
        return words.say("Nothing on the lists is called “{text}”.", text=text)
    if question.lost:
        text = escape(" ".join(question.lost), _NAME)
        return words.say("I did not understand “{text}”, and I do not guess. Ask in other words.", text=text)
    return words.say("Nothing on the lists fits. Ask in other words, or take a part of the question off.")


def _papers(answer: Answer, words: Words) -> str:
    return f"**{words.say_count('{count} paper', '{count} papers', len(answer.papers))}**"


def _count(answer: Answer, words: Words) -> str:
    number = answer.value if isinstance(answer.value, int) else 0
    return f"**{words.say_count('{count} paper', '{count} papers', number)}**"


def _when(answer: Answer, words: Words) -> str:
    return f"**{_time(str(answer.value), words)}**"


def _names(answer: Answer, words: Words) -> str:
    names = answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
    return join_some([f"**{escape(name, _NAME)}**" for name in names], _ROOM, words)


def _links(answer: Answer, words: Words) -> str:
    urls = answer.value if isinstance(answer.value, tuple) else ()
    safe = [f"- <{url}>" for url in map(safe_url, urls) if url is not None and len(url) <= _ROOM]
    if not safe:
        return words.say("The list has a link that cannot be shown safely; its card tells more.")
    return list_some(safe, _LINES, lambda left: _more(left, words))


def _stars(answer: Answer, words: Words) -> str:
    return f"**{words.say('{stars} of 3 stars', stars=answer.value)}**"


def _heat(answer: Answer, words: Words) -> str:
    return f"**{words.say('heat {heat} of 3', heat=answer.value)}**"


def _title(answer: Answer, _: Words) -> str:
    return f"**{escape(str(answer.value), 400)}**"


def _largest(answer: Answer, words: Words) -> str:
    lines = [_line(name, number, answer, words) for name, number in answer.sides]
    return list_some(lines, _LINES, lambda left: _more(left, words))


def _number(answer: Answer, words: Words) -> str:
    return f"**{words.number(answer.value if isinstance(answer.value, int) else 0)}**"


def _table(answer: Answer, words: Words) -> str:
    counts: Mapping[str, int] = answer.value if isinstance(answer.value, dict) else {}
    lines = [_line(name, number, answer, words) for name, number in counts.items()]
    return list_some(lines, _LINES, lambda left: _more(left, words))


def _range(answer: Answer, words: Words) -> str:
    first, last = answer.value if isinstance(answer.value, tuple) else ("", "")
    return f"**{words.say('{first} to {last}', first=first, last=last)}**"


def _share(answer: Answer, words: Words) -> str:
    (_, part), (_, whole) = answer.sides
    return words.say("**{share} %**: {part} of {whole} papers", share=answer.value, part=part, whole=whole)


def _winner(answer: Answer, words: Words) -> str:
    label = {"with": words.say("with code"), "without": words.say("without code")}.get(str(answer.value))
    return f"**{label or escape(str(answer.value), _NAME)}**{_sides(answer, words)}"


def _sides(answer: Answer, words: Words) -> str:
    return "".join(f"\n{_line(name, fact, answer, words)}" for name, fact in answer.sides)


def _line(name: str, fact: Month | int | None, answer: Answer, words: Words) -> str:
    label = {"with": words.say("with code"), "without": words.say("without code")}.get(name) or _time(name, words)
    if isinstance(fact, Month):
        told = words.month(fact)
    elif answer.question.order is Order.STARS:
        told = words.say("{stars} of 3 stars", stars=fact)
    elif answer.question.order is Order.HEAT:
        told = words.say("heat {heat} of 3", heat=fact)
    else:
        told = words.say_count("{count} paper", "{count} papers", fact or 0)
    return f"- {escape(label, _NAME)}: {told}"


def _more(left: int, words: Words) -> str:
    return words.say_count("- and {count} more", "- and {count} more", left)


def _time(text: str, words: Words) -> str:
    """A month in words; any other text as it is."""
    month = parse_month(text) if len(text) == len("2024-07") and text[:4].isdecimal() else None
    return words.month(month) if month else text


_TELLERS: Mapping[Asked, Callable[[Answer, Words], str]] = {
    Asked.PAPERS: _papers,
    Asked.COUNT: _count,
    Asked.WHEN: _when,
    Asked.WHO: _names,
    Asked.LINK: _links,
    Asked.SECTION: _names,
    Asked.STARS: _stars,
    Asked.HEAT: _heat,
    Asked.TITLE: _title,
    Asked.MOST: _largest,
    Asked.FEWEST: _largest,
    Asked.NUMBER: _number,
    Asked.TABLE: _table,
    Asked.RANGE: _range,
    Asked.SHARE: _share,
    Asked.FIRST: _winner,
    Asked.LAST: _winner,
    Asked.MORE: _winner,
    Asked.FEWER: _winner,
}
