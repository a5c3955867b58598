"""The cell that names a paper: `🔥🔥[**SP: BPT**] Blockwise Parallel Transformer(@UC Berkeley)`, taken apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from data.formats.inline import HARD_BREAK, Inline
from data.formats.marks import count_fires, count_stars, fold_blanks, split_leading_emoji, split_trailing_emoji
from data.months import Month, parse_month

LONGEST_TITLE = 1_000
LONGEST_ALIAS = 200
_PARALLELISM = "DP|TP|PP|SP|CP|EP|MP|VP"
_PREFIX = re.compile(rf"((?:{_PARALLELISM})(?:\s*[/+&]\s*(?:{_PARALLELISM}))*)\s*[:：]\s*(\S.*)", re.DOTALL)
_VENUE_TOKEN = re.compile(r"[A-Za-z]+|\d+|['’]")
_MOST_VENUE_WORDS = 5
_WORD = re.compile(r"\w+")
_NAME_WORDS = 4
"""A linked text of more words is a title and no name."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_VENUE_OF_YEAR = re.compile(
    r"(?:arxiv|nips|neurips|icml|iclr|cvpr|iccv|eccv|wacv|accv|bmvc|3dv|miccai|siggraph(?: asia)?|acl|emnlp|naacl|eacl"
    r"|tacl|coling|conll|aaai|ijcai|uai|aistats|colt|jmlr|tmlr|tpami|kdd|www|webconf|sigir|recsys|cikm|wsdm|ecir|sigmod|vldb"
    r"|icde|chi|uist|osdi|sosp|nsdi|atc|fast|eurosys|mlsys|asplos|isca|micro|hpca|sc|ppopp|hpdc|sigcomm|infocom|dac|iccad"
    r"|usenix(?: security)?|ccs|ndss|icra|iros|rss|corl|ra-?l|icassp|interspeech|acm mm|mm|icme|asplos)[\s\W]{0,2}\d{2}"
    r"(?:\s+(?:oral|spotlight|poster|workshops?|findings|best paper))?",
    re.IGNORECASE,
)
"""A venue with a year of two digits, where "GPT 13" is none."""
_GLUED_ROUND = re.compile(r"\(([^()]{1,40})\)(?=[^\s(),.;:])|\(((?=\S*[A-Z]\S*[A-Z\d])[\w.+/-]{2,40})\)\s+(?=\S)")
"""A name in round brackets, glued to what follows or a word with two capitals or a digit."""
_ORGANISATION_OPEN = re.compile(r"[(（]\s*@")
_MOST_TAGS = 8
_PAIRS = {"[": "]", "【": "】"}


@dataclass(frozen=True, slots=True)
class TitleCell:
    """The parts of a title cell. `organisation_text` is None where the cell has no `(@…)` at all.

    `stars` counts what stands in this cell. `published` is a month that the cell states in brackets.
    """

    title: str
    aliases: tuple[str, ...] = ()
    prefix: str = ""
    organisation_text: str | None = None
    heat: int = 0
    stars: int = 0
    published: Month | None = None
    is_cut: bool = False


def parse_title_cell(text: str) -> TitleCell:
    """Takes the text of a title cell apart, in time linear in its length. The title is "" where nothing is left."""
    marks, rest = split_leading_emoji(text)
    tags, marks_between, rest = _split_tags(rest)
    rest, organisation_text = _split_organisation(rest)
    rest, trailing = split_trailing_emoji(rest)
    names, prefix, published = _read_tags(tags)
    title = fold_blanks(rest).strip() or (names[-1] if names else "")
    all_marks = marks + marks_between + trailing
    return TitleCell(
        title[:LONGEST_TITLE],
        tuple(dict.fromkeys(names)),
        prefix,
        organisation_text,
        count_fires(all_marks),
        count_stars(all_marks),
        published,
        len(title) > LONGEST_TITLE or any(len(tag) > LONGEST_ALIAS for tag in tags),
    )


def title_text(inline: Inline) -> str:
    """The text of a title cell, without what stands behind its title.

    Where a link stands first, a short one is the alias ("[X](…) A longer title"), and a long one the title itself;
    authors and a venue may follow it, as they may follow on a new line.
    """
    text = inline.text
    link = next((link for link in inline.links if link.start < link.end), None)
    if link is not None and not split_leading_emoji(text[: link.start])[1]:
        label, rest = text[link.start : link.end], text[link.end :]
        if _count_words(label) > _NAME_WORDS:
            return _with_organisation_of(text[: link.end], rest)
        if _count_words(rest) > _NAME_WORDS and not label.lstrip().startswith(tuple(_PAIRS)):
            text = f"{text[: link.start]}[{label}]{rest}"
    first, line_break, rest = text.partition(HARD_BREAK)
    return _with_organisation_of(first, rest) if line_break and _count_words(first) else text


def _with_organisation_of(title: str, rest: str) -> str:
    organisation = _split_organisation(rest)[1] if "@" in rest else None
    return title if organisation is None else f"{title} (@{organisation})"


def _count_words(text: str) -> int:
    return len(_WORD.findall(text))


def _split_tags(text: str) -> tuple[list[str], str, str]:
    """The contents of the brackets that a text starts with, the emoji among them, and the rest."""
    tags: list[str] = []
    marks = ""
    while len(tags) < _MOST_TAGS:
        found = _leading_bracket(text)
        if found is None:
            break
        tag, text = found
        tags.append(tag)
        more, text = split_leading_emoji(text)
        marks += more
    return tags, marks, text


def _leading_bracket(text: str) -> tuple[str, str] | None:
    closing = _PAIRS.get(text[:1])
    if closing is None:
        glued = _GLUED_ROUND.match(text)
        return ((glued[1] or glued[2]).strip(), text[glued.end() :]) if glued else None
    end = _find_closing(text[: 4 * LONGEST_ALIAS], 0, text[0], closing)
    return None if end is None else (text[1:end].strip(" []"), text[end + 1 :].lstrip())


def _find_closing(text: str, start: int, opening: str, closing: str) -> int | None:
    """Where the bracket closes that opens at `start`; brackets of both widths count alike."""
    depth = 0
    for found in re.compile(f"[{re.escape(opening + closing)}]").finditer(text, start):
        depth += 1 if found[0] in opening else -1
        if depth == 0:
            return found.start()
    return None


def _read_tags(tags: list[str]) -> tuple[list[str], str, Month | None]:
    """Which brackets are aliases; venues, years, months and bare numbers are not."""
    names: list[str] = []
    prefix, published = "", None
    for tag in map(fold_blanks, tags):
        month = parse_month(tag)
        if month is not None:
            published = published or month
        elif tag and not says_venue(tag) and not tag.isdecimal():
            named, found_prefix = _split_alias(tag)
            names.append(named)
            prefix = prefix or found_prefix
    return names, prefix, published


@lru_cache(maxsize=4096)
def says_venue(text: str) -> bool:
    """Whether a bracket names a venue or a year ("ICLR2025", "NeurIPS'24 Oral", "2023") and no paper."""
    text = text.strip()
    if _YEAR.fullmatch(text) or _VENUE_OF_YEAR.fullmatch(text):
        return True
    tokens = _VENUE_TOKEN.findall(text[:LONGEST_ALIAS])
    words = [token for token in tokens if token.isalpha()]
    numbers = [place for place, token in enumerate(tokens) if token.isdecimal()]
    if not 1 <= len(words) <= _MOST_VENUE_WORDS or len(numbers) != 1 or tokens[0] != words[0]:
        return False
    number, before = tokens[numbers[0]], tokens[numbers[0] - 1]
    is_year = _YEAR.fullmatch(number) is not None or (len(number) == 2 and before in "'’")
    return is_year and sum(letter.isupper() for letter in words[0]) >= 2


def _split_alias(tag: str) -> tuple[str, str]:
    """An alias as the list writes it, claims included, but without its parallelism prefix; and the prefix."""
    tag = tag[:LONGEST_ALIAS]
    found = _PREFIX.fullmatch(tag)
    prefix, alias = (found[1], found[2]) if found else ("", tag)
    return alias, prefix


def _split_organisation(text: str) -> tuple[str, str | None]:
    """Cuts the last `(@…)` out of a text. What it holds is "" for the empty `(@)`."""
    openings = list(_ORGANISATION_OPEN.finditer(text))
    if not openings:
        return text, None
    opened = openings[-1]
    closed = _find_closing(text, opened.start(), "(（", ")）")
    end = len(text) if closed is None else closed
    return f"{text[: opened.start()].rstrip()} {text[end + 1 :].strip(' .,')}".rstrip(), text[
        opened.end() : end
    ].strip()
