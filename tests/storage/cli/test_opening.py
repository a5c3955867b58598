"""Which database a command works on."""

import argparse
import shutil
from pathlib import Path

import pytest

from storage.catalog import load_papers
from storage.cli.opening import find_url, open_catalog, open_database
from storage.errors import DatabaseNotReady


def _is_there(path: Path) -> bool:
    return path.exists()


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


@pytest.mark.parametrize(
    ("option", "environment", "url"),
    [
        ("sqlite:///a.db", {"DATABASE_URL": "sqlite:///b.db"}, "sqlite:///a.db"),
        (None, {"DATABASE_URL": "sqlite:///b.db"}, "sqlite:///b.db"),
        (None, {"DATABASE_URL": " "}, None),
        (None, {}, None),
    ],
)
def test_the_option_overrides_the_environment(option: str | None, environment: dict[str, str], url: str | None) -> None:
    assert find_url(argparse.Namespace(database=option), environment) == url


async def test_without_a_database_the_shipped_catalog_is_read_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_catalog(argparse.Namespace(database=None), {}) as database, database.read() as session:
        assert len(await load_papers(session)) == 354
        scratch = Path(database.url.removeprefix("sqlite:///"))
        assert _is_there(scratch)
    assert not _is_there(scratch)
    assert _is_empty(tmp_path)
    assert "python -m storage upgrade" in capsys.readouterr().err


async def test_a_database_that_was_named_and_is_missing_is_not_made_up_for(tmp_path: Path) -> None:
    options = argparse.Namespace(database=f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(DatabaseNotReady):
        async with open_catalog(options, {}):
            pass
    assert _is_empty(tmp_path)


async def test_commands_that_write_need_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatabaseNotReady):
        async with open_database(argparse.Namespace(database=None), {}):
            pass


async def test_the_database_of_the_folder_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_templates: dict[str, Path]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(sqlite_templates["empty"], tmp_path / "paperboy.db")
    async with open_catalog(argparse.Namespace(database=None), {}) as database, database.read() as session:
        assert await load_papers(session) == ()
