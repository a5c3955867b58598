"""What is handed out to a member or a guild that asks for all that is kept: one file of JSON, packed if it is large."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

LARGEST = 8_000_000
"""Bytes of a file that Discord takes from everybody, with some room."""


class Handout(NamedTuple):
    """A file: its name and what is in it."""

    name: str
    content: bytes


def pack(kept: Mapping[str, list[dict[str, Any]]], whose: str, notes: list[str], now: datetime) -> Handout:
    """What is kept, by table, as a file. `whose` stands in its name; `notes` are sentences for its reader."""
    document = {"exported_at": now.isoformat(), "notes": notes, "kept": kept}
    content = json.dumps(document, ensure_ascii=False, indent=1).encode(errors="backslashreplace")
    name = f"paperboy-{whose}.json"
    if len(content) <= LARGEST:
        return Handout(name, content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return Handout(f"{name}.zip", packed.getvalue())
