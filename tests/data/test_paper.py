from datetime import datetime

from data.paper import Paper, Placement
from data.schema import Link, LinkKind


def paper(now: datetime, *links: Link, placements: tuple[Placement, ...] = ()) -> Paper:
    return Paper(1, "T", ("T",), (), (), (), None, None, 0, 0, links, placements, ("title:t",), now)


def test_a_link_is_told_once_for_each_kind_and_place_that_it_leads_to(now: datetime) -> None:
    links = [
        Link(LinkKind.PAPER, "pdf", "https://arxiv.org/pdf/2401.00001"),
        Link(LinkKind.PAPER, "abs", "http://arxiv.org/abs/2401.00001v2"),
        Link(LinkKind.DOCS, "docs", "https://github.com/a/b"),
        Link(LinkKind.CODE, "code", "https://github.com/A/b.git"),
    ]
    assert paper(now, *links).distinct_links == (links[0], links[2], links[3])


def test_a_paper_has_code_when_any_list_links_code(now: datetime) -> None:
    assert paper(now, Link(LinkKind.CODE, "c", "https://github.com/a/b")).has_code
    assert not paper(now, Link(LinkKind.PAPER, "p", "https://github.com/a/b")).has_code


def test_a_category_is_told_once(now: datetime) -> None:
    places = (Placement("a", "S", "moe"), Placement("b", "T", "kv-cache"), Placement("b", "U", "moe"))
    assert paper(now, placements=places).categories == ("moe", "kv-cache")
