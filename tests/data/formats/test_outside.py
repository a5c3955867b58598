import pytest

from data.formats.inline import InlineReader
from data.formats.outside import leads_away, leads_outside, outside_links, why_not


@pytest.mark.parametrize(
    "source",
    [
        "[A name](https://a.org)",
        "[A name](papers/a.pdf)",
        "[A name]()",
        "[A guide to all of it](https://github.com/a/b/blob/main/README.ja.md)",
    ],
)
def test_what_may_be_of_an_entry_leads_outside(source: str) -> None:
    assert leads_outside(InlineReader().read(source))


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("[Part](#part)", "navigation"),
        ("[Vision](vision.md)", "pointer"),
        ("[All of them](all.zip)", "archive"),
        ("[here](https://a.org)", "pointer"),
        ("[Contributing](https://github.com/a/b/blob/main/CONTRIBUTING.md)", "pointer"),
        ("[A course](https://github.com/a/b/blob/main/README.md#a-course)", "pointer"),
    ],
)
def test_what_cannot_does_not_and_the_reason_is_told(source: str, why: str) -> None:
    inline = InlineReader().read(source)
    assert not leads_outside(inline)
    assert why_not(inline) == why


def test_the_words_outside_of_links_are_told() -> None:
    assert outside_links(InlineReader().read("a [b](https://c.org) d [e](https://f.org)")) == "a  d "


def test_a_whole_address_leads_away_and_a_path_does_not() -> None:
    assert leads_away(InlineReader().read("[A name](https://a.org)"))
    assert not leads_away(InlineReader().read("[A name](papers/a.pdf)"))
