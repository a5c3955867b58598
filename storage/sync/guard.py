"""What a sync must not do unasked: a version that changes too much at once is held for the operator."""

from dataclasses import dataclass
from enum import StrEnum

LARGEST_DROP = 0.1
"""The share of a list's rows that one sync may remove."""

MOST_ADDITIONS = 25
"""How many new papers one sync may add, unless the operator sets another number."""


class HoldReason(StrEnum):
    """Why a version is held."""

    EMPTY = "empty"
    HTML_PAGE = "html_page"
    NO_ENTRIES = "no_entries"
    POINTER = "pointer"
    NO_TEXT = "no_text"
    TRUNCATED = "truncated"
    DROP = "drop"
    ADDITIONS = "additions"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a version would change: rows before and after, rows removed, papers announced as new."""

    rows_before: int
    rows_after: int
    removed: int
    announced: int


def find_hold_reason(extent: Extent, *, text: str, accepted_text: str, most_additions: int) -> HoldReason | None:
    """Why this version should wait for the operator, or None where it may be applied.

    A text that is the beginning of the accepted one and then ends has been cut off. A first version is never held for
    what it adds.
    """
    if extent.rows_before and _is_cut_off(text, accepted_text):
        return HoldReason.TRUNCATED
    lost = max(extent.removed, extent.rows_before - extent.rows_after)
    if lost > LARGEST_DROP * extent.rows_before:
        return HoldReason.DROP
    if extent.announced > most_additions:
        return HoldReason.ADDITIONS
    return None


def _is_cut_off(text: str, accepted_text: str) -> bool:
    kept = text.rstrip()
    return len(kept) < len(accepted_text.rstrip()) and accepted_text.startswith(kept)
