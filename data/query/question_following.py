"""A question that goes on from the one before it: "only those from 2024", "and its date?", "what about huawei"."""

from dataclasses import replace

from data.query.question import Asked, Narrowing, Order, Question, Side


def follow(question: Question, before: Question, title: str = "") -> Question:
    """The question with what it takes over from the one before; itself where it stands alone. `title` is that of the
    paper which its `place` means."""
    if question.place and title:
        return _about(question, title)
    if not question.leans or (before.asked is Asked.BEYOND and not before.of.name):
        return question
    if question.sides:
        own = Side(before.of.name, Narrowing(name=before.of.name))
        return question if len(question.sides) > 1 else replace(question, sides=(own, *question.sides), leans=False)
    if question.asked is Asked.SHARE:
        return replace(question, among=before.of, of=_overlaid(before.of, question.of), leans=False)
    of = _overlaid(before.of, question.of)
    if question.unknown:
        of = replace(of, name="")
    if _asks_anew(question):
        return replace(question, of=of, unknown=question.unknown, leans=False)
    asked = Asked.PAPERS if _only_shows(question) else before.asked
    return replace(
        before, asked=asked, of=of, unknown=question.unknown, lost=question.lost, leans=False, place=0,
        order=question.order or before.order, limit=question.limit or before.limit,
    )  # fmt: skip


def _about(question: Question, title: str) -> Question:
    return replace(question, of=Narrowing(name=title), place=0, leans=False, order=Order.NONE, limit=0)


def _asks_anew(question: Question) -> bool:
    """Whether the question says itself what is to be told."""
    return question.asked is not Asked.PAPERS or bool(question.order)


def _only_shows(question: Question) -> bool:
    """Whether nothing narrows: "show them"."""
    return question.of.is_empty and not question.unknown


def _overlaid(before: Narrowing, new: Narrowing) -> Narrowing:
    """What was meant before with the new parts in the place of those of the same kind."""
    if new.name:
        return replace(new, query=new.query)
    old, query = before.query, new.query
    has_subject = bool(new.topic or query.category or query.text)
    name = "" if has_subject and not before.name else before.name
    merged = replace(
        old,
        text=query.text if has_subject else old.text,
        category=query.category if has_subject and (query.category or not new.topic) else old.category,
        organisation=query.organisation or old.organisation,
        since=query.since if query.since or query.until else old.since,
        until=query.until if query.since or query.until else old.until,
        has_code=old.has_code if query.has_code is None else query.has_code,
        min_stars=query.min_stars or old.min_stars,
    )
    topic = new.topic if has_subject else before.topic
    return Narrowing(merged, name, topic, new.partner, new.either, new.min_heat or before.min_heat)
