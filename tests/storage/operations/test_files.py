import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from storage.operations.errors import CopyUnwritable, NotABackup
from storage.operations.files import copy_file, is_current, put_in_place, read_copy_revision
from storage.revisions import HEAD


def make(path: Path, rows: int) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t (n INTEGER, filler TEXT)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", ((number, "x" * 500) for number in range(rows)))
        connection.commit()
    return path


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM t").fetchone()[0])


def test_a_copy_shows_one_moment_while_others_write(tmp_path: Path) -> None:
    source, wrote = make(tmp_path / "s.db", 20_000), 0
    going, steps = threading.Event(), []

    def write() -> None:
        nonlocal wrote
        with closing(sqlite3.connect(source, timeout=5)) as connection:
            while not going.is_set():
                connection.execute("INSERT INTO t VALUES (-1, 'meanwhile')")
                connection.commit()
                wrote += 1

    def tell(done: int, total: int) -> None:
        steps.append((done, total))
        if len(steps) == 1:
            writer.start()

    writer = threading.Thread(target=write)
    copy_file(source, tmp_path / "c.db", tell, pause=0.01)
    going.set()
    writer.join()
    assert wrote > 5, "the copy kept nobody from writing"
    assert count(tmp_path / "c.db") == 20_000
    assert count(source) == 20_000 + wrote
    assert len(steps) == len({done for done, _ in steps}) > 8, "it never began anew"
    assert steps[-1][0] == steps[-1][1]


def test_a_copy_is_one_private_file(tmp_path: Path) -> None:
    copy_file(make(tmp_path / "s.db", 10), tmp_path / "c.db")
    assert stat.S_IMODE((tmp_path / "c.db").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(("c", "."))) == ["c.db"]


@pytest.mark.parametrize("target", ["no/such/folder/c.db", "folder"])
def test_a_copy_that_cannot_be_written_leaves_nothing(tmp_path: Path, target: str) -> None:
    source = make(tmp_path / "s.db", 10)
    (tmp_path / "folder").mkdir()
    before = set(tmp_path.rglob("*"))
    with pytest.raises(CopyUnwritable) as caught:
        copy_file(source, tmp_path / target)
    assert caught.value.reason
    assert set(tmp_path.rglob("*")) == before


def test_a_copy_that_breaks_off_leaves_the_former_one(tmp_path: Path) -> None:
    copy_file(make(tmp_path / "s.db", 3_000), tmp_path / "c.db")

    def fail(done: int, total: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(CopyUnwritable, match="No space left"):
        copy_file(make(tmp_path / "other.db", 5_000), tmp_path / "c.db", fail)
    assert count(tmp_path / "c.db") == 3_000


def test_what_is_no_database_is_told(tmp_path: Path, catalog_file: Path) -> None:
    (tmp_path / "text.db").write_text("this is no database" * 100)
    cases = {
        tmp_path / "none.db": "missing",
        tmp_path / "text.db": "no database",
        make(tmp_path / "s.db", 1): "no database",
    }
    for path, reason in cases.items():
        with pytest.raises(NotABackup) as caught:
            read_copy_revision(path)
        assert caught.value.reason == reason
    assert is_current(read_copy_revision(catalog_file))
    with closing(sqlite3.connect(catalog_file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(NotABackup) as caught:
        read_copy_revision(catalog_file)
    assert caught.value.reason == "newer"
    assert not is_current("0001")
    assert is_current(HEAD)


def test_a_damaged_file_is_told(catalog_file: Path) -> None:
    content = bytearray(catalog_file.read_bytes())
    content[40_960:45_056] = b"\xff" * 4096  # a page
    catalog_file.write_bytes(content)
    with pytest.raises(NotABackup) as caught:
        read_copy_revision(catalog_file)
    assert caught.value.reason == "damaged"


def test_who_has_the_database_open_sees_what_was_put_in_its_place(tmp_path: Path) -> None:
    target, other = make(tmp_path / "t.db", 5), make(tmp_path / "o.db", 7)
    with closing(sqlite3.connect(target)) as open_before:
        assert open_before.execute("SELECT count(*) FROM t").fetchone() == (5,)
        put_in_place(other, target)
        assert open_before.execute("SELECT count(*) FROM t").fetchone() == (7,)
