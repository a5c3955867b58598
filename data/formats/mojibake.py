"""Documents whose UTF-8 was once read as cp1252: ftfy mends what can be mended, line by line.

A healthy document is left alone to the last character, even where one of its titles looks odd.
"""

import re

import ftfy
from ftfy.badness import badness

_LEAST_BADNESS = 10
_SUSPECTS = "ÂÃâãäåæçèéêëìíïğ"
"""What the first bytes of most characters beyond Latin look like as single letters."""
_WIDE = re.compile(r"[\u2600-\U0010ffff]")
_ENCODINGS = ("sloppy-windows-1252", "sloppy-windows-1254")  # of ftfy: every byte has a letter
_SCATTERED = re.compile("\ufffd+")


def is_mojibake(text: str) -> bool:
    """Whether a whole document is damaged: odd pairs of Latin letters all over, and hardly a character beyond them.

    A healthy list has emoji or Chinese; the damage leaves none, for it turns each into Latin letters.
    """
    if sum(map(text.count, _SUSPECTS)) < _LEAST_BADNESS:  # spares healthy documents the dear test
        return False
    found = badness(text)
    return found >= _LEAST_BADNESS and found > len(_WIDE.findall(text))


def mend(text: str) -> str:
    """The document as it was meant, where it is mojibake; else the same text. The number of lines stays."""
    if text.isascii() or not is_mojibake(text):
        return text
    return "\n".join(_mend_line(line) for line in text.split("\n"))


def _mend_line(line: str) -> str:
    """Mends a line; what lost bytes on the way becomes U+FFFD, so that the words beside it come out."""
    if line.isascii():
        return line
    mended = ftfy.fix_encoding(line).replace("\n", " ")
    if not badness(mended):
        return mended
    readings = (_reread(line, encoding) for encoding in _ENCODINGS)
    return min([mended, *filter(None, readings)], key=_damage)


def _reread(line: str, encoding: str) -> str | None:
    try:
        raw = line.encode(encoding)
    except UnicodeEncodeError:
        return None
    return _SCATTERED.sub("\ufffd", raw.decode("utf-8", errors="replace")).replace("\n", " ")


def _damage(line: str) -> int:
    return badness(line) + line.count("\ufffd")
