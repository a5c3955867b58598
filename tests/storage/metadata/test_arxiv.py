import pytest

from data.months import Month
from storage.metadata.arxiv import read_arxiv, read_arxiv_feed
from storage.metadata.facts import Metadata

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>arXiv Query</title><link href="https://arxiv.org/api/query"/>
  <entry>
    <id>https://arxiv.org/abs/2407.01234v3</id>
    <title>A Made-Up Paper on
      Small Caches</title>
    <summary>  We cache &lt;less&gt;. Code at
      https://github.com/made/up. </summary>
    <published>2024-07-02T17:59:59Z</published>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages</arxiv:comment>
  </entry>
</feed>"""


def test_the_title_the_month_of_the_id_and_the_code_are_read() -> None:
    assert read_arxiv(FEED.encode(), "2407.01234") == Metadata(
        title="A Made-Up Paper on Small Caches",
        published=Month(2024, 7),
        code_url="https://github.com/made/up",
        summary="We cache <less>. Code at https://github.com/made/up.",
    )


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Rate exceeded.",
        "<html><body>busy</body>",
        FEED.replace("2407.01234v3", "9999.00001v1"),
        FEED.replace("https://arxiv.org/abs/2407.01234v3", "https://arxiv.org/api/errors#incorrect_id"),
        FEED.replace("<feed", '<!DOCTYPE x [<!ENTITY a "aaaa">]><feed'),
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)
def test_what_is_no_answer_about_this_paper_says_nothing(body: str) -> None:
    assert read_arxiv(body.encode(), "2407.01234") == Metadata()


def test_a_feed_of_several_papers_is_read_by_their_ids() -> None:
    entry = FEED[FEED.index("<entry>") : FEED.index("</feed>")]
    other = entry.replace("2407.01234v3", "2312.00001")
    found = read_arxiv_feed(FEED.replace("</feed>", f"{other}</feed>").encode())
    assert found is not None
    assert list(found) == ["2407.01234", "2312.00001"]
    assert found["2407.01234"].title == "A Made-Up Paper on Small Caches"


@pytest.mark.parametrize(
    ("body", "found"), [('<feed xmlns="http://www.w3.org/2005/Atom"/>', {}), ("<x/>", None), ("", None)]
)
def test_an_empty_feed_is_told_from_none(body: str, found: dict[str, Metadata] | None) -> None:
    assert read_arxiv_feed(body.encode()) == found
