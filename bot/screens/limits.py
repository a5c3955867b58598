"""Discord's limits: the numbers, and a look at what a screen needs of them.

Characters are counted as UTF-16 code units, which is never less than what Discord counts and what its clients show.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

COMPONENTS = 40
TEXT_CHARACTERS = 4_000  # in all TextDisplays of a message together
TEXT_BYTES = 10_170  # reported, not documented: UTF-8 bytes of all TextDisplays, and 12 more for each
BYTES_PER_TEXT = 12
SAFE_CHARACTERS = 3_300  # what fits both whatever the alphabet: a UTF-16 unit is at most three bytes of UTF-8
CUSTOM_ID = 100
BUTTON_LABEL = 80
BUTTON_URL = 512
ROW_BUTTONS = 5
SECTION_TEXTS = 3
SELECT_OPTIONS = 25
OPTION_TEXT = 100  # of a select: label, value, description
PLACEHOLDER = 150
CHOICES = 25  # of autocomplete
CHOICE_TEXT = 100  # name, value
GALLERY_ITEMS = 10
PICTURE_DESCRIPTION = 1_024
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_TEXT = 8_000  # names, descriptions and choices of one command, each in its longest language

_ROW, _BUTTON, _SELECT, _SECTION, _TEXT, _GALLERY, _LINK = 1, 2, 3, 9, 10, 12, 5

Component = Mapping[str, Any]


def length(text: str) -> int:
    """The characters of a text as UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def size(text: str) -> int:
    """The bytes of a text as UTF-8."""
    return len(text.encode(errors="surrogatepass"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What a screen uses of what a message has room for."""

    components: int
    characters: int
    bytes: int


def measure(view: discord.ui.LayoutView) -> Measure:
    """Counts the components, the characters and the bytes of a screen."""
    every = _every(view)
    texts = [component["content"] for component in every if component["type"] == _TEXT]
    return Measure(
        components=len(every),
        characters=sum(map(length, texts)),
        bytes=sum(size(text) + BYTES_PER_TEXT for text in texts),
    )


def find_violations(view: discord.ui.LayoutView) -> list[str]:
    """What Discord would refuse of a screen, one line each; an empty list for a screen that it takes."""
    measured = measure(view)
    every = _every(view)
    found = [
        f"{name}: {used} of {allowed}"
        for name, used, allowed in (
            ("components", measured.components, COMPONENTS),
            ("characters", measured.characters, TEXT_CHARACTERS),
            ("bytes", measured.bytes, TEXT_BYTES),
        )
        if used > allowed
    ]
    if not every:
        found.append("an empty message")
    ids = Counter(component["custom_id"] for component in every if "custom_id" in component)
    found += [f"custom_id used twice: {custom_id}" for custom_id, times in ids.items() if times > 1]
    for component in every:
        found += _faults(component)
    return found


def _every(view: discord.ui.LayoutView) -> list[Component]:
    return list(_walk(view.to_components()))  # type: ignore[no-untyped-call]  # discord.py leaves it so


def _walk(components: list[dict[str, Any]]) -> Iterator[Component]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]


def _faults(component: Component) -> Iterator[str]:
    kind = component["type"]
    if "custom_id" in component:
        yield from _text("custom_id", component["custom_id"], CUSTOM_ID, measured=len)
    if kind == _TEXT:
        yield from _text("content", component["content"], TEXT_CHARACTERS)
    elif kind == _ROW and not 1 <= len(component["components"]) <= ROW_BUTTONS:
        yield f"a row of {len(component['components'])}"
    elif kind == _SECTION and not 1 <= len(component["components"]) <= SECTION_TEXTS:
        yield f"a section of {len(component['components'])} texts"
    elif kind == _BUTTON:
        yield from _text("label", component.get("label"), BUTTON_LABEL)
        if component["style"] == _LINK:
            yield from _text("url", component["url"], BUTTON_URL)
    elif kind == _SELECT:
        yield from _select_faults(component)
    elif kind == _GALLERY:
        if not 1 <= len(component["items"]) <= GALLERY_ITEMS:
            yield f"a gallery of {len(component['items'])}"
        for item in component["items"]:  # none without words for those who do not see it
            yield from _text("picture's description", item.get("description"), PICTURE_DESCRIPTION)


def _select_faults(component: Component) -> Iterator[str]:
    options = component["options"]
    if not 1 <= len(options) <= SELECT_OPTIONS:
        yield f"a select of {len(options)} options"
    if len({option["value"] for option in options}) < len(options):
        yield "an option's value used twice"
    yield from _text("placeholder", component.get("placeholder"), PLACEHOLDER)
    for option in options:
        yield from _text("option's label", option["label"], OPTION_TEXT)
        yield from _text("option's value", option["value"], OPTION_TEXT)
        if option.get("description") is not None:
            yield from _text("option's description", option["description"], OPTION_TEXT)


def _text(name: str, text: str | None, allowed: int, *, measured: Any = length) -> Iterator[str]:
    if text is None or not text.strip():
        yield f"{name}: empty"
    elif measured(text) > allowed:
        yield f"{name}: {measured(text)} of {allowed}"
    elif "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        yield f"{name}: holds what no message may"
