"""Text that others wrote, made safe to show: cleaned, escaped, bounded.

Lists and people write what they like. On a screen it is text and nothing else: no link, no mention, no heading, no
spoiler, and never more of it than there is room for. No screen puts such text at the beginning of a line, where more
characters would mean something.
"""

import re
import unicodedata

from bot.screens.graphemes import shorten
from bot.screens.limits import length

_SPECIAL = re.compile(r"([\\*_~`|<>\[\]#@]|:(?=//))")
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17)) + "]"
)
_KEPT_FORMATS = re.compile("[\u200c\u200d\U000e0020-\U000e007f]")  # they part letters, join emoji and make flags
_SHAPELESS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u180e")  # letters and symbols that show nothing
_MOST_READ = 2_000  # characters of a text that are looked at
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def clean(text: str) -> str:
    """The text on one line, without characters of control, direction or no width; "" where nothing of it is visible."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    kept = " ".join("".join(filter(_stays, line)).split())
    return kept if any(map(_is_visible, kept)) else ""


def plain(text: str, characters: int) -> str:
    """Cleaned text of at most that many characters, for where Discord reads no Markdown: labels, choices, options."""
    return shorten(_beginning(text, characters), lambda part: length(part) <= characters)


def escape(text: str, characters: int) -> str:
    """Cleaned text as Markdown that shows it literally: at most that many characters, escapes included.

    Text that is written from right to left is set apart, so that it does not reorder what stands around it.
    """
    shown = _escaped(shorten(_beginning(text, characters), lambda part: length(_escaped(part)) <= characters - 2))
    return f"{_ISOLATE}{shown}{_END_OF_ISOLATE}" if _runs_left(shown) else shown


def escape_block(text: str, characters: int) -> str:
    """Text with its lines for inside a code block, which it cannot end: at most that many characters."""
    lines = ("".join(filter(_stays, line.expandtabs(2))).rstrip().replace("```", "'''") for line in text.splitlines())
    return shorten("\n".join(lines).strip("\n"), lambda part: length(part) <= characters)


def _beginning(text: str, characters: int) -> str:
    """Cleaned text, and of one that is far too long only what is looked at: it is too long still."""
    return clean(text[:_MOST_READ])[: characters + 1]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _runs_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def _stays(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co"):
        return _KEPT_FORMATS.match(character) is not None
    return _NO_CHARACTERS.match(character) is None


def _is_visible(character: str) -> bool:
    return (
        character not in _SHAPELESS
        and unicodedata.category(character)[0] not in "ZM"
        and not _KEPT_FORMATS.match(character)
    )
