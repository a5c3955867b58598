"""Items without a link that are entries all the same, since others of their form in the section have one."""

import re

from data.formats.credits import cut_credits
from data.formats.inline_kinds import Inline
from data.formats.ornament import strip_ornament
from data.formats.row_builder import Findings
from data.formats.sections import Place

_FEW_WORDS = 3
_OPENINGS = ("[", "(", "【", "（")
_CHECKBOXES = ("[ ]", "[x]", "[X]", "[]")
_BRACKETED = re.compile(r"\[([^\[\]]{10,400})\]")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def note_linked(findings: Findings, inline: Inline, place: Place) -> None:
    """Counts the forms that an item with a link has, of those that items without one may have, too."""
    if _starts_bold(inline):
        findings.likely[place.section, "bold"] += 1
    elif inline.links[0].start <= 1:
        findings.likely[place.section, "linked"] += 1
    else:
        findings.likely[place.section, "credited"] += 1
        if _is_tagged(inline):
            findings.likely[place.section, "tagged"] += 1


def words_of_lonely(inline: Inline) -> Inline:
    """An item without a link as its title is to be read: what stands in the brackets of a link that is not there."""
    bracketed = _BRACKETED.match(inline.text)
    is_title = bracketed is not None and len(bracketed[1].split()) > _FEW_WORDS
    return Inline(bracketed[1]) if bracketed and is_title else inline


def form_alone(inline: Inline) -> str:
    """The form by which an item without a link may be an entry, "" where it has none: a title in bold or in brackets, a
    venue or date in front, authors and a year behind."""
    if _starts_bold(inline):
        return "bold"
    if inline.text.startswith(_CHECKBOXES):
        return ""
    if _is_tagged(inline):
        return "tagged"
    bracketed = _BRACKETED.match(inline.text)
    if bracketed and len(bracketed[1].split()) > _FEW_WORDS:
        return "linked"
    return "credited" if _YEAR.search(inline.text) and cut_credits(inline.text) != inline.text else ""


def _starts_bold(inline: Inline) -> bool:
    """Whether a text starts with a title in bold, not with a word or two that are stressed."""
    start, end = inline.strong[0] if inline.strong else (0, 0)
    return (
        end > start and len(inline.text[start:end].split()) > _FEW_WORDS and not re.search(r"\w", inline.text[:start])
    )


def _is_tagged(inline: Inline) -> bool:
    if not inline.text.startswith(_OPENINGS):
        return False
    words = strip_ornament(inline.text)[0]
    return len(words) < len(inline.text) - 2 and len(words.split()) > _FEW_WORDS
