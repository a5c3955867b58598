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
_IS_EMOJI = re.compile(f"[{_EMOJI}]")
_ONLY_AS_EMOJI = "©®™ℹ"
_ANYWHERE = re.compile(rf"{_EMOJI_CHARACTER}+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Controls, marks of direction, blanks of no width, halves of characters."""
SHORTCODE = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,40}:(?![\w:])")
"""An emoji by its name, as GitHub writes it (":fire:")."""
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
    end = len(text)
    while end and (text[end - 1].isspace() or _IS_EMOJI.match(text[end - 1]) or _is_sign(text, end)):
        end -= 1
    return text[:end], text[end:]


def _is_sign(text: str, end: int) -> bool:
    """Whether a © or the like is shown as an emoji."""
    return text[end - 1] in _ONLY_AS_EMOJI and text[end : end + 1] == "\ufe0f"


def strip_emoji(text: str) -> str:
    """A text without any emoji, its blanks folded."""
    return fold_blanks(_ANYWHERE.sub(" ", text))


def fold_blanks(text: str) -> str:
    """One blank where there were several, none at the ends; characters that nobody can see are gone."""
    if not text.isprintable():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def says_none(text: str) -> bool:
    """Whether a cell says that there is nothing: empty, ⚠️, a dash, n/a."""
    return _NONE.fullmatch(text) is not None
