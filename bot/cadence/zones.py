"""Time zones by name, found while people type: by city, by region, by country, in English and in Chinese.

The names are those of the package tzdata, so that they are the same on every machine.
"""

import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from rapidfuzz import fuzz, process

from bot.refusals import UnknownTimeZone

_LONGEST = 100  # characters of a text that are looked at
_WELL_KNOWN = (
    "UTC", "Asia/Shanghai", "America/New_York", "America/Los_Angeles", "America/Chicago", "Europe/London",
    "Europe/Berlin", "Europe/Paris", "Asia/Tokyo", "Asia/Seoul", "Asia/Kolkata", "Asia/Singapore", "Asia/Hong_Kong",
    "Asia/Taipei", "Europe/Moscow", "America/Toronto", "America/Sao_Paulo", "Australia/Sydney",
)  # fmt: skip
_NEAREST, _ALIKE = 3, 75  # names that are offered in place of an unknown one, and how like it they are, of 100
_NO_PLACES = ("Etc/", "Factory")  # "Etc/GMT+8" is west of Greenwich: right when asked for, wrong as an offer
_OFTEN_MEANT = {"Asia/Shanghai": ("beijing", "北京", "shenzhen", "深圳", "hangzhou", "杭州", "guangzhou", "广州")}
_CHINESE = "zh"
_OLD = 1_000


class _Place(NamedTuple):
    """A zone that can be offered: its name, and in one case what it is found by."""

    name: str
    cities: tuple[str, ...]
    wider: tuple[str, ...]  # its region and its countries
    place: int  # among those that fit equally: first the well-known, then the rest, last names kept for old times' sake


def parse_zone(text: str) -> ZoneInfo:
    """The time zone of an IANA name in any case, with blanks or underscores. Raises `UnknownTimeZone`."""
    name = _names().get(_fold(text).replace(" ", "_"))
    if name is None:
        raise UnknownTimeZone(text, _find_nearest(text))
    return ZoneInfo(name)


def complete_zone(typed: str, limit: int) -> tuple[str, ...]:
    """The names of at most so many zones that fit what was typed, the best first; the well-known ones for nothing.

    Answers from memory. A city may be typed, or a country or a region.
    """
    wanted = _fold(typed).replace("_", " ")
    fitting = ((_fit(place, wanted), place.name) for place in _places())
    return tuple(name for fit, name in sorted(pair for pair in fitting if pair[0] is not None))[:limit]


def _fit(place: _Place, wanted: str) -> tuple[int, int] | None:
    """How well a zone fits, the least the best, or None."""
    name = place.name.casefold().replace("_", " ")
    if wanted in {name, *place.cities, *place.wider}:
        rank = 0
    elif any(city.startswith(wanted) for city in place.cities) or name.startswith(wanted):
        rank = 1
    elif any(wider.startswith(wanted) for wider in place.wider):
        rank = 2
    elif any(wanted in text for text in (name, *place.cities, *place.wider)):
        rank = 3
    else:
        return None
    return rank, place.place


def _find_nearest(text: str) -> tuple[str, ...]:
    """The zones that what was typed may mean: those that it fits, or whose cities are spelt nearly so."""
    wanted = _fold(text)
    if not wanted or any(character.isdigit() for character in wanted):
        return ()  # nothing is like "UTC+8"
    fitting = complete_zone(text, _NEAREST)
    if fitting:
        return fitting
    cities = {city: place.name for place in _places() if place.place < _OLD for city in place.cities}
    found = process.extract(wanted, cities.keys(), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_ALIKE)
    return tuple(dict.fromkeys(cities[city] for city, _, _ in found))


def _fold(text: str) -> str:
    """Text as it is compared: one case, one kind of blank, no accents over Latin letters, bounded."""
    decomposed = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name by its folded form."""
    listed = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    return {name.casefold(): name for name in listed if name != "Factory"}


@lru_cache(maxsize=1)
def _places() -> tuple[_Place, ...]:
    """Every zone that can be offered, by name."""
    countries, chinese = _countries(), Locale.parse(_CHINESE)
    places = [_Place("UTC", ("utc", "gmt"), (), place=0)]
    for name in sorted(set(_names().values()) - {"UTC"}):
        if name.startswith(_NO_PLACES):
            continue
        region, _, city = name.rpartition("/")
        code = countries.get(name, "")
        in_chinese = chinese.time_zones.get(name, {}).get("city", "")
        cities = (city.replace("_", " "), in_chinese, *_OFTEN_MEANT.get(name, ()))
        wider = (region.replace("_", " "), *_lands(code))
        known = _WELL_KNOWN.index(name) if name in _WELL_KNOWN else len(_WELL_KNOWN)
        places.append(_Place(name, _folded(cities), _folded(wider), place=known if code else _OLD))
    return tuple(places)


def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_fold(text) for text in texts if text)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The ISO code of the country of each zone that a country calls its own today."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows}


def _lands(code: str) -> tuple[str, ...]:
    """A country's names in English and in Chinese."""
    return tuple(str(Locale.parse(language).territories.get(code, "")) for language in ("en", _CHINESE))
