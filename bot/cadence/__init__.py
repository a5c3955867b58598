"""When digests run: what people type for it, and the instants that follow from it. Nothing else computes either."""

from bot.cadence.plan import LEAST_MINUTES, Cadence, CadenceKind, render_cadence
from bot.cadence.reading import parse_cadence
from bot.cadence.runs import following, upcoming
from bot.cadence.zones import complete_zone, parse_zone

__all__ = [
    "LEAST_MINUTES",
    "Cadence",
    "CadenceKind",
    "complete_zone",
    "following",
    "parse_cadence",
    "parse_zone",
    "render_cadence",
    "upcoming",
]
