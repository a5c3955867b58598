"""A Discord on this machine, and what the doctor asks it."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import pytest

from bot.doctor.finding import Condition, Finding
from tests.bot.delivery.conftest import client, fake

__all__ = ["client", "fake"]

Seen: TypeAlias = Mapping[str, Finding]


def by_name(findings: Sequence[Finding]) -> dict[str, Finding]:
    """The worst finding of each name."""
    order = list(Condition)
    return {each.name: each for each in sorted(findings, key=lambda one: order.index(one.condition))}


@pytest.fixture
def dialect() -> str:
    """The databases themselves are tried elsewhere."""
    return "sqlite"
