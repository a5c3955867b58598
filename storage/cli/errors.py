"""What can go wrong at this door alone."""

from pathlib import Path


class DoorError(Exception):
    """The base of what the commands themselves raise on purpose."""


class OutputUnwritable(DoorError):
    """A file that cannot be written. `reason` is what the system said."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason


class UnknownCategory(DoorError):
    """A name that no category has. `known` holds the slugs of those that there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known
