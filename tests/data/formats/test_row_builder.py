import pytest

from data.formats.columns import Column
from data.formats.row_builder import (
    LONGEST_ADDRESS,
    Findings,
    RawLink,
    build_row,
    clean_label,
    distinct_sections,
    is_address,
)
from data.formats.title_cell import TitleCell, parse_title_cell
from data.months import Month
from data.schema import Link, LinkKind, Row, Section


def build(cell: TitleCell, *links: RawLink, date: str = "", organisations: str = "", alias: str = "") -> Findings:
    findings = Findings()
    build_row(findings, 7, Section("S"), cell, links, date=date, organisations=organisations, alias=alias, stars=1)
    return findings


def links_of(*links: RawLink) -> tuple[tuple[Link, ...], list[tuple[str, str]]]:
    findings = build(TitleCell("T"), *links)
    return findings.rows[0].links, [(problem.kind, problem.text) for problem in findings.problems]


def test_a_row_has_all_facts() -> None:
    link = RawLink(Column.PAPER, "[pdf]", "https://arxiv.org/abs/2407.08608v2")
    row = build(parse_title_cell("🔥[SP: A] T(@MIT&cmu.edu etc)"), link, date="2024.07").rows[0]
    assert row == Row(
        title="T",
        section=Section("S"),
        line=7,
        aliases=("A",),
        prefix="SP",
        organisations=("MIT", "CMU"),
        organisation_text="MIT&cmu.edu etc",
        published=Month(2024, 7),
        stars=1,
        heat=1,
        links=(Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2407.08608v2"),),
        keys=("arxiv:2407.08608", "title:t"),
    )


def test_columns_of_their_own_add_to_the_title_cell() -> None:
    row = build(parse_title_cell("[A] T(@MIT)"), organisations="NVIDIA", alias="B").rows[0]
    assert (row.aliases, row.organisations) == (("B", "A"), ("MIT", "NVIDIA"))


def test_an_empty_target_is_reported_and_not_invented() -> None:
    assert links_of(RawLink(Column.PAPER, "[pdf]", "")) == ((), [("empty_link", "[pdf]")])


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "papers/a.pdf", "#x", "mailto:a@b.org", "ftp://a.org", "//a.org", "https://", "https:///x",
     "http:a", "https://a b.org", "https://a.org/<x>", "data:text/html,x", "https://?q", "https://a.org/\x01"],
)  # fmt: skip
def test_a_target_that_is_not_http_is_reported_and_no_link(target: str) -> None:
    assert links_of(RawLink(Column.PAPER, "pdf", target)) == ((), [("unsafe_link", " ".join(target.split()))]) or (
        links_of(RawLink(Column.PAPER, "pdf", target))[0] == ()
    )
    assert not is_address(target)


@pytest.mark.parametrize(
    "target",
    ["https://a.org", "HTTP://A.org/b?c=d#e", "http://1.2.3.4:80/", "https://中文.org/论文.pdf", "https://a.org/(b)"],
)
def test_an_http_address_is_kept_as_it_is_written(target: str) -> None:
    assert [link.url for link in links_of(RawLink(Column.PAPER, "pdf", target))[0]] == [target]


def test_an_endless_address_is_no_link() -> None:
    assert not is_address("https://a.org/" + "x" * LONGEST_ADDRESS)


def test_a_target_counts_once_a_kind_under_its_first_label() -> None:
    links, _ = links_of(
        RawLink(Column.TITLE, "", "https://github.com/a/b"),
        RawLink(Column.PAPER, "docs", "https://github.com/a/b"),
        RawLink(Column.CODE, "b", "https://github.com/a/b"),
        RawLink(Column.CODE, "Star", "https://github.com/a/b"),
    )
    assert [(link.kind, link.label) for link in links] == [("code", "b"), ("docs", "docs")]


def test_a_page_without_targets_gives_labels() -> None:
    links, problems = links_of(RawLink(Column.PAPER, "[pdf]", None), RawLink(Column.CODE, "vllm", None))
    assert [(link.kind, link.label, link.url) for link in links] == [("paper", "pdf", ""), ("code", "vllm", "")]
    assert not problems


@pytest.mark.parametrize(
    ("date", "month", "problems"),
    [
        ("2024.07", Month(2024, 7), []),
        ("Jul 5, 2024", Month(2024, 7), []),
        ("23-10", Month(2023, 10), []),
        ("2023", None, []),
        ("⚠️", None, []),
        ("-", None, []),
        ("", None, []),
        ("2024.13", None, ["unknown_date"]),
        ("soon", None, ["unknown_date"]),
        ("99-13", None, ["unknown_date"]),
    ],
)
def test_a_date_is_a_month_or_none_and_nonsense_is_reported(
    date: str, month: Month | None, problems: list[str]
) -> None:
    findings = build(TitleCell("T"), date=date)
    assert findings.rows[0].published == month
    assert [problem.kind for problem in findings.problems] == problems


def test_a_cut_title_is_reported() -> None:
    assert [problem.kind for problem in build(TitleCell("T", is_cut=True)).problems] == ["truncated"]


@pytest.mark.parametrize(
    ("words", "label"),
    [("[pdf]", "pdf"), ("[arxiv][pdf]", "arxiv pdf"), ("[GitHub] [X]", "GitHub X"), ("vec_perm", "vec_perm"), ("", "")],
)
def test_a_label_loses_its_brackets(words: str, label: str) -> None:
    assert clean_label(words) == label


def test_sections_come_once_in_order() -> None:
    rows = [Row("t", Section(name), 1) for name in "abac"]
    assert [section.name for section in distinct_sections(rows)] == ["a", "b", "c"]
