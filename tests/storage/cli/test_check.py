import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.cli.check import describe_damage
from storage.operations.integrity import Damage


def test_a_sound_database_is_told_with_status_0_and_another_one_with_1(
    run: Callable[..., Any], catalog_file: Path
) -> None:
    assert run("check").status == 0
    connection = sqlite3.connect(catalog_file)
    connection.execute("UPDATE counters SET last = 1 WHERE name = 'papers'")
    connection.commit()
    connection.close()
    said = run("check")
    assert said.status == 1
    assert said.out == "The counter papers is behind its table: numbers would come twice.\n"


@pytest.mark.parametrize("kind", ["file", "reference", "counter", "cursor"])
def test_every_damage_has_a_sentence(kind: str) -> None:
    assert "this" in describe_damage(Damage(kind, "this"))
