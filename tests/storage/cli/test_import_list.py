"""`import` takes a file in once, wholly or not at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.importing import import_document

LIST = """\
## Tea

|Date|Title|Paper|Code|Recom|
|:---:|:---:|:---:|:---:|:---:|
|2024.01|[TeaTime] On Brewing(@Tea Lab)|[[pdf]](https://tea.example/a.pdf)|⚠️|⭐️|
|someday|[Kettle] On Boiling(@Tea Lab)|[[pdf]](https://tea.example/b.pdf)|⚠️|⭐️|
"""


@pytest.fixture
def run(run: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    run("upgrade", "--empty")
    (tmp_path / "tea.md").write_text(LIST, encoding="utf-8")
    return run


def test_a_second_run_changes_nothing(run: Callable[..., Any]) -> None:
    first, second = (run("import", "tea.md", "--list", "tea") for _ in range(2))
    assert (first.status, first.out) == (0, "tea: 2 rows, 2 new papers.\n")
    assert (second.status, second.out) == (0, "tea: 2 rows, all unchanged.\n")


def test_says_what_changed_and_what_may_be_mended(run: Callable[..., Any], tmp_path: Path) -> None:
    run("import", "tea.md", "--list", "tea")
    (tmp_path / "tea.md").write_text(LIST.replace("On Boiling", "On Boiling Water"), encoding="utf-8")
    said = run("import", "tea.md", "--list", "tea")
    assert said.out == "tea: 2 rows, 0 added, 1 updated, 1 unchanged, 0 removed, 0 new papers.\n"
    assert said.err == "line 6: unknown date: someday\n"


def test_tells_programs_the_same(run: Callable[..., Any]) -> None:
    facts = json.loads(run("import", "tea.md", "--list", "tea", "--json").out)
    assert {name: facts[name] for name in ("list", "first", "rows", "papers_added", "unchanged", "changes")} == {
        "list": "tea", "first": True, "rows": 2, "papers_added": 2, "unchanged": 0, "changes": 0,
    }  # fmt: skip
    assert facts["problems"] == [{"line": 6, "kind": "unknown_date", "text": "someday"}]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.md", None, "There is no file none.md."),
        (".", None, ". is a directory"),
        ("empty.md", b"", "empty.md is empty."),
        ("binary.md", b"\x00\x01\x02", "binary.md is no text"),
        ("page.md", b"<!DOCTYPE html><html><body>Sign in</body></html>", "HTML page"),
        ("prose.md", b"Nothing but prose.", "no entry of a list"),
        ("rows.jsonl", b'{"title": 3}\n', "Line 1 is no row"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(
    run: Callable[..., Any], tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    said = run("import", name, "--list", "tea", *(["--format", "jsonl"] if name.endswith("jsonl") else []))
    assert said.status == 1
    assert sentence in said.err
    assert said.out == ""
    assert run("stats").out.splitlines()[0] == "papers\t0"


@pytest.mark.parametrize("name", ["", "Tea Time", "../tea", "x" * 65])
def test_a_name_that_no_list_may_have_is_refused(run: Callable[..., Any], name: str) -> None:
    said = run("import", "tea.md", "--list", name)
    assert said.status == 1
    assert "cannot name a list" in said.err


def test_an_import_that_is_interrupted_has_not_happened(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def interrupted(*arguments: Any) -> None:
        await import_document(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr("storage.cli.import_list.import_document", interrupted)
    assert run("import", "tea.md", "--list", "tea").status == 130
    assert run("stats").out.splitlines()[0] == "papers\t0"


def test_a_list_must_be_named(run: Callable[..., Any]) -> None:
    assert run("import", "tea.md").status == 2
