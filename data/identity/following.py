"""Which section of a list's new version is which of its last: a heading that is worded anew moves no paper."""

from collections import Counter
from collections.abc import Iterable, Sequence

from data.schema import Section


def follow_sections(
    old: Sequence[Section], new: Sequence[Section], continued: Iterable[tuple[int, int]]
) -> dict[str, Section]:
    """For the name of each section that goes on the section that it is now.

    `old` and `new` are the sections of all rows, `continued` the indices of rows that go on. A section goes on under
    its name, else under its anchor, else where more than half of its rows are more than half of another's.
    """
    left = {section.name: section for section in old}
    free = {section.name: section for section in new}
    found = {name: free.pop(name) for name in list(left) if name in free}
    by_anchor = {section.anchor: section for section in free.values() if section.anchor}
    for name, section in left.items():
        if name not in found and section.anchor in by_anchor:
            found[name] = by_anchor.pop(section.anchor)
            del free[found[name].name]
    sizes = Counter(section.name for section in old), Counter(section.name for section in new)
    votes = Counter((old[a].name, new[b].name) for a, b in continued)
    for (name, other), count in votes.items():
        if name not in found and other in free and 2 * count > max(sizes[0][name], sizes[1][other]):
            found[name] = free.pop(other)
    return found
