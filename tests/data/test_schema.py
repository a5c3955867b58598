import pytest

from data.schema import Document, Link, LinkKind, Row, Section


def test_values_are_frozen_and_equal_by_what_they_say() -> None:
    row = Row("AWQ", Section("KV"), 1, links=(Link(LinkKind.PAPER, "pdf", "https://a.org"),))
    assert row == Row("AWQ", Section("KV"), 1, links=(Link(LinkKind.PAPER, "pdf", "https://a.org"),))
    assert len({row, row}) == 1
    with pytest.raises(AttributeError):
        row.title = "other"  # type: ignore[misc]


def test_a_row_that_says_only_its_title_says_nothing_else() -> None:
    row = Row("AWQ", Section("KV"), 1)
    assert not any(
        (row.aliases, row.prefix, row.organisations, row.published, row.stars, row.heat, row.links, row.keys)
    )
    assert Document("markdown", (row,)).problems == ()
