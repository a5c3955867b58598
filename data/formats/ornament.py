"""What stands before and around a title: numbers, dates, tags, emoji, punctuation."""

import re

from data.formats.credits import says_where
from data.formats.marks import SHORTCODE, split_leading_emoji
from data.formats.title_cell import says_venue
from data.months import Month, parse_month

EDGES = ' \t\n\v,.;:：，。；、|-–—*_"“”()[]（）【】'
"""What may stand between a title and its links."""
_BEFORE_TITLE = " ,.;:|-–—)]）】\u2022·"
_CHECKBOX = re.compile(r"\[[ xX✓✔✅-]?\]\s+")
NUMBER = re.compile(r"(?:\[\d{1,4}\]\s*|[(（]?\d{1,4}[).、:]\s+|\d{1,3}\.(?=[A-Z][a-z])|\d{1,4}、|#\d{1,4}\b\s*)(?=\S)")
_LEADING_DATE = re.compile(
    r"[(\[【（]?\s*((?:19|20)\d{2}\s*[./年-]\s*\d{1,2}(?:\s*[./月-]\s*\d{1,2})?\s*[月日]?"
    r"|[A-Za-z]{3,9}\.?,?\s+(?:19|20)\d{2}|(?:0?[1-9]|1[0-2])/(?:19|20)\d{2})\s*[)\]】）]?[\s:：,|-]*"
)
_LEADING_YEAR = re.compile(r"(?:[(\[【（](?:19|20)\d{2}[)\]】）]\s*[:：,|–—-]?|(?:19|20)\d{2}\s*[:：,|–—-])\s*(?=\D)")
_LEADING_TAG = re.compile(r"[(\[【（]([^()\[\]【】（）]{2,40})[)\]】）][\s:：,|-]*")
_DIGITS = re.compile(r"[\d\s./:-]+")
_OPENING = {")": "(", "]": "[", "”": "“", "）": "（", "】": "【"}
_LEADING_PIECE = re.compile(r"([^|\n]{2,40}?)\s*\|\s*(?=\S)")
_ONE_WORD = re.compile(r"[A-Z][\w'’]*")


def count_words(text: str) -> int:
    """How many words a text has, those of an address among them."""
    return len(re.findall(r"\w+", text))


def strip_ornament(text: str) -> tuple[str, Month | None]:
    """Cuts a checkbox, a number, dates and venues off the front; the fires stay, for the title cell to count."""
    text = SHORTCODE.sub(" ", text).lstrip() if ":" in text else text.lstrip()
    text = text[found.end() :] if (found := _CHECKBOX.match(text)) else text
    marks, rest = split_leading_emoji(text)
    published: Month | None = None
    while True:
        dated, tagged = _LEADING_DATE.match(rest), _LEADING_TAG.match(rest)
        if dated and (month := parse_month(dated[1].replace("/", "-") if dated[1][:2].isdecimal() else dated[1])):
            published = published or month
            rest = rest[dated.end() :]
        elif (tagged and (says_venue(tagged[1]) or says_where(tagged[1]) or _DIGITS.fullmatch(tagged[1]))) or (
            tagged := _LEADING_YEAR.match(rest)
        ):
            rest = rest[tagged.end() :]
        elif (piece := _LEADING_PIECE.match(rest)) and (says_where(piece[1]) or _ONE_WORD.fullmatch(piece[1])):
            rest = rest[piece.end() :]
        elif (numbered := NUMBER.match(rest)) and count_words(rest[numbered.end() :]):
            rest = rest[numbered.end() :]
        else:
            return marks + rest, published
        more, rest = split_leading_emoji(rest)
        marks += more


def trim_end(text: str) -> str:
    """Cuts the full stop, colon or comma off the end of a title that stands alone."""
    return (
        text.strip().rstrip(" .,:;，。：；")
        if not text.rstrip().endswith(("...", "al.", "Inc.", "etc."))
        else text.strip()
    )


def trim(text: str) -> str:
    """Cuts the punctuation that led to the links off a title; a closing bracket stays with its opening one."""
    text = text.strip()
    while text and text[-1] in EDGES:
        opening = _OPENING.get(text[-1])
        if opening is not None and text.count(opening) >= text.count(text[-1]):
            break
        if text[-1] == '"' and text.count('"') % 2 == 0:
            break
        text = text[:-1].rstrip()
    text = text.lstrip(_BEFORE_TITLE)
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' and text.count('"') == 2 else text
