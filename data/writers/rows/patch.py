"""A change of a text as a unified diff that `git apply` and `patch -p1` take."""

import difflib

_CONTEXT = 3


def render_patch(before: str, after: str, path: str) -> str:
    """The diff that leads from one text to another, "" where they are equal. Line ends stay what they are; a last line
    without one is marked as diff does."""
    if before == after:
        return ""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", n=_CONTEXT)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def apply_patch(before: str, patch: str) -> str | None:
    """The text that a diff of ours makes of another; None where it does not fit."""
    source, result, place = _lines(before), [], 0
    lines = patch.split("\n")[2:-1]
    number = 0
    while number < len(lines):
        line, is_last = lines[number], lines[number + 1 : number + 2] == ["\\ No newline at end of file"]
        text = line[1:] + ("" if is_last else "\n")
        if line.startswith("@@"):
            start, _, count = line.split(" ")[1][1:].partition(",")
            target = int(start) - (count != "0")
            result += source[place:target]
            place = target
        elif line.startswith((" ", "-")):
            if source[place : place + 1] != [text]:
                return None
            place += 1
        if line.startswith((" ", "+")):
            result.append(text)
        number += 1 + is_last
    return "".join([*result, *source[place:]])


def _lines(text: str) -> list[str]:
    """The lines with their ends, cut at `\\n` alone, as diff does."""
    pieces = text.split("\n")
    return [f"{piece}\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
