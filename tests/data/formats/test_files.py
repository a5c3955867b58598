from pathlib import Path

import pytest

from data.errors import FileUnreadable
from data.formats import files, parse_document
from data.formats.files import read_source, read_text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("\ufeff# ’®推理".encode(), "# ’®推理"),
        ("# 推理".encode("utf-16"), "# 推理"),
        (b"caf\xe9 " + b"a" * 100, "caf\ufffd " + "a" * 100),
    ],
)
def test_a_text_is_read_whatever_its_line_ends_and_marks(tmp_path: Path, content: bytes, text: str) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(content)
    assert read_text(path) == text


@pytest.mark.parametrize(
    "content", ["\ufeff# L\r\n- [A title](https://x.org/a)\r\n", "# L\n- [Itâ€™s one](https://x.org/a)"]
)
def test_a_source_is_kept_to_the_last_character_and_reads_alike(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(content.encode())
    assert read_source(path) == content
    assert parse_document(read_source(path)) == parse_document(read_text(path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b" \n", "empty"), (b"\x89PNG\0\0\0", "binary"), (bytes(range(1, 256)) * 9, "binary")],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable) as refused:
        read_text(path)
    assert (refused.value.path, refused.value.reason) == (path, reason)


def test_what_is_no_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "directory"), (tmp_path / "none", "missing"), (tmp_path / "a\0b", "failed")):
        with pytest.raises(FileUnreadable) as refused:
            read_text(path)
        assert refused.value.reason == reason


def test_a_file_larger_than_any_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 100)
    (tmp_path / "list.md").write_text("a" * 101)
    with pytest.raises(FileUnreadable) as refused:
        read_text(tmp_path / "list.md")
    assert refused.value.reason == "too_large"
