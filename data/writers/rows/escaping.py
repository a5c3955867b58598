"""Foreign text as Markdown that shows it and does nothing else, wherever in a list it stands."""

import re
from urllib.parse import quote

from data.formats.marks import fold_blanks

_ALWAYS = re.compile(r"[`*\[\]<|]")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_SCHEME = re.compile(r":(?=//)")
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)
_SHORTCODE = re.compile(r":(?=[a-z0-9_+-]{1,40}:)", re.IGNORECASE)
_STARTS_BLOCK = re.compile(r"[#>+\-=~:!]|\d{1,9}(?=[.)])")
_IN_ADDRESS = re.compile(r"[|`<>\[\]{}^\"'\\\s]")


def escape_text(text: str) -> str:
    """A text on one line, each of whose characters a page shows as it is: no link, picture, tag, mark, formula or new
    cell comes of it."""
    text = fold_blanks(text).replace("\\", "&#92;") if "\\" in text else _ENTITY.sub("&amp;", fold_blanks(text))
    text = _ALWAYS.sub(lambda found: f"\\{found[0]}", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _SHORTCODE.sub(r"\\:", _SCHEME.sub(r"\\:", text))
    text = _WWW.sub(r"\1\\.", text)
    for sign in "~$":
        if text.count(sign) > 1:
            text = text.replace(sign, f"\\{sign}")
    return text


def escape_start(text: str) -> str:
    """The same at the start of an item or a paragraph, where some characters would begin a heading, a quote or
    another list. `text` is escaped already."""
    found = _STARTS_BLOCK.match(text)
    if found is None:
        return text
    return f"{found[0]}\\{text[found.end() :]}" if found[0].isdigit() else f"\\{text}"


def escape_address(url: str) -> str:
    """An http(s) address as it may stand between the brackets of a link and in the cell of a table."""
    url = _IN_ADDRESS.sub(lambda found: quote(found[0]), url)
    url = "".join(character if character.isprintable() else quote(character) for character in url)
    return url if _is_balanced(url) else url.replace("(", "%28").replace(")", "%29")


def quote_text(text: str) -> str:
    """A text as code: nobody is mentioned, no issue is closed and nothing is linked by what stands in it."""
    return f"`{fold_blanks(text).replace('`', 'ˋ') or '?'}`"


def _is_balanced(url: str) -> bool:
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0
