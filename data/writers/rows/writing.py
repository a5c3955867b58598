"""Proposals written into a list, one after the other, each proven by reading the whole list again."""

from collections.abc import Sequence
from dataclasses import replace

from data.formats import parse_document
from data.identity.keys import link_key
from data.schema import Document, Row
from data.writers.rows.drafting import Drafter, NotWritable
from data.writers.rows.layout import lay_out
from data.writers.rows.patch import render_patch
from data.writers.rows.proposals import Proposal, Refusal, RefusedRow, Upstream, WrittenRow
from data.writers.rows.proving import find_written, read_again
from data.writers.rows.pull_request import render_body, render_title
from data.writers.rows.source import Source


def write_upstream(
    text: str,
    proposals: Sequence[Proposal],
    *,
    list_name: str,
    path: str = "README.md",
    format: str = "auto",  # noqa: A002 - the word of `parse_document`
) -> Upstream:
    """Writes proposals into the text of a list, in its own columns, order and style.

    The result holds exactly the rows of the list and those proposals that are in `written`, read back with our own
    readers; whatever would read otherwise is in `refused` with its reason, and leaves no trace. `path` names the file
    in the patch. Raises `NotAList`, `UnknownFormat` and `InvalidRow` for a text that cannot be read.
    """
    task = _Task(text, parse_document(text, format), format)
    for proposal in proposals:
        task.take(proposal)
    result = task.drafter.source.text
    return Upstream(
        list_name=list_name,
        path=path,
        text=result,
        patch=render_patch(text, result, path),
        title=render_title(task.written),
        body=render_body(task.written, before=task.rows_before, after=len(task.drafter.document.rows)),
        written=tuple(task.written),
        refused=tuple(task.refused),
    )


class _Task:
    """A list while proposals are written into it."""

    def __init__(self, text: str, document: Document, format: str) -> None:  # noqa: A002
        self.drafter = Drafter(Source.of(text), document, lay_out(text, document))
        self.rows_before = len(document.rows)
        self.written: list[WrittenRow] = []
        self.refused: list[RefusedRow] = []
        self._format = format

    def take(self, proposal: Proposal) -> None:
        """Writes a proposal, or notes why it cannot be written."""
        try:
            draft = self.drafter.draft(proposal)
            text = draft.source.text
            document = read_again(text, self._format)
            row = find_written(self.drafter.document, document, draft.expected, draft.gone)
            if row is None or document is None:
                raise NotWritable(Refusal.NOT_PROVEN)
        except NotWritable as refused:
            self.refused.append(RefusedRow(proposal, refused.reason))
            return
        self.drafter = Drafter(draft.source, document, lay_out(text, document))
        self.written = [replace(each, line=_line_of(each, document)) for each in self.written]
        left_out = _left_out(proposal, row, draft.lacks)
        self.written.append(WrittenRow(proposal, row, row.line, draft.new_section, left_out))


def _left_out(proposal: Proposal, row: Row, lacks: frozenset[str]) -> tuple[str, ...]:
    """Which facts the list has no place for, and whether stars are left for its curators."""
    wanted = proposal.row
    lost: list[str] = [
        name for name in ("published", "aliases", "organisations") if getattr(wanted, name) and name in lacks
    ]
    if {link_key(link.url) for link in wanted.links} - {link_key(link.url) for link in row.links}:
        lost.append("links")
    if proposal.before is None and "stars" not in lacks and not row.stars:
        lost.append("stars")
    if proposal.before is None and "published" not in lacks and row.published is None:
        lost.append("month")
    return tuple(lost)


def _line_of(written: WrittenRow, document: Document) -> int:
    """The line of a row that was written earlier, after another one was."""
    same = [row.line for row in document.rows if replace(row, line=0) == replace(written.row, line=0)]
    return min(same, key=lambda line: abs(line - written.line), default=written.line)
