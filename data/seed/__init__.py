"""The shipped catalog: the facts of three lists on LLM inference, as this package's readers read them.

One file a list, one row a line. `sources.toml` says where each comes from, under which licence, and what it offers.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from data.formats.jsonl import parse_rows
from data.schema import Document

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SeedPack:
    """A download that a list offers."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SeedList:
    """A shipped list and what its page says of it. `licence` and `citation` are "" where it states none.

    `earlier` holds those rows of an earlier version whose title was another: papers are found by it, too.
    """

    name: str
    title: str
    url: str
    licence: str
    citation: str
    packs: tuple[SeedPack, ...]
    document: Document
    earlier: Document


def load_seed() -> tuple[SeedList, ...]:
    """The shipped lists, the one whose titles count most last."""
    sources = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
    return tuple(
        SeedList(
            name=name,
            title=source["title"],
            url=source["url"],
            licence=source.get("licence", ""),
            citation=source.get("citation", "").strip(),
            packs=tuple(SeedPack(pack["label"], pack["url"]) for pack in source.get("packs", ())),
            document=_read(name),
            earlier=_read(f"{name}.earlier") if "earlier" in source else Document("jsonl", ()),
        )
        for name, source in sources.items()
    )


def _read(name: str) -> Document:
    return parse_rows((FOLDER / f"{name}.jsonl").read_text(encoding="utf-8"))
