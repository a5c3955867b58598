"""The title of an item: which of its words name the paper."""

import re
from dataclasses import dataclass, replace

from data.formats.citations import cut_citation, title_of_dated_citation
from data.formats.columns import Column
from data.formats.credits import (
    cut_authors,
    cut_credits,
    says_authors,
    says_name,
    says_where,
    strip_tail,
    title_of_citation,
)
from data.formats.inline_kinds import HARD_BREAK, Inline, Span
from data.formats.link_kinds import kind_of_link
from data.formats.link_labels import bare_label, is_bracketed_label, is_label, is_side_label, names_paper_or_code
from data.formats.marks import fold_blanks
from data.formats.ornament import EDGES, NUMBER, count_words, strip_ornament, trim, trim_end
from data.formats.title_cell import TitleCell, parse_title_cell, says_venue
from data.schema import LinkKind

_QUOTED = re.compile(r"[\"“«「『]([^\"“”«»「」『』]{6,400})[\"”»」』]")
_SOFT_BREAK = "\n"
_AUTHORS_OR_VENUE = re.compile(r"(?:[^,\n]*,){2}|.*\bet al\b", re.IGNORECASE)
_NAME_ENDS = (":", "：", "-", "–", "—", "]", "】")
_DESCRIPTION = re.compile(r"\**\s*[.:]?\s*(?:[-–—|(]|by\b|is\b|are\b)|\s+[-–—]\s|\s*[,，。]|\s*\.(?:\s|$)|\s*$")
_NAME_WORDS = 4
_NAME_AND_WORDS = re.compile(
    r"([\w.+#/-]+(?: [\w.+#/-]+){0,3})\s*[：—]\s*[\u3040-\u30ff\u4e00-\u9fff].{5,}", re.ASCII | re.DOTALL
)
_NAME_AND_DASH = re.compile(r"(\S+(?: \S+){0,3}?)\s+[-–—]+\s+\S+\s\S.*", re.DOTALL)
_JOINED = re.compile(r"：|—|\s[-–]")
_UP_TO_TITLE = re.compile(r"[^\"“«\n]{3,600}?(?=(?<=\w\w)\.\s|\s*[\"“«])")
_MARKED = re.compile(r"\s*[(（]\s*[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+\s*[)）]")
_SENTENCE_WORDS = 3
_LEADING_UP = (" on", " to", " of", " about", " for", " at", " from", " in", " by", "的", "：", ":")
"""What a text ends in that leads up to a linked title."""
_ARTICLES = {"a", "an", "the", "our", "my", "see", "read", "this", "on", "in", "for", "from", "by", "and"}
_LONGEST_LABEL_WORDS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an item's text that is one entry: from `start` up to `end`, with its links."""

    start: int
    end: int
    links: tuple[Span, ...]


def find_title(inline: Inline, part: Part) -> TitleCell:
    """The title of an entry: the words before its links; or the first link's own words, if they say more than "pdf".

    Dates, venues and numbers before it are no part of it, nor are authors and venues behind it. An entry that has
    nothing but labels is called by its first one; the title is empty only where there is nothing to show.
    """
    first = _first_link(_without_authors(inline, part))
    lead, published = strip_ornament(inline.text[part.start : first.start if first else part.end])
    cell = (
        _from_leading_link(inline, first, lead)
        or _from_quotes(lead)
        or _from_bold(inline, part, first)
        or _from_bold_behind_name(inline, part, first)
        or _from_link(inline, first, lead)
    )
    if cell is None:
        if not count_words(lead):
            lead, behind = strip_ornament(_words_behind(inline, part))
            published = published or behind
            cell = _from_quotes(lead)
        else:
            lead = _without_slanted_credits(inline, part, first, lead)
        cited = (title_of_dated_citation(lead) or title_of_citation(lead)) if cell is None else None
        if cell is None:
            named = cited or cut_credits(strip_tail(cut_authors(_before_pipe(_first_line(lead).rstrip(" [(（【")))))
            cell = parse_title_cell(trim(named))
        cell = _without_description(cell, inline, part)
    if not cell.title:
        cell = replace(cell, title=_any_label(inline, part))
    return replace(cell, published=cell.published or published)


def _without_description(cell: TitleCell, inline: Inline, part: Part) -> TitleCell:
    """Cuts what describes a name behind a wide colon ("pyenv：简单的版本管理工具"), or behind a dash where no link
    leads to a paper: "AirSim - Simulator based on Unreal Engine [[github](…)]"."""
    if not _JOINED.search(cell.title):
        return cell
    found = _NAME_AND_WORDS.match(cell.title)
    if found is None and (found := _NAME_AND_DASH.match(cell.title)):
        found = None if any(_leads_to_paper(inline, link) for link in part.links) else found
    return replace(cell, title=found[1]) if found else cell


def _leads_to_paper(inline: Inline, link: Span) -> bool:
    label = inline.label_of(link)
    return kind_of_link(Column.LINKS, "" if link.is_bare else bare_label(label), link.target) is LinkKind.PAPER


def _without_authors(inline: Inline, part: Part) -> Part:
    """An entry without the links of its authors, where they come first: "[Ann Lee](…), Bob Day. "A Title" [pdf]"."""
    first = next((link for link in part.links if link.start < link.end), None)
    if (
        first is None
        or not says_name(inline.label_of(first))
        or inline.text[first.end : first.end + 1] not in (",", "&")
    ):
        return part
    names = _UP_TO_TITLE.match(inline.text, first.start, part.end)
    if names is None or not says_authors(names[0]) or not count_words(inline.text[names.end() : part.end]):
        return part
    return replace(part, links=tuple(link for link in part.links if link.start >= names.end()))


def _first_link(part: Part) -> Span | None:
    """The first link with words of its own; badges and pictures that lead somewhere come before many a title."""
    shown = (link for link in part.links if link.start < link.end)
    return next(shown, part.links[0] if part.links else None)


def _from_leading_link(inline: Inline, first: Span | None, lead: str) -> TitleCell | None:
    """The title where nothing but ornament stands before the first link."""
    if first is None or first.is_bare or first.start == first.end or count_words(lead):
        return None
    label = inline.label_of(first)
    is_bracketed = lead.rstrip().endswith(("[", "【")) or label.startswith("[")
    if names_paper_or_code(label) or (is_bracketed and is_label(label)):
        return None
    if label.startswith("[") and label.endswith("]") and is_side_label(label):
        return None
    return _cell_of_link(inline, first)


def _cell_of_link(inline: Inline, link: Span) -> TitleCell:
    """A title that is a link; bold words around it belong to it."""
    start, end = next(
        ((start, end) for start, end in inline.strong if start < link.start and link.end < end), (link.start, link.end)
    )
    label = cut_citation(_MARKED.sub("", inline.text[start:end]))
    numbered = NUMBER.match(label.lstrip())
    label = label if numbered and not label.lstrip().startswith("[") else strip_ornament(label)[0]
    quoted = _QUOTED.fullmatch(label.strip(" .,"))
    return parse_title_cell(trim_end(_first_line(quoted[1] if quoted else label)))


def _from_quotes(lead: str) -> TitleCell | None:
    """The title where it stands in quotes, behind a name or authors."""
    found = _QUOTED.search(lead)
    if found is None or count_words(found[1]) < _SENTENCE_WORDS - (says_authors(lead[: found.start()]) is True):
        return None
    before = fold_blanks(lead[: found.start()].strip(EDGES))
    if before and len(before.split()) > _NAME_WORDS and not says_authors(before):
        return None
    is_plain_name = count_words(before) < _NAME_WORDS and count_words(found[1]) > _NAME_WORDS
    if (count_words(before) and not is_plain_name) and not (
        lead[: found.start()].rstrip().endswith((*_NAME_ENDS, ",", ".", ")")) or says_authors(before)
    ):
        return None
    cell = parse_title_cell(trim(found[1]))
    is_name = 0 < len(before.split()) <= _NAME_WORDS and not says_authors(before) and not _is_ornament(before)
    return replace(cell, aliases=tuple(dict.fromkeys((before, *cell.aliases)))) if is_name else cell


def _from_link(inline: Inline, first: Span | None, lead: str) -> TitleCell | None:
    """The title where the first link carries it, behind a name, authors or a few words."""
    if first is None or _is_mere_label(inline, first):
        return None
    label, words = inline.label_of(first), count_words(lead)
    length = count_words(label)
    if words and is_bracketed_label(inline.text, first.start, first.end) and not says_authors(lead):
        return None
    leads_up = lead.rstrip().casefold().endswith(_LEADING_UP)
    if (
        words >= _SENTENCE_WORDS
        and not (length > _SENTENCE_WORDS and says_authors(lead))
        and (length <= words or is_side_label(label) or says_where(label))
        and not (leads_up and length > 1)
    ):
        return None
    is_beside = is_side_label(label) or says_where(label) or lead.rstrip().endswith(("(", "[", "（"))
    if words and is_beside and not (leads_up and length > 1):
        return None
    cell = _cell_of_link(inline, first)
    name = fold_blanks(lead.strip(EDGES))
    is_name = 0 < words <= _NAME_WORDS and lead.rstrip().endswith(_NAME_ENDS) and not _is_ornament(name)
    return replace(cell, aliases=tuple(dict.fromkeys((name, *cell.aliases)))) if is_name else cell


def _from_bold(inline: Inline, part: Part, first: Span | None) -> TitleCell | None:
    """The title where bold words start the entry: they alone, or with what follows their colon."""
    end = first.start if first else part.end
    for start, stop in inline.strong:
        if start < part.start or stop > end or not _is_first(inline, part, start):
            continue
        bold, rest = inline.text[start:stop], _first_line(inline.text[stop:end])
        if bold.startswith(("[", "【")) and bold.endswith(("]", "】")) and count_words(rest) >= _SENTENCE_WORDS:
            return None
        if not count_words(strip_ornament(bold)[0]) or _is_ornament(bold.strip(EDGES)):
            continue
        goes_on = bold.rstrip().endswith((":", "：")) or rest.lstrip().startswith((":", "："))
        following = _without_slanted_credits(inline, part, first, rest) if rest.strip() else ""
        is_credit = says_authors(following) or says_where(strip_tail(following.strip(" :：\n")))
        if goes_on and count_words(following) >= _SENTENCE_WORDS - 1 and not is_credit:
            return parse_title_cell(trim(cut_credits(strip_tail(strip_ornament(bold)[0] + following))))
        if count_words(bold) < _SENTENCE_WORDS and not (
            _DESCRIPTION.match(rest) or bold.rstrip().endswith((".", ":", "：")) or says_authors(following)
        ):
            return None
        return parse_title_cell(trim(strip_tail(trim_end(strip_ornament(bold)[0]))))
    return None


def _from_bold_behind_name(inline: Inline, part: Part, first: Span | None) -> TitleCell | None:
    """The title where it is in bold behind a name, with credits alone behind it: "BERT **Pre-training of …**, 2018"."""
    end = first.start if first else part.end
    for start, stop in inline.strong[:2]:
        if start < part.start or stop > end:
            continue
        bold, before = inline.text[start:stop], strip_ornament(inline.text[part.start : start])[0].strip(EDGES)
        words = before.split()
        if not 1 <= len(words) < _NAME_WORDS or words[0].casefold() in _ARTICLES or _is_ornament(before):
            return None
        rest = inline.text[stop:end].strip(EDGES)
        if count_words(bold) < _SENTENCE_WORDS or (count_words(rest) > _SENTENCE_WORDS and not _follows(rest)):
            return None
        quoted = _QUOTED.fullmatch(bold.strip(" .,"))
        cell = parse_title_cell(trim(strip_tail(quoted[1] if quoted else bold)))
        return replace(cell, aliases=tuple(dict.fromkeys((before, *cell.aliases))))
    return None


def _follows(text: str) -> bool:
    """Whether a text is what follows a title: authors, a venue, a year."""
    return says_authors(text) or says_where(text) or cut_credits(f"x x x. {text}") == "x x x"


def _is_first(inline: Inline, part: Part, start: int) -> bool:
    return count_words(strip_ornament(f"{inline.text[part.start : start]}x")[0]) <= 1


def _without_slanted_credits(inline: Inline, part: Part, first: Span | None, lead: str) -> str:
    """Cuts a lead where slanted words start that name authors or a venue."""
    end = first.start if first else part.end
    for start, stop in inline.slanted:
        if not part.start < start < end:
            continue
        slanted = inline.text[start:stop].strip()
        before = inline.text[part.start : start].rstrip()
        names = says_authors(slanted) or says_where(slanted) or cut_credits(f"x x x. {slanted}") != f"x x x. {slanted}"
        is_last = not count_words(strip_tail(inline.text[stop:end].strip()))
        if names or (is_last and (before.endswith((".", ",", "\v", "?", "!")) or slanted.istitle())):
            place = lead.rfind(inline.text[start:stop])
            if place > 0 and count_words(lead[:place]):
                return lead[:place]
    return lead


def _is_ornament(name: str) -> bool:
    return is_label(name) or says_venue(name) or name.isdecimal() or not count_words(name)


def _is_mere_label(inline: Inline, link: Span) -> bool:
    return link.is_bare or link.start == link.end or is_label(inline.label_of(link))


def _words_behind(inline: Inline, part: Part) -> str:
    """The first words behind or between the links of an entry, else those of a link that is no mere label."""
    ends = [link.end for link in part.links]
    starts = [*(link.start for link in part.links[1:]), part.end]
    labels = [
        inline.label_of(link) for link in part.links if not _is_mere_label(inline, link) and link.start < link.end
    ]
    stretches = [inline.text[end:start] for end, start in zip(ends, starts, strict=False)]
    return next((stretch for stretch in [*stretches, *labels] if count_words(stretch)), "")


def _any_label(inline: Inline, part: Part) -> str:
    """What an entry is called that has labels alone: the first of them, else its first address."""
    shown = (fold_blanks(inline.label_of(link)) for link in part.links if not link.is_bare)
    return next(filter(None, shown), next((link.target for link in part.links), ""))


def _before_pipe(text: str) -> str:
    """Cuts authors and a venue behind a pipe: "A Title | Ann Lee, et al. | CVPR 18 |"."""
    head, pipe, rest = text.partition(" | ")
    pieces = [piece for piece in rest.split("|") if count_words(piece)]
    return head if pipe and count_words(head) and all(map(_follows, pieces)) else text


def _first_line(text: str) -> str:
    """Cuts what stands behind a line break: always where a page shows one, else where authors or a venue follow."""
    text = text.strip("\v\n\t ").partition(HARD_BREAK)[0]
    first, _, rest = text.partition(_SOFT_BREAK)
    rest = rest.strip(EDGES)
    follows = says_venue(rest) or says_where(rest) or says_authors(rest) or _AUTHORS_OR_VENUE.match(rest)
    return first if count_words(first) and follows else text
