from data.formats.inline_kinds import Inline, Span


def test_a_link_is_called_by_its_words_else_by_what_describes_its_picture() -> None:
    inline = Inline("see Paper ", (Span(4, 9, "https://a.org"), Span(10, 10, "https://b.org", "Code")))
    assert [inline.label_of(link) for link in inline.links] == ["Paper", "Code"]
