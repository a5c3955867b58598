"""The forms in which a paragraph is an entry, told from its words and links."""

import re
from collections.abc import Sequence

from data.formats.credits import cut_credits, says_authors, says_name, says_where
from data.formats.inline_kinds import Inline, Span
from data.formats.link_labels import bare_label, is_bracketed_label, is_side_label
from data.formats.marks import SHORTCODE
from data.formats.ornament import EDGES, strip_ornament
from data.formats.outside import leads_outside, outside_links
from data.formats.sections import leads_back

_BRACKET = re.compile(r"\([^()]*\)")
PROSE = re.compile(
    r"\b(?:please|click|feel free|if you|you (?:can|may|are|will|want|like|have|should|could|need|might)"
    r"|see (?:also|our|the|this|here|below|\w+ for)|check (?:out|the|our|this|it)"
    r"|(?:find|found|available|listed|look|from|over) here|here (?:is|are|we|you)|[^\w\s]here|here\s*$"
    r"|this (?:list|repo\w*|page|section|project)"
    r"|our (?:list|repo\w*|papers?|surveys?|projects?|pages?|work|website|github|team|latest|code|own|new)"
    r"|we (?:like|love|use|have|are|will|provide|recommend|thank|welcome|also|hope|collect\w*|maintain\w*|strongly"
    r"|release\w*|list|encourage|would|highly|share|update)"
    r"|welcome (?:to|any|all|everyone|you)|welcome\s*$|star (?:us|this|the)|refer|inspired by"
    r"|follow (?:us|the|me|these|this)"
    r"|more (?:details|info\w*)|note:|note that|thanks?|credits? (?:to|go))(?!\w)|请|欢迎|我们|本项目",
    re.IGNORECASE,
)
"""Words by which somebody speaks to the reader."""
TITLE_WORDS = 3
_LONGEST_TITLE = 350
_LONGEST_TAIL = 8


def is_title_alone(inline: Inline) -> bool:
    """Whether a paragraph has a title in bold and nothing else on its first line, and no link."""
    start, end = inline.strong[0] if inline.strong else (0, 0)
    words = inline.text[start:end].strip(EDGES)
    return (
        not inline.links
        and not has_words(inline.text[:start] + re.split(r"[\v\n]", inline.text[end:], maxsplit=1)[0])
        and len(words.split()) > TITLE_WORDS
        and not PROSE.search(words)
    )


def is_beside(inline: Inline, link: Span) -> bool:
    """Whether a link stands beside a title: a label, a badge, or an author."""
    if any(start <= link.start and link.end <= stop for start, stop in inline.slanted):
        return True
    if link.is_bare or link.start == link.end or is_bracketed_label(inline.text, link.start, link.end):
        return True
    return is_side_label(bare_label(inline.label_of(link)))


def form_of(inline: Inline) -> str:
    """The form in which a paragraph is an entry, "" where it is none: "bold" (a title in bold, then labelled links),
    "link" (a linked title first), "label" (a title, then labelled links in brackets)."""
    if not leads_outside(inline):
        return ""
    first = next((link for link in inline.links if link.start < link.end), inline.links[0])
    lead = strip_ornament(inline.text[: first.start])[0].strip(EDGES)
    bold = next(
        ((start, end) for start, end in inline.strong if not has_words(strip_ornament(inline.text[:start])[0])), None
    )
    beside = [link for link in inline.links if is_beside(inline, link)]
    if bold is not None and _is_bold_title(inline, bold, beside):
        return "bold"
    if not has_words(lead):
        return "link" if starts_with_link(inline) and not _is_bar(inline) else ""
    tail = _BRACKET.sub("", SHORTCODE.sub("", inline.text[inline.links[-1].end :])).strip(EDGES)
    is_title = len(lead.split()) >= TITLE_WORDS and len(lead) <= _LONGEST_TITLE and not PROSE.search(lead)
    return "label" if is_title and len(beside) == len(inline.links) and len(tail.split()) <= _LONGEST_TAIL else ""


def _is_bold_title(inline: Inline, bold: tuple[int, int], beside: Sequence[Span]) -> bool:
    text = inline.text[bold[0] : bold[1]].strip(EDGES)
    inside = [link for link in inline.links if bold[0] <= link.start and link.end <= bold[1]]
    if not has_words(text) or is_side_label(text) or (PROSE.search(text) and len(text.split()) <= TITLE_WORDS):
        return False
    if inside:
        if PROSE.search(inline.text[bold[0] : inside[0].start]):
            return False
        return not is_side_label(inline.label_of(inside[0])) and not _is_bar(inline)
    behind = [link for link in inline.links if link.start >= bold[1]]
    if not any(link in beside for link in behind):
        return False
    if not all(link in beside or says_name(inline.label_of(link)) for link in behind):
        return False
    between = inline.text[bold[1] : behind[0].start]
    tail = inline.text[behind[-1].end :]
    return (
        not (PROSE.search(between) and len(text.split()) <= TITLE_WORDS)
        and len(_first(tail).split()) <= 2 * _LONGEST_TAIL
    )


def _first(text: str) -> str:
    return re.split(r"[\v\n]", text.strip(), maxsplit=1)[0]


def starts_with_link(inline: Inline) -> bool:
    """Whether a linked title comes first in a text, behind dates and emoji at most."""
    first = next((link for link in inline.links if link.start < link.end and not link.is_bare), None)
    if first is None or has_words(strip_ornament(inline.text[: first.start])[0]):
        return False
    label = inline.label_of(first)
    return not is_side_label(bare_label(label)) and not leads_back(label) and not first.target.startswith("#")


def is_one_title(inline: Inline) -> bool:
    """Whether a text is a linked title and nothing else."""
    return (
        len(inline.links) == 1
        and starts_with_link(inline)
        and leads_outside(inline)
        and not has_words(outside_links(inline))
        and len(inline.text.split()) > TITLE_WORDS
        and not PROSE.search(inline.text)
    )


def _is_bar(inline: Inline) -> bool:
    """Whether a text is a row of links: a choice of languages, badges, a menu."""
    return len(inline.links) > 1 and not has_words(outside_links(inline))


def may_be_title(inline: Inline) -> bool:
    """Whether a paragraph without links may be the title of what stands below it."""
    text = strip_ornament(inline.text)[0].strip()
    if leads_outside(inline) or not text or len(text) > _LONGEST_TITLE or text.endswith((":", "：")):
        return False
    if inline.strong and not has_words(inline.text[: inline.strong[0][0]]):
        return not is_side_label(text.strip(EDGES))
    return len(text.split()) >= TITLE_WORDS + 1 and not PROSE.search(text) and not _is_slanted(inline)


def is_credit(inline: Inline) -> bool:
    """Whether a text tells authors or a venue, up to its links."""
    lead = inline.text[: inline.links[0].start] if inline.links else inline.text
    return says_authors(lead) or says_where(lead) or cut_credits(f"x x x. {lead}") == "x x x" or _is_slanted(inline)


def _is_slanted(inline: Inline) -> bool:
    return bool(inline.slanted) and inline.slanted[0][0] == 0 and inline.slanted[-1][1] >= len(inline.text.rstrip()) - 1


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit."""
    return re.search(r"\w", text) is not None
