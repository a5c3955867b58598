"""How fast lists are read: rows a second, beside what markdown-it alone needs for the tokens of the same text.

`python -m tests.benchmarks.bench_reading` reads made-up lists of 1,000 to 100,000 rows, as tables and as items, so that
growth shows: a reader that is linear has about the same rows a second in every line.
"""

import sys
import time
from collections.abc import Callable

from markdown_it import MarkdownIt

from data.formats import parse_document

SIZES = (1_000, 10_000, 100_000)
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


def measure(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    """Prints one line a list."""
    baseline = MarkdownIt("commonmark").enable("table")
    parse_document(make_table(100))
    print(f"Seconds are of processor time; the target is {TARGET:,} rows/s.")
    print(f"{'list':8} {'rows':>8} {'seconds':>8} {'rows/s':>8} {'markdown-it':>12} {'ratio':>6}")
    for name, make in (("tables", make_table), ("items", make_items)):
        for size in SIZES:
            text = make(size)
            alone = measure(lambda text=text: baseline.parse(text))  # type: ignore[misc]
            ours = measure(lambda text=text: parse_document(text))  # type: ignore[misc]
            print(f"{name:8} {size:8,} {ours:8.2f} {size / ours:8,.0f} {alone:11.2f}s {ours / alone:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
