"""An answer as a person sees it."""

from datetime import UTC, datetime

import pytest
from rich.console import Console

from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.query.query import Query
from data.schema import Link, LinkKind
from storage.cli import answers
from storage.cli.answers import show_answer
from storage.search.result import Confidence, Result

PAPER = Paper(
    id=1,
    title="On [bold]Tea[/bold] \x1b[31m推理系统推理系统推理系统推理系统推理系统 and more words to fill a line",
    titles=(),
    aliases=("TeaTime",),
    organisations=("Tea Lab",),
    organisation_texts=(),
    published=Month(2024, 7),
    published_from=PublishedFrom.LIST,
    stars=2,
    heat=1,
    links=(
        Link(LinkKind.CODE, "tea", "https://github.com/tea/tea"),
        Link(LinkKind.PAPER, "pdf", f"https://x.org/{'y' * 80}"),
    ),
    placements=(Placement("main", "Hot Drinks", "drinks"), Placement("other", "Hot Drinks", "drinks")),
    keys=(),
    first_seen_at=datetime(2026, 1, 1, tzinfo=UTC),
)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output as a terminal of forty columns."""
    narrow = lambda: Console(force_terminal=True, width=40, no_color=True, markup=False, highlight=False)  # noqa: E731
    monkeypatch.setattr(answers, "console", narrow)


def _result(*papers: Paper, confidence: Confidence = Confidence.HIGH, undated: int = 0) -> Result:
    return Result(Query(text="tea"), papers, confidence, undated)


def test_a_terminal_shows_all_that_matters_within_its_width(terminal: None, capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(_result(PAPER), 10)
    out = capsys.readouterr().out
    for fact in ("TeaTime", "Tea Lab", "2024-07", "2 stars", "heat 1", "Hot Drinks", "[bold]Tea[/bold]", "\\x1b[31m"):
        assert fact in " ".join(out.split()), fact
    assert out.index("paper  https://x.org/") < out.index("code  https://github.com/tea/tea")
    assert f"https://x.org/{'y' * 80}\n" in out
    widths = [sum(2 if sign > "\u2e80" else 1 for sign in line) for line in out.splitlines() if "https" not in line]
    assert max(widths) <= 40 + len("\x1b[1m\x1b[0m") * 3


def test_a_pipe_gets_one_line_a_paper_without_signs_of_control(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(_result(PAPER, PAPER), 1)
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert "\x1b" not in out
    assert len(out.split("\t")) == 6
    assert err == "1 more: --limit 2 shows all.\n"


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (_result(confidence=Confidence.NONE), "Nothing on the lists fits this."),
        (_result(PAPER, confidence=Confidence.LOW), "Loosely related:"),
        (_result(PAPER, undated=1), "1 paper fits but for the time"),
        (_result(PAPER, undated=2), "2 papers fit but for the time"),
    ],
)
def test_says_how_sure_it_is_and_what_is_missing(
    result: Result, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show_answer(result, 10)
    assert sentence in capsys.readouterr().err
