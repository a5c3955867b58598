"""What goes to a terminal or a pipe: texts of lists are foreign, and a terminal obeys what it is sent."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from data.cli.printing import printable, say
from storage.cli.errors import OutputUnwritable

__all__ = ["bar_of", "console", "printable", "progress_of", "say", "write_bytes"]


def console() -> Console:
    """Standard output for a person: as wide as the terminal, no markup, no guessing what looks like a number."""
    return Console(markup=False, highlight=False, emoji=False)


def write_bytes(data: bytes, path: Path | None) -> None:
    """Writes to a file as a whole or not at all, or to standard output. Raises `OutputUnwritable`."""
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _write_file(data, path)
    except OSError as error:
        raise OutputUnwritable(path, error.strerror or str(error)) from error


@contextmanager
def progress_of(task: str) -> Iterator[Progress]:
    """A progress bar on standard error where that is a terminal, and nothing where it is not."""
    terminal = Console(stderr=True, markup=False, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=terminal, transient=True, disable=not terminal.is_terminal) as progress:
        progress.add_task(task, total=None)
        yield progress


@contextmanager
def bar_of(task: str) -> Iterator[Callable[[int, int], None]]:
    """The same for what can be counted: the block is given what takes how much is done, and of how much."""
    with progress_of(task) as progress:
        (only,) = progress.task_ids
        yield lambda done, total: progress.update(only, completed=done, total=total)


def _write_file(data: bytes, path: Path) -> None:
    """A file beside the wanted one takes its place once it is complete; a pipe or a device is written as it is."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    descriptor, beside = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(path.resolve())
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
