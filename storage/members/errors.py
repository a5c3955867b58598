"""What can go wrong with a member's library, as facts."""

from storage.errors import StorageError


class LibraryFull(StorageError):
    """A library that holds all it may. `most` is how many papers that is."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class PaperNotSaved(StorageError):
    """A paper that is not in the member's library, or not any more."""

    def __init__(self, paper_id: int) -> None:
        super().__init__(paper_id)
        self.paper_id = paper_id
