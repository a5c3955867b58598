import pytest

from storage.errors import StorageError
from storage.members.errors import LibraryFull, PaperNotSaved


@pytest.mark.parametrize(
    ("error", "fact"), [(LibraryFull(2_000), {"most": 2_000}), (PaperNotSaved(7), {"paper_id": 7})]
)
def test_each_carries_its_fact_and_no_prose(error: StorageError, fact: dict[str, int]) -> None:
    assert vars(error) == fact
    assert error.args == tuple(fact.values())
