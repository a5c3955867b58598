"""What goes to a terminal or a pipe: texts of lists are foreign, and a terminal obeys what it is sent."""

import sys


def printable(text: str) -> str:
    """The text with every sign that does not show itself (control, direction, line end, half a surrogate) written out
    as `\\x1b`; blanks of all kinds become blanks."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else _written_out(sign) for sign in text)


def say(text: str) -> None:
    """A line for the person, on standard error: it never mixes with what a program reads."""
    print(printable(text), file=sys.stderr)


def _written_out(sign: str) -> str:
    number = ord(sign)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
