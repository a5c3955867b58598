"""What the doors change for the whole process is put back."""

import logging
from collections.abc import Iterator

import discord
import pytest


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root, levels = logging.getLogger(), {}
    before = root.handlers[:], root.level, discord.VoiceClient.warn_nacl, discord.VoiceClient.warn_dave
    for name in ("bot", "storage", "data", "alembic"):
        levels[name] = logging.getLogger(name).level
    yield
    root.handlers[:], root.level, discord.VoiceClient.warn_nacl, discord.VoiceClient.warn_dave = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
