import pytest

from data.months import Month
from storage.metadata.facts import Metadata
from storage.metadata.page import read_page


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            '<meta name="citation_title" content="A &amp; B"><meta name="citation_date" content="2024/07/02">',
            Metadata("A & B", published=Month(2024, 7)),
        ),
        ('<meta property="og:title" content="A"><title>A | Site</title>', Metadata("A")),
        ("<html><title>A post\n of ours</title><body><title>no</title>", Metadata("A post of ours")),
        ('<meta name="citation_title" content="A"><meta name="citation_date" content="July 2024">', Metadata("A")),
        ('<meta name="citation_title"><meta content="x">', Metadata()),
        ("%PDF-1.7 \x00\x01", Metadata()),
        ("", Metadata()),
    ],
)
def test_a_page_is_read_by_the_tags_of_citation_tools_or_its_title(page: str, expected: Metadata) -> None:
    assert read_page(page.encode()) == expected
