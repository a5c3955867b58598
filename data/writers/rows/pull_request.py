"""The words of a pull request: what was added and changed, whom to thank, what is left to the curators."""

from collections.abc import Iterator, Sequence

from data.identity.keys import link_key
from data.schema import Row
from data.writers.rows.escaping import quote_text
from data.writers.rows.proposals import WrittenRow

_LEFT_OUT = {
    "stars": "how much you recommend them",
    "month": "in which month they came out",
    "links": "links for which the list has no place",
}
_LONGEST_BODY = 60_000
"""Characters; GitHub takes 65,536."""


def render_title(written: Sequence[WrittenRow]) -> str:
    """The title: how many rows, and no word of a stranger."""
    added = sum(each.proposal.before is None for each in written)
    changed = len(written) - added
    parts = [f"Add {_count(added, 'paper')}"] if added else []
    parts += [f"{'correct' if parts else 'Correct'} {_count(changed, 'row')}"] if changed else []
    return " and ".join(parts)


def render_body(written: Sequence[WrittenRow], *, before: int, after: int) -> str:
    """The description, in Markdown; foreign words stand in it as code, so that they mention and close nothing."""
    if not written:
        return ""
    lines = ["Proposed by readers on Discord and approved by moderators there.", ""]
    added = [each for each in written if each.proposal.before is None]
    lines += _part(
        "Added", (f"- {_name(each)} in {quote_text(each.row.section.name)}{_links(each.row)}" for each in added)
    )
    lines += _part("Corrected", (f"- {_name(each)}: {_changes(each)}" for each in written if each.proposal.before))
    sections = dict.fromkeys(each.row.section.name for each in written if each.new_section)
    lines += _part(
        "New section", (f"- {quote_text(name)}: the list had none for it, move it as you like" for name in sections)
    )
    lines += _part("Left to you", _left_out(written))
    thanked = dict.fromkeys(each.proposal.credit for each in written if each.proposal.credit)
    if thanked:
        lines += [f"Thanks to {', '.join(map(quote_text, thanked))}.", ""]
    lines.append(f"Read back after the change: {after} rows, {before} before; every other row reads as it did.")
    return _bounded(lines)


def _part(heading: str, lines: Iterator[str]) -> list[str]:
    said = list(lines)
    return [f"### {heading}", "", *said, ""] if said else []


def _left_out(written: Sequence[WrittenRow]) -> Iterator[str]:
    for fact, words in _LEFT_OUT.items():
        names = [_name(each) for each in written if fact in each.left_out]
        if names:
            yield f"- {words}: {', '.join(names)}"


def _name(each: WrittenRow) -> str:
    return quote_text(each.row.title)


def _links(row: Row) -> str:
    addresses = dict.fromkeys(link.url for link in row.links)
    return "".join(f", {quote_text(url)}" for url in addresses)


def _changes(each: WrittenRow) -> str:
    """What a correction says anew."""
    old, new = each.proposal.before, each.row
    if old is None:
        return ""
    said = []
    if old.published != new.published and new.published:
        said.append(f"{new.published} instead of {old.published or 'no month'}")
    had, has = ({link_key(link.url): link for link in row.links} for row in (old, new))
    said += [f"{link.kind.value} {quote_text(link.url)} added" for key, link in has.items() if key not in had]
    said += [f"{link.kind.value} {quote_text(link.url)} taken out" for key, link in had.items() if key not in has]
    if old.section.name != new.section.name:
        said.append(f"moved to {quote_text(new.section.name)}")
    if old.title != new.title:
        said.append(f"was called {quote_text(old.title)}")
    return "; ".join(said) or "other words"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _bounded(lines: Sequence[str]) -> str:
    """The lines up to what a pull request holds."""
    kept: list[str] = []
    length = 0
    for line in lines:
        length += len(line) + 1
        if length > _LONGEST_BODY:
            return "\n".join([*kept, "", "… and more: see the changes themselves.", ""])
        kept.append(line)
    return "\n".join([*kept, ""])
