"""What the doctor finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warning"  # it works, and will not for ever
    FAULT = "fault"  # it does not work


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its name, how it is, what was seen, and what to do about it ("" for nothing)."""

    name: str
    condition: Condition
    seen: str
    advice: str = ""


def ok(name: str, seen: str) -> Finding:
    """Something that is as it should be."""
    return Finding(name, Condition.OK, seen)


def warning(name: str, seen: str, advice: str) -> Finding:
    """Something that will not go well for ever."""
    return Finding(name, Condition.WARNING, seen, advice)


def fault(name: str, seen: str, advice: str) -> Finding:
    """Something that does not work."""
    return Finding(name, Condition.FAULT, seen, advice)


def has_fault(findings: Iterable[Finding]) -> bool:
    """Whether anything does not work."""
    return any(each.condition is Condition.FAULT for each in findings)
