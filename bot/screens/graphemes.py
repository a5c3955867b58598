"""Where a text may be cut without breaking a character that a reader sees as one.

Not all of Unicode's rules of grapheme clusters, but those that matter where a title is cut: combining marks, emoji with
their modifiers and joiners, flags, Hangul syllables in parts.
"""

import unicodedata
from collections.abc import Callable, Iterator

_JOINER = "\u200d"
_LONGEST = 16  # a "character" of more code points is a prank: it is cut like any text


def split_graphemes(text: str) -> Iterator[str]:
    """The text in pieces between which it may be cut; joined they are the text again."""
    start, flags = 0, 0
    for at in range(1, len(text)):
        flags = flags + 1 if _is_flag(text[at - 1]) else 0
        if at - start >= _LONGEST or not _sticks(text[at - 1], text[at], flags):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def shorten(text: str, fits: Callable[[str], bool], *, ellipsis: str = "…") -> str:
    """The text itself where it fits, else the longest beginning of it that fits together with an ellipsis.

    `fits` must hold for every beginning of a text for which it holds, and for the ellipsis alone.
    """
    if fits(text):
        return text
    pieces = list(split_graphemes(text))
    low, high = 0, len(pieces) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits(_cut(pieces, middle, ellipsis)):
            low = middle
        else:
            high = middle - 1
    return _cut(pieces, low, ellipsis)


def _cut(pieces: list[str], number: int, ellipsis: str) -> str:
    return "".join(pieces[:number]).rstrip() + ellipsis


def _sticks(left: str, right: str, flags: int) -> bool:
    """Whether the right character belongs to the left one; `flags` counts the flag letters up to the left one."""
    if right.isascii():
        return False
    return (
        right == _JOINER
        or left == _JOINER
        or unicodedata.category(right) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= right <= "\U0001f3ff"  # tones of skin
        or "\U000e0020" <= right <= "\U000e007f"  # tags, as in the flag of Scotland
        or (_is_flag(right) and flags % 2 == 1)
        or _is_one_syllable(left, right)
    )


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_one_syllable(left: str, right: str) -> bool:
    vowel_or_final = "\u1160" <= right <= "\u11ff"
    return vowel_or_final and ("\u1100" <= left <= "\u11ff" or "\uac00" <= left <= "\ud7a3")
