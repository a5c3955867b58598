"""Each line stands alone."""

import json

import pytest

from data.query.query import Query
from storage.cli.batch import answer_lines
from storage.cli.sentences import Status
from storage.search.index import Index


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b'"awq"', b'{"query": 3}', b'{"question": "x"}', b"\xff\xfe", b"null", b"[" * 100_000],
    ids=lambda line: repr(line[:20]),
)
def test_a_line_that_is_no_query_stops_nothing_and_is_told(line: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    good = b'{"query": "awq"}'
    status = answer_lines([good, line, good], Index((), (), 0), frozenset(), lambda query: query)
    out, err = capsys.readouterr()
    answers = [json.loads(answer) for answer in out.splitlines()]
    assert status is Status.FAILED
    assert [answer["confidence"] for answer in answers] == ["none"] * 3
    assert ["error" in answer for answer in answers] == [False, True, False]
    assert "line 2" in err


def test_what_the_options_say_holds_for_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[Query] = []

    def narrowed(query: Query) -> Query:
        seen.append(query)
        return query

    assert answer_lines([b'{"query": "a"}', b" \n", b'{"query": "b"}'], Index((), (), 0), frozenset(), narrowed) == 0
    assert [query.text for query in seen] == ["a", "b"]
    assert all(json.loads(line)["ms"] >= 0 for line in capsys.readouterr().out.splitlines())
