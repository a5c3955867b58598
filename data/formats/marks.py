"""The marks of a list: fires, stars, signs for "none", and the emoji that decorate."""

import re

MOST = 3
_FIRE = "🔥"
_STARS = re.compile("[⭐🌟★]")
_EMOJI = (
    "\U0001f000-\U0001faff"  # pictographs, with the skin tones
    "☀-➿"  # symbols and dingbats
    "⬀-⯿⌀-⏿"  # arrows, stars, technical signs
    "←-⇿"
    "️‍⃣〰〽㊗㊙"
)
_EMOJI_CHARACTER = rf"(?:[{_EMOJI}]|[©®™ℹ]️)"
_LEADING = re.compile(rf"(?:\s|{_EMOJI_CHARACTER})+")
_TRAILING = re.compile(rf"(?:\s|{_EMOJI_CHARACTER})+$")
_ANYWHERE = re.compile(rf"{_EMOJI_CHARACTER}+")
_NONE = re.compile(r"(?:[-–—−⚠️❌✗✘×/\\\s.]|n/?a|none|null|tbd|todo|无|暂无)*", re.IGNORECASE)


def count_fires(text: str) -> int:
    """Heat, 0 to 3."""
    return min(text.count(_FIRE), MOST)


def count_stars(text: str) -> int:
    """Stars, 0 to 3: what has more has three."""
    return min(len(_STARS.findall(text)), MOST)


def split_leading_emoji(text: str) -> tuple[str, str]:
    """The emoji and blanks before a text, and the text."""
    found = _LEADING.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def split_trailing_emoji(text: str) -> tuple[str, str]:
    """A text, and the emoji and blanks behind it."""
    found = _TRAILING.search(text)
    return (text[: found.start()], found[0]) if found else (text, "")


def strip_emoji(text: str) -> str:
    """A text without any emoji, its blanks folded."""
    return fold_blanks(_ANYWHERE.sub(" ", text))


def fold_blanks(text: str) -> str:
    """One blank where there were several, none at the ends."""
    return " ".join(text.split())


def says_none(text: str) -> bool:
    """Whether a cell says that there is nothing: empty, ⚠️, a dash, n/a."""
    return _NONE.fullmatch(text) is not None
