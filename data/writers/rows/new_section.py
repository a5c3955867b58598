"""A section that a list does not have yet: a heading like its others, at the end of those that hold entries."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.formats.marks import strip_emoji
from data.formats.sections import slug
from data.identity.titles import compact_title
from data.writers.rows.escaping import escape_start, escape_text
from data.writers.rows.item_style import MARKER
from data.writers.rows.layout import Form, HeadingAt, Layout, Run

_ANCHOR = re.compile(r"<(?:a|div|span|p)\b[^>]*\b(?:id|name)\s*=\s*[\"']?[^\s\"'>]+", re.IGNORECASE)
_ANCHOR_NAME = re.compile(r"(\b(?:id|name)\s*=\s*[\"']?)[^\s\"'>]+", re.IGNORECASE)
_MARKS = re.compile(r"[\s🔥]*$")
_ATX = re.compile(r" {0,3}#{1,6}\s")


@dataclass(frozen=True, slots=True)
class NewSection:
    """What a new section is made of. `before` is the line before which its `lines` go; the entry goes behind them.
    `contents` is the line of the table of contents behind which `contents_line` goes, 0 for none."""

    model: Run
    before: int
    lines: tuple[str, ...]
    contents: int = 0
    contents_line: str = ""
    is_new: bool = True


def draft_section(layout: Layout, name: str) -> NewSection | None:
    """A section of this name, made after the last one that has entries; None where nothing can be its model."""
    models = [run for run in layout.runs if run.entries and run.form in (Form.TABLE, Form.ITEMS)]
    headed = [(run, heading) for run in models if (heading := _heading_of(layout, run)) is not None]
    if not headed:
        return None
    model = _usual(layout, [run for run, _ in headed])
    heading = next(heading for run, heading in headed if run is model)
    last = max(headed, key=lambda each: each[0].last)[1]
    end = max(run.last for run in layout.runs)
    between = _between(layout, heading, model)
    anchors = [_rename_anchor(line, name) for line in between if _ANCHOR.search(line)]
    lines = [
        "",
        _name_heading(layout.lines[heading.line - 1], heading, name),
        *anchors,
        *_start(layout, model, between),
    ]
    contents, contents_line = _contents(layout, last, name)
    return NewSection(model, end + 1, tuple(lines), contents, contents_line)


def fill_section(layout: Layout, name: str) -> NewSection | None:
    """The beginning of the entries of a heading that has none yet; None where there is no such heading."""
    wanted = compact_title(name)
    empty = [heading for heading in layout.headings if compact_title(heading.section.name) == wanted]
    models = [run for run in layout.runs if run.entries and run.form in (Form.TABLE, Form.ITEMS)]
    if not empty or not models:
        return None
    model = _usual(layout, models)
    above = _heading_of(layout, model)
    between = _between(layout, above, model) if above else ()
    line = empty[-1].line
    while line < len(layout.lines) and _ANCHOR.search(layout.lines[line]):
        line += 1
    return NewSection(model, line + 1, tuple(_start(layout, model, between)), is_new=False)


def _usual(layout: Layout, runs: Sequence[Run]) -> Run:
    """The last of those runs whose header, or form, is that of most."""
    heads = [tuple(layout.lines[line - 1].strip() for line in run.header[:1]) for run in runs]
    usual = Counter(heads).most_common(1)[0][0]
    return next(run for run, head in zip(reversed(runs), reversed(heads), strict=True) if head == usual)


def _between(layout: Layout, heading: HeadingAt, run: Run) -> Sequence[str]:
    """The lines between a heading and its entries."""
    return layout.lines[heading.line : (run.header[0] if run.header else run.entries[0].first) - 1]


def _start(layout: Layout, model: Run, between: Sequence[str]) -> list[str]:
    """What stands before the first entry: the header of a table, a blank line where such lists have one."""
    blank = [""] if model.form is Form.TABLE or "" in map(str.strip, between) else []
    return [*blank, *(layout.lines[line - 1] for line in model.header)]


def _heading_of(layout: Layout, run: Run) -> HeadingAt | None:
    """The heading that a run stands below."""
    first = run.header[0] if run.header else run.entries[0].first
    above = [heading for heading in layout.headings if heading.line < first and heading.section == run.section]
    return above[-1] if above else None


def _name_heading(line: str, heading: HeadingAt, name: str) -> str:
    """The line of a heading with another name in it; what decorates it stays, its fires go."""
    old = heading.section.name
    if not _ATX.match(line) or old not in line:
        return f"{'#' * heading.level} {escape_start(escape_text(name))}"
    before, _, behind = line.rpartition(old) if line.count(old) == 1 else line.partition(old)
    return f"{before}{escape_text(name)}{re.sub('🔥+', '', behind)}"


def _rename_anchor(line: str, name: str) -> str:
    return _ANCHOR_NAME.sub(lambda found: f"{found[1]}{slug(name)}", line)


def _contents(layout: Layout, heading: HeadingAt, name: str) -> tuple[int, str]:
    """The line of the contents that leads to the last section, and one like it for the new one."""
    anchor = heading.section.anchor or slug(heading.section.name)
    link = re.compile(rf"\[(?P<label>[^\[\]]*)\]\(#{re.escape(anchor)}\)")
    for number, line in enumerate(layout.lines[: heading.line - 1], 1):
        marker = MARKER.match(line)
        found = link.search(line) if marker else None
        if marker and found and not strip_emoji(line[marker.end() : found.start()]):
            label, words = found["label"], strip_emoji(found["label"])
            ornament = label.partition(words)[0] if words and words in label else ""
            renamed = f"[{ornament}{escape_text(name)}](#{slug(name)})"
            rest = _MARKS.sub("", line[found.end() :])
            return number, f"{line[: found.start()]}{renamed}{rest}"
    return 0, ""
