import json
from collections.abc import Callable
from typing import Any

import pytest

from data.months import Month
from storage.metadata.documents import read_bibtex, read_doi, read_github, read_openreview
from storage.metadata.facts import Metadata


@pytest.mark.parametrize(
    ("read", "answer", "expected"),
    [
        (
            read_openreview,
            {"notes": [{"pdate": 1_704_067_200_000, "content": {"title": {"value": "A"}, "abstract": {"value": "B"}}}]},
            Metadata("A", published=Month(2024, 1), summary="B"),
        ),
        (
            read_openreview,
            {"notes": [{"cdate": 1_570_000_000_000, "content": {"title": "A", "code": "https://github.com/a/b"}}]},
            Metadata("A", published=Month(2019, 10), code_url="https://github.com/a/b"),
        ),
        (read_openreview, {"notes": []}, Metadata()),
        (read_openreview, {"notes": [{"content": {"title": {"value": 7}}, "cdate": "soon"}]}, Metadata()),
        (
            read_github,
            {"name": "up", "description": "A made-up engine", "html_url": "https://github.com/made/up"},
            Metadata("A made-up engine", "up", code_url="https://github.com/made/up"),
        ),
        (
            read_github,
            {"name": "up", "description": None, "html_url": "https://github.com/made/up"},
            Metadata("up", code_url="https://github.com/made/up"),
        ),
        (
            read_doi,
            {"title": "A", "issued": {"date-parts": [[2023, 10, 2]]}, "abstract": "<jats:p>B</jats:p>"},
            Metadata("A", published=Month(2023, 10), summary="B"),
        ),
        (read_doi, {"title": ["A"], "issued": {"date-parts": [[2023]]}}, Metadata("A")),
        (read_doi, {"title": None, "issued": {"date-parts": [[None]]}}, Metadata()),
    ],
)
def test_each_source_is_read(read: Callable[[bytes], Metadata], answer: Any, expected: Metadata) -> None:
    assert read(json.dumps(answer).encode()) == expected


@pytest.mark.parametrize("read", [read_openreview, read_github, read_doi, read_bibtex])
@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"notes": 7, "title": {}}'])
def test_what_is_no_answer_says_nothing(read: Callable[[bytes], Metadata], body: bytes) -> None:
    assert read(body) == Metadata()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '@inproceedings{a,\n title = "A {L}arge Cache",\n year = "2023", month = jul}',
            ("A Large Cache", Month(2023, 7)),
        ),
        ("@article{a, title={A {{B}}}, year=2023}", ("A B", None)),
        ("@article{a, booktitle={Not this}, title={This}, year={20x3}, month={may}}", ("This", None)),
    ],
)
def test_bibtex_is_read_in_its_common_forms(text: str, expected: tuple[str, Month | None]) -> None:
    said = read_bibtex(text.encode())
    assert (said.title, said.published) == expected
