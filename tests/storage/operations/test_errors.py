from storage.errors import StorageError
from storage.operations.errors import DatabaseInUse, OperationError


def test_what_an_operator_meets_is_told_apart_from_what_members_meet() -> None:
    assert issubclass(DatabaseInUse, OperationError)
    assert issubclass(OperationError, StorageError)
    assert DatabaseInUse("sqlite:///x.db").url == "sqlite:///x.db"
