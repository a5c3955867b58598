"""An answer as a person reads it, and one paper a line where a program does."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from data.paper import Paper
from data.schema import LinkKind
from storage.cli.printing import console, printable, say
from storage.search.result import Confidence, Result

_INDENT = 5


def show_answer(result: Result, limit: int) -> None:
    """Prints the best papers of an answer. On a terminal with all that matters; else rank, month, title, aliases,
    organisations and address between tabs, one paper a line. What is said about the answer goes to standard error."""
    _say_how_sure(result)
    _say_what_was_understood(result)
    screen = console()
    papers = result.papers[:limit]
    for rank, paper in enumerate(papers, 1):
        if screen.is_terminal:
            _show_paper(rank, paper, screen)
        else:
            print("\t".join(_cells(rank, paper)))
    _say_what_is_left(result, len(papers))


def _say_how_sure(result: Result) -> None:
    if not result.papers:
        say("Nothing on the lists fits this.")
    elif result.relaxed:
        say(f"Nothing fits all of this. Without the condition on {result.relaxed.kind.value}:")
    elif result.confidence is not Confidence.HIGH:
        say("Nothing on the lists fits this well. Loosely related:")


def _say_what_was_understood(result: Result) -> None:
    said = [f"{part.words!r} as {part.kind.value} {part.value}" for part in result.parts if part.words]
    if said:
        say(printable(f"Understood: {'; '.join(said)}"))


def _say_what_is_left(result: Result, shown: int) -> None:
    if len(result.papers) > shown:
        say(f"{len(result.papers) - shown} more: --limit {len(result.papers)} shows all.")
    if result.undated:
        papers = "1 paper fits" if result.undated == 1 else f"{result.undated} papers fit"
        say(f"{papers} but for the time, of which the lists say nothing.")


def _show_paper(rank: int, paper: Paper, screen: Console) -> None:
    title = Text(printable(paper.title), style="bold")
    if paper.aliases:
        title.append(f"  [{printable(', '.join(paper.aliases))}]", style="not bold")
    beside = Table.grid(padding=(0, 2, 0, 0))
    beside.add_column(justify="right", width=_INDENT - 2)
    beside.add_column(overflow="fold")
    beside.add_row(str(rank), title)
    beside.add_row("", Text(printable(" · ".join(_facts(paper)))))
    screen.print(beside)
    for name, url in _addresses(paper):
        # Not wrapped: a broken address cannot be opened.
        screen.print(Text(f"{' ' * _INDENT}{name}  {printable(url)}"), soft_wrap=True)


def _facts(paper: Paper) -> Iterable[str]:
    if paper.organisations:
        yield ", ".join(paper.organisations)
    if paper.published:
        yield str(paper.published)
    if paper.stars:
        yield f"{paper.stars} {'star' if paper.stars == 1 else 'stars'}"
    if paper.heat:
        yield f"heat {paper.heat}"
    yield " / ".join(dict.fromkeys(placement.section for placement in paper.placements))


def _addresses(paper: Paper) -> Iterable[tuple[str, str]]:
    for kind in LinkKind:
        for url in dict.fromkeys(link.url for link in paper.links if link.kind is kind and link.url):
            yield kind.value, url


def _cells(rank: int, paper: Paper) -> list[str]:
    address = next((url for _, url in _addresses(paper)), "")
    cells = (
        str(rank),
        str(paper.published or ""),
        paper.title,
        ", ".join(paper.aliases),
        ", ".join(paper.organisations),
        address,
    )
    return [printable(cell) for cell in cells]
