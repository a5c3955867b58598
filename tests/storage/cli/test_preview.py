import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LIST = """\
# Awesome

- [Contents](#tools)

## Tools

- [One tool](https://a.org) - words
- [Two tool](https://b.org) - words
- a word without a link

## KV Cache

- [A cache](https://c.org)

We like [them](https://d.org) all.
"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "awesome-tea.md"
    path.write_text(LIST)
    return path.as_uri()


def test_what_would_be_read_is_shown_and_nothing_is_written(run: Run, address: str, tmp_path: Path) -> None:
    said = run("lists", "add", address, "--dry-run")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == f"awesome-tea: 3 entries in 2 sections, read as markdown from {address}"
    assert lines[1:3] == ["        2 Tools (category of its own tools)", "        1 KV Cache (category kv-cache)"]
    assert "    line 7: One tool [docs] (Tools)" in lines
    assert "    line 9: an item without a link: a word without a link" in lines
    assert any(line.startswith("    line 15: a paragraph with links") for line in lines)
    assert not (tmp_path / "paperboy.db").exists()


def test_programs_get_all_of_it(run: Run, address: str) -> None:
    told = json.loads(run("lists", "add", "tea", address, "--dry-run", "--json").out)
    assert (told["name"], told["entries"]) == ("tea", 3)
    assert told["sections"] == [{"name": "Tools", "entries": 2}, {"name": "KV Cache", "entries": 1}]
    assert {piece["kind"] for piece in told["skipped"]} == {"no_link", "prose"}


def test_a_readme_that_only_points_elsewhere_is_refused_with_advice(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Lists\n\n## All\n\n- [Vision](vision.md)\n- [Audio](docs/audio.md)\n")
    said = run("lists", "add", path.as_uri(), "--dry-run")
    assert said.status == 1
    assert "only points to other files" in said.err


def test_a_list_without_a_name_is_called_as_its_file(run: Run, address: str) -> None:
    assert run("upgrade", "--empty").status == 0
    assert run("lists", "add", address).out.startswith("awesome-tea is followed from")
    synced = run("sync", "awesome-tea")
    assert "awesome-tea: 3 rows" in synced.out
    assert "passed over:" in synced.out
    assert run("lists", "add", address, "--json").status == 2
