"""Papers as JSON Lines: one object a line, everything that the catalog knows of a paper."""

import json
import re
from collections.abc import Iterable
from typing import Any

from data.paper import Paper

# What some readers take for the end of a line, what a terminal obeys, and what UTF-8 cannot hold.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render_jsonl(papers: Iterable[Paper]) -> str:
    """One line a paper, in the order given, each ended by a line feed. No line holds a raw control character."""
    return "".join(f"{render_json(facts_of(paper))}\n" for paper in papers)


def render_json(value: object) -> str:
    """A value as JSON on one line, without raw control characters, encodable as UTF-8 whatever its texts hold."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def facts_of(paper: Paper) -> dict[str, Any]:
    """A paper as a JSON object: months as "2024-07" or null, the moment it was first seen as ISO 8601 in UTC."""
    return {
        "id": paper.id,
        "title": paper.title,
        "titles": list(paper.titles),
        "aliases": list(paper.aliases),
        "organisations": list(paper.organisations),
        "published": str(paper.published) if paper.published else None,
        "published_from": paper.published_from.value if paper.published_from else None,
        "stars": paper.stars,
        "heat": paper.heat,
        "sections": list(dict.fromkeys(placement.section for placement in paper.placements)),
        "categories": list(paper.categories),
        "lists": list(dict.fromkeys(placement.list_name for placement in paper.placements)),
        "links": [{"kind": link.kind.value, "label": link.label, "url": link.url} for link in paper.links],
        "keys": list(paper.keys),
        "first_seen_at": paper.first_seen_at.isoformat(),
    }
