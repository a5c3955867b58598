"""How fast lists are read: rows a second, beside what markdown-it alone needs for the tokens of the same text.

`python -m tests.benchmarks.bench_reading [LARGEST]` reads made-up lists of 1,000 to 1,000,000 rows, in the forms that
lists have, so that growth shows: a linear reader has about the same rows a second in every line of a form.
"""

import sys
import time
from collections.abc import Callable

from markdown_it import MarkdownIt

from data.formats import parse_document

SIZES = (1_000, 10_000, 100_000, 1_000_000)
LARGEST_FOR_BASELINE = 100_000
TARGET = 10_000
ROWS_PER_SECTION = 50
ARXIV = "https://arxiv.org/pdf/2401."
HEADER = "|Date|Title|Paper|Code|Recom|\n|:---:|:---:|:---:|:---:|:---:|\n"


def make_table(rows: int) -> str:
    """A list in tables, each row with what rows of such lists have."""
    lines = []
    for number in range(rows):
        if number % ROWS_PER_SECTION == 0:
            lines.append(
                f'\n### 📖Topic {number} ([back](#top))\n<div id="topic-{number}"></div>\n\n{HEADER}'.rstrip("\n")
            )
        lines.append(
            f"|2024.{number % 12 + 1:02}|🔥[**Name-{number}**] A Title of Paper {number}: What it Says"
            f"(@MIT&NVIDIA etc) |[[pdf]]({ARXIV}{number % 99_999:05})|[[code-{number}]](https://github.com/a/{number}) "
            f"![](https://img.shields.io/github/stars/a/{number}.svg?style=social)|⭐️⭐️ |"
        )
    return "\n".join(lines)


def make_items(rows: int) -> str:
    """A list in numbered items."""
    return "\n".join(
        f"{number + 1}. A Title of Paper {number}: What it Says, [Paper]({ARXIV}{number % 99_999:05}), "
        f"[Repo](https://github.com/a/{number})"
        for number in range(rows)
    )


def make_tools(rows: int) -> str:
    """A list of tools, as most awesome lists have them."""
    return "\n".join(
        (f"\n## Topic {number}\n\n" if number % ROWS_PER_SECTION == 0 else "")
        + f"- [Name {number}](https://github.com/a/{number}) - A tool that does things for you."
        for number in range(rows)
    )


def make_credits(rows: int) -> str:
    """Items with a month, a title in bold, authors and labels."""
    return "\n".join(
        f"- [2023/05] **Title of paper {number}.** *Ann Lee et al. arXiv.* [[paper]({ARXIV}{number % 99_999:05})]"
        for number in range(rows)
    )


def make_passages(rows: int) -> str:
    """Titles in paragraphs, with authors and links below."""
    return "\n".join(
        f"**Title of paper {number}** \\\n*Ann Lee, Bob Day* \\\narXiv 2022. [[Paper]({ARXIV}{number % 99_999:05})]\n"
        for number in range(rows)
    )


FORMS: dict[str, Callable[[int], str]] = {
    "tables": make_table,
    "items": make_items,
    "tools": make_tools,
    "credits": make_credits,
    "passages": make_passages,
}


def measure(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main(largest: int = SIZES[-1]) -> int:
    """Prints one line a list, of as many rows as `largest` at most."""
    baseline = MarkdownIt("commonmark").enable("table")
    parse_document(make_table(100))
    print(f"Seconds are of processor time; the target is {TARGET:,} rows/s.")
    print(f"{'list':8} {'rows':>9} {'seconds':>8} {'rows/s':>8} {'markdown-it':>12} {'ratio':>6}")
    for name, make in FORMS.items():
        for size in filter(lambda size: size <= largest, SIZES):
            text = make(size)
            ours = measure(lambda text=text: parse_document(text))  # type: ignore[misc]
            beside = ""
            if size <= LARGEST_FOR_BASELINE:
                alone = measure(lambda text=text: baseline.parse(text))  # type: ignore[misc]
                beside = f"{alone:11.2f}s {ours / alone:6.2f}"
            print(f"{name:8} {size:9,} {ours:8.2f} {size / ours:8,.0f} {beside}".rstrip(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
