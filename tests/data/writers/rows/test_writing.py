"""Proposals written into lists of every form, as patches that apply and texts that read as they should."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from data.errors import NotAList
from data.formats import parse_document
from data.months import Month
from data.schema import Link, LinkKind, Row, Section
from data.writers.rows.proposals import Proposal, Refusal, Upstream
from data.writers.rows.writing import write_upstream
from tests.data.writers.rows.conftest import HTML, LINKED, LISTS, NUMBERED, TABLE, VENUES, propose_row

if TYPE_CHECKING:
    from tests.data.writers.rows.conftest import Apply

CODE = "https://github.com/acme/new-cache"
FOUND = Link(LinkKind.CODE, "", "https://github.com/found/it")
ENDS = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no end": str.rstrip,
    "BOM": "\ufeff".__add__,
}


def write(text: str, *proposals: Proposal) -> Upstream:
    return write_upstream(text, proposals, list_name="mine")


def facts(text: str) -> list[Row]:
    return [replace(row, line=0) for row in parse_document(text).rows]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("name", LISTS)
def test_the_result_holds_the_old_rows_and_the_new_one_and_the_patch_applies(
    name: str, end: str, apply: "Apply"
) -> None:
    text = ENDS[end](LISTS[name])
    done = write(text, Proposal(1, propose_row("推理 | of [some] kind", code=CODE)))
    assert done.refused == ()
    (written,) = done.written
    assert (written.row.title, written.row.section.name) == ("推理 | of [some] kind", "Alpha")
    assert {link.kind for link in written.row.links} == {LinkKind.PAPER, LinkKind.CODE}
    rows = facts(done.text)
    rows.remove(replace(written.row, line=0))
    assert rows == facts(text)
    assert set(apply(text, done.patch).values()) <= {done.text}
    assert ("\r\n" in done.text, done.text.endswith("\n")) == ("\r\n" in text, text.endswith("\n"))
    assert done.text.count("\n") - done.text.count("\r\n") == text.count("\n") - text.count("\r\n") + (
        0 if "\r\n" in text else done.text.count("\n") - text.count("\n")
    )


HOSTS = {"arxiv.org", "github.com", "img.shields.io"}
HOSTILE = [
    "x](javascript:alert(1)) y",
    "a | b | c",
    "a\n| b |\n|c|",
    "<img src=x onerror=alert(1)> z",
    "@everyone look",
    "![pic](https://x.org/p.png) q",
    "a `b` | c",
    "[Alias] the title",
    "a\\",
    "\\|a",
    "ends with (@me)",
    "**bold** _it_",
    "# heading of it",
    "http://evil.example/ is here",
    "www.evil.example too",
    "&lt;script&gt; x",
    "1. 2. 3. go",
    "a \u202e b",
    "-- | --",
    "|---|---|",
    "| Date | Title |",
    "Title",
    "paper",
    "[[x]] y",
    "a <!-- b",
    "$x$ and $y$",
    "🔥🔥🔥 hot",
    "x" * 400,
]
HOSTILE_TITLES = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("|\\[]()<>*_`~$&#;:!@-+. \n\r\tab1量🔥"), min_size=1, max_size=30).map(
        "word {} word".format
    ),
    st.text(max_size=30),
)


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=30, deadline=None)
@given(
    title=HOSTILE_TITLES,
    alias=st.sampled_from(["", "A|B", "x](y)", "**"]),
    organisations=st.sampled_from(["", "A)|B", "@me"]),
)
def test_no_title_breaks_out_of_its_place(name: str, title: str, alias: str, organisations: str) -> None:
    text = LISTS[name]
    done = write(text, Proposal(1, propose_row(title, alias=alias, organisations=organisations, code=CODE)))
    kept = facts(done.text)
    for written in done.written:
        kept.remove(replace(written.row, line=0))
        assert {link.url for link in written.row.links} <= {
            "https://arxiv.org/abs/2304.01234",
            "https://arxiv.org/pdf/2304.01234",
            CODE,
        }
    assert kept == facts(text)
    assert len(done.written) + len(done.refused) == 1
    assert done.written or done.text == text


@pytest.mark.parametrize("name", ["table", "linked", "numbered", "venues"])
def test_on_a_page_a_hostile_title_is_nothing_but_its_characters(name: str) -> None:
    page = MarkdownIt("gfm-like")
    for title in HOSTILE:
        text = LISTS[name]
        done = write(text, Proposal(1, propose_row(title, code=CODE)))
        before, after = (pieces_of(page.parse(each)) for each in (text, done.text))
        new = after - before
        assert {piece for piece in new if piece[0] in {"html_inline", "html_block", "code_inline", "em_open"}} == set()
        assert all(urlsplit(where).hostname in HOSTS for kind, where in new if kind in {"link_open", "image"})
        assert sum(count for (kind, _), count in new.items() if kind == "tr_open") == len(done.written) * (
            ("tr_open", "") in before
        )


def pieces_of(tokens: list[Token]) -> Counter[tuple[str, str]]:
    """What a page is made of, with where it leads."""
    flat = [each for token in tokens for each in (token, *(token.children or ()))]
    return Counter((each.type, str(each.attrGet("href") or each.attrGet("src") or "")) for each in flat)


def test_rows_go_where_their_month_wants_them_and_know_their_lines() -> None:
    late, early = (
        propose_row("Late paper of it", month=Month(2026, 1)),
        propose_row("Early paper", paper="https://x.org/e", month=Month(2020, 1)),
    )
    done = write(TABLE, Proposal(1, late), Proposal(2, early))
    rows = [row for row in parse_document(done.text).rows if row.section.name == "Alpha"]
    assert [row.published for row in rows] == sorted(row.published for row in rows if row.published)
    assert [(each.proposal.number, each.line) for each in done.written] == [(1, 15), (2, 11)]
    lines = done.text.split("\n")
    assert all(each.row.title in lines[each.line - 1] for each in done.written)


def test_items_behind_a_new_one_count_on() -> None:
    letters = "\n".join(
        f"{number}. {name} paper of the list, [Paper](https://x.org/{name})" for number, name in enumerate("abcdxyz", 1)
    )
    done = write(f"# L\n## Alpha\n{letters}\n", Proposal(1, propose_row("Middle paper of the list")))
    starts = [line.split(" ")[:2] for line in done.text.split("\n")[2:] if line]
    assert [number for number, _ in starts] == [f"{number}." for number in range(1, 9)]
    assert starts[4] == ["5.", "Middle"]


@pytest.mark.parametrize("name", [name for name in LISTS if name != "venues"])
def test_a_section_that_is_missing_is_made_and_told(name: str, apply: "Apply") -> None:
    text = LISTS[name]
    rows = [
        Proposal(1, propose_row(section="Gamma rays")),
        Proposal(2, propose_row("Second of the new ones", "gamma RAYS", "https://x.org/2")),
    ]
    done = write(text, *rows)
    assert [each.new_section for each in done.written] == [True, False], done.refused
    assert [row.section.name for row in parse_document(done.text).rows][-2:] == ["Gamma rays", "Gamma rays"]
    assert "Gamma rays" in done.body.partition("### New section")[2]
    assert set(apply(text, done.patch).values()) <= {done.text}


def test_a_table_that_is_empty_and_a_heading_that_is_empty_are_filled() -> None:
    assert [each.new_section for each in write(VENUES, Proposal(1, propose_row(section="Beta"))).written] == [False]
    empty = NUMBERED + "\n\n## Gamma\n\n## License\nMIT\n"
    done = write(empty, Proposal(1, propose_row(section="Gamma")))
    assert [(each.new_section, each.row.section.name) for each in done.written] == [(False, "Gamma")]
    assert done.text.count("## Gamma") == 1


def test_a_heading_above_others_leads_to_the_one_of_the_year() -> None:
    years = "".join(f"### {year}\n- [Paper of the year {year}](https://x.org/{year})\n" for year in (2022, 2023, 2024))
    done = write(f"# L\n## Alpha\n{years}", Proposal(1, propose_row()))
    assert [(each.row.section.name, each.row.section.parents) for each in done.written] == [("2023", ("Alpha",))]


def test_a_category_leads_to_the_section_that_belongs_to_it() -> None:
    text = TABLE.replace("Beta", "KV Cache")
    done = write(text, Proposal(1, propose_row(section="whatever it is called"), category="kv-cache"))
    assert [each.row.section.name for each in done.written] == ["KV Cache"]


@pytest.mark.parametrize("name", LISTS)
def test_code_that_was_missing_is_added_to_the_row_and_nothing_else_changes(name: str, apply: "Apply") -> None:
    text = LISTS[name]
    before = (
        next(row for row in parse_document(text).rows if not any(link.kind is LinkKind.CODE for link in row.links))
        if name != "nested"
        else parse_document(text).rows[0]
    )
    done = write(text, Proposal(1, replace(before, links=(*before.links, FOUND)), before))
    assert done.refused == ()
    (written,) = done.written
    assert {link.url for link in written.row.links} == {*(link.url for link in before.links), FOUND.url}
    assert sum(one != other for one, other in zip(facts(text), facts(done.text), strict=True)) == 1
    assert sum(line.startswith("+") for line in done.patch.split("\n")[2:]) == 1
    assert set(apply(text, done.patch).values()) <= {done.text}


def test_a_date_is_corrected_and_a_dead_link_replaced() -> None:
    first, second, _, _ = parse_document(TABLE).rows
    alive = Link(LinkKind.CODE, "", "https://github.com/moved/here")
    done = write(
        TABLE,
        Proposal(1, replace(first, published=Month(2021, 12)), first),
        Proposal(2, replace(second, links=(second.links[0], alive)), second),
    )
    assert done.refused == ()
    assert (
        "|2021.12|🔥[**Foo**] Foo: a paper of foo(@MIT) | [[pdf]](https://arxiv.org/pdf/2201.00001)|⚠️|⭐️⭐️ |"
        in done.text
    )
    assert (
        "[[here]](https://github.com/moved/here) ![](https://img.shields.io/github/stars/moved/here.svg?style=social)"
        in done.text
    )
    assert "acme/bar" not in done.text


@pytest.mark.parametrize(("text", "place"), [(TABLE, 2), (NUMBERED, 1)])
def test_a_row_in_the_wrong_section_moves_as_it_stands(text: str, place: int) -> None:
    before = parse_document(text).rows[place]
    line = text.split("\n")[before.line - 1].partition(" ")[2]
    done = write(text, Proposal(1, replace(before, section=Section("Beta")), before))
    assert done.refused == ()
    assert done.text.count(line) == 1
    assert [row.section.name for row in parse_document(done.text).rows if row.title == before.title] == ["Beta"]
    numbers = [line.split(".")[0] for line in done.text.split("\n") if line[:1].isdigit()]
    assert numbers in ([], ["1", "2", "1", "2"])


def test_a_paper_may_stand_in_another_section_when_that_is_what_was_asked() -> None:
    again = replace(parse_document(TABLE).rows[0], section=Section("Beta"))
    assert [each.reason for each in write(TABLE, Proposal(1, again)).refused] == [Refusal.ALREADY_LISTED]
    assert len(write(TABLE, Proposal(1, again, again=True)).written) == 1
    assert [each.reason for each in write(TABLE, Proposal(1, parse_document(TABLE).rows[0], again=True)).refused] == [
        Refusal.ALREADY_LISTED
    ]


def refused(text: str, proposal: Proposal) -> list[Refusal]:
    done = write(text, proposal)
    assert (done.text, done.patch, done.title, done.body, done.written) == (text, "", "", "", ())
    return [each.reason for each in done.refused]


STANDING = parse_document(TABLE).rows[0]
NUMBERED_ROW = parse_document(NUMBERED).rows[0]
SHARED = (
    "# L\n## Alpha\n1. Medusa of heads, [Paper](https://x.org/m); Lookahead of tokens, [Repo](https://github.com/a/l)\n"
)


@pytest.mark.parametrize(
    ("text", "proposal", "reason"),
    [
        (HTML, Proposal(1, propose_row()), Refusal.HTML_TABLE),
        (HTML, Proposal(1, propose_row(section="Gamma")), Refusal.UNKNOWN_FORM),
        (LINKED, Proposal(1, propose_row("🔥 ?!")), Refusal.NO_TITLE),
        (LINKED, Proposal(1, propose_row(paper="")), Refusal.NO_LINK),
        (LINKED, Proposal(1, propose_row("x" * 1_001)), Refusal.TITLE_TOO_LONG),
        (LINKED, Proposal(1, propose_row(paper="http://arxiv.org/pdf/1706.03762v7.pdf")), Refusal.ALREADY_LISTED),
        (LINKED, Proposal(1, propose_row("Attention is ALL you need!")), Refusal.ALREADY_LISTED),
        (LINKED, Proposal(1, propose_row(section="")), Refusal.UNKNOWN_FORM),
        (LINKED, Proposal(1, replace(STANDING, stars=1), STANDING), Refusal.ROW_NOT_FOUND),
        (TABLE, Proposal(1, STANDING, STANDING), Refusal.NOTHING_CHANGES),
        (NUMBERED, Proposal(1, replace(NUMBERED_ROW, links=()), NUMBERED_ROW), Refusal.NO_LINK),
        (
            SHARED,
            Proposal(1, replace(parse_document(SHARED).rows[0], links=(FOUND,)), parse_document(SHARED).rows[0]),
            Refusal.UNKNOWN_FORM,
        ),
        ('{"title": "A", "links": []}', Proposal(1, propose_row()), Refusal.FORMAT),
        (
            "A\nAlpha\nDate | Title | Paper |\n---|---|---|\n2023.04 | [A] A title | [pdf] |\n",
            Proposal(1, propose_row()),
            Refusal.FORMAT,
        ),
    ],
)
def test_what_cannot_be_written_is_refused_with_its_reason_and_leaves_no_trace(
    text: str, proposal: Proposal, reason: Refusal
) -> None:
    assert refused(text, proposal) == [reason]


def test_a_refusal_does_not_hold_up_the_others() -> None:
    done = write(TABLE, Proposal(1, propose_row(paper="")), Proposal(2, propose_row()), Proposal(3, propose_row()))
    assert [each.proposal.number for each in done.written] == [2]
    assert {each.proposal.number: each.reason for each in done.refused} == {
        1: Refusal.NO_LINK,
        3: Refusal.ALREADY_LISTED,
    }


def test_a_row_that_the_list_has_edited_since_is_found_by_its_signs_and_keeps_the_edit() -> None:
    edited = TABLE.replace("⭐️⭐️ |", "⭐️⭐️⭐️ |")
    done = write(edited, Proposal(1, replace(STANDING, published=Month(2021, 12)), STANDING))
    assert [(each.row.stars, each.row.published) for each in done.written] == [(3, Month(2021, 12))]


def test_what_the_list_has_no_place_for_is_told() -> None:
    assert write(NUMBERED, Proposal(1, propose_row(alias="Mid"))).written[0].left_out == ("published", "aliases")
    assert write(TABLE, Proposal(1, propose_row())).written[0].left_out == ("stars",)
    assert write(TABLE, Proposal(1, propose_row(month=None))).written[0].left_out == ("stars", "month")


def test_a_text_that_is_no_list_is_an_error() -> None:
    with pytest.raises(NotAList):
        write("", Proposal(1, propose_row()))
