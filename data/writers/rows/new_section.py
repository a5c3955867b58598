"""A section that a list does not have yet: a heading like its others, at the end of those that hold entries."""

import re
from dataclasses import dataclass

from data.formats.marks import strip_emoji
from data.formats.sections import slug
from data.writers.rows.escaping import escape_start, escape_text
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


def draft_section(layout: Layout, name: str) -> NewSection | None:
    """A section of this name, made after the last one that has entries; None where nothing can be its model."""
    models = [run for run in layout.runs if run.entries and run.form in (Form.TABLE, Form.ITEMS)]
    headed = [(run, heading) for run in models if (heading := _heading_of(layout, run)) is not None]
    if not headed:
        return None
    model, heading = max(headed, key=lambda each: each[0].last)
    end = max(run.last for run in layout.runs)
    start = model.header[0] if model.header else model.entries[0].first
    between = layout.lines[heading.line : start - 1]
    anchors = [_rename_anchor(line, name) for line in between if _ANCHOR.search(line)]
    blank_above = [""] if not anchors or not between or between[-1].strip() == "" else []
    header = [layout.lines[line - 1] for line in model.header]
    lines = ["", _name_heading(layout.lines[heading.line - 1], heading, name), *anchors]
    lines += [*(blank_above if model.form is Form.TABLE or "" in between else []), *header]
    contents, contents_line = _contents(layout, heading, name)
    return NewSection(model, end + 1, tuple(lines), contents, contents_line)


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
        found = link.search(line)
        if found:
            label, words = found["label"], strip_emoji(found["label"])
            ornament = label.partition(words)[0] if words and words in label else ""
            renamed = f"[{ornament}{escape_text(name)}](#{slug(name)})"
            rest = _MARKS.sub("", line[found.end() :])
            return number, f"{line[: found.start()]}{renamed}{rest}"
    return 0, ""
