"""Reading the file of a list."""

from pathlib import Path

from data.errors import FileUnreadable
from data.formats.mojibake import mend

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; the largest list known has 0.1 million."""


def read_text(path: Path) -> str:
    """The text of a file, its encoding mended where it is damaged. Lines end in `\\n` alone.

    Raises `FileUnreadable` with its reason: missing, directory, denied, binary, too_large, empty or failed.
    """
    return decode_text(_read_bytes(path), path)


def read_source(path: Path) -> str:
    """The text of a file to the last character, as `decode_source` reads it. Raises what `read_text` raises."""
    return decode_source(_read_bytes(path), path)


def decode_text(raw: bytes, path: Path) -> str:
    """The text in the bytes of a file, its encoding mended where it is damaged. Lines end in `\\n` alone.

    Raises `FileUnreadable` for binary, empty and too large content.
    """
    text = decode_source(raw, path).removeprefix("\ufeff")
    return mend(text.replace("\r\n", "\n").replace("\r", "\n"))


def decode_source(raw: bytes, path: Path) -> str:
    """The same to the last character, damage and ends of lines included: UTF-8 (UTF-16 where marked so), else Latin
    letters, never bytes of a program. `parse_document` reads it alike, and a patch against it fits the file."""
    if len(raw) > LARGEST_FILE:
        raise FileUnreadable(path, "too_large")
    text = _decode(raw, path)
    if not text.strip():
        raise FileUnreadable(path, "empty")
    return text


def _decode(raw: bytes, path: Path) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if _is_binary(raw):
        raise FileUnreadable(path, "binary")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        damaged = raw.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") * 20 > len(damaged):
        raise FileUnreadable(path, "binary")
    return damaged


def _is_binary(raw: bytes) -> bool:
    return b"\0" in raw


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise FileUnreadable(path, "missing") from error
    except IsADirectoryError as error:
        raise FileUnreadable(path, "directory") from error
    except PermissionError as error:
        raise FileUnreadable(path, "directory" if path.is_dir() else "denied") from error
    except (OSError, ValueError) as error:
        raise FileUnreadable(path, "failed") from error
