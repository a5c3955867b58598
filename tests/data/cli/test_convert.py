import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main

ROOT = Path(__file__).parents[3]
LIST = """\
# A list

## 📖KV Cache 🔥

|Date|Title|Paper|Code|Recom|
|:-:|:-:|:-:|:-:|:-:|
|2024.07|🔥🔥[SP: Ring, 2x] A *fine* @everyone paper(@mit.edu)|[[pdf]](https://arxiv.org/abs/2407.08608v2)|⚠️|⭐️⭐️ |
|soon|[B] Another|[[pdf]]()|[[b]](javascript:alert(1))| |
"""


def convert(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    status = main(("convert", *arguments))
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def test_rows_come_in_order_with_all_that_they_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "list.md"
    path.write_text(LIST)
    status, (first, second), err = convert(capsys, str(path))
    assert status == 0
    contract = (
        "title",
        "aliases",
        "prefix",
        "organisations",
        "published",
        "section",
        "stars",
        "heat",
        "links",
        "keys",
        "line",
    )
    assert {name: first[name] for name in contract} == {
        "title": "A fine @everyone paper",
        "aliases": ["Ring, 2x"],
        "prefix": "SP",
        "organisations": ["MIT"],
        "published": "2024-07",
        "section": "KV Cache",
        "stars": 2,
        "heat": 2,
        "links": [{"kind": "paper", "label": "pdf", "url": "https://arxiv.org/abs/2407.08608v2"}],
        "keys": ["arxiv:2407.08608", "title:afineeveryonepaper"],
        "line": 7,
    }  # fmt: skip
    assert (second["published"], second["links"]) == (None, [])
    assert sorted(err.splitlines()) == [
        "line 8: empty link: [pdf]",
        "line 8: unknown date: soon",
        "line 8: unsafe link: javascript:alert(1)",
    ]


def test_what_was_written_can_be_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.md").write_text(LIST)
    _, rows, _ = convert(capsys, str(tmp_path / "list.md"))
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert convert(capsys, "-", "--format", "jsonl") == (0, rows, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\x7fELF\x00\x01", "is no text"),
        (b"<!doctype html><html></html>", "is an HTML page"),
        (b"# A heading\n\nAnd nothing else.\n", "has no entry"),
    ],
)
def test_what_is_no_list_is_said_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "list.md"
    if content is not None:
        path.write_bytes(content)
    status, rows, err = convert(capsys, str(path))
    assert (status, rows) == (1, [])
    assert said in err
    assert "Traceback" not in err


def test_a_directory_is_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = convert(capsys, str(tmp_path))
    assert (status, "is a directory" in err) == (1, True)


@pytest.mark.parametrize("arguments", [(), ("fly",), ("convert",), ("convert", "x", "--format", "yaml")])
def test_a_command_line_that_makes_no_sense_ends_with_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST + "|2024.01|[X] More of it|-|-| |\n" * 20_000)
    command = f"{sys.executable} -m data convert {tmp_path / 'list.md'} | head -n 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S602
    assert json.loads(done.stdout)["title"] == "A fine @everyone paper"
    assert "Error" not in done.stderr
