from data.formats.inline_kinds import Inline, Span, shows_address


def test_a_link_is_called_by_its_words_else_by_what_describes_its_picture() -> None:
    inline = Inline("see Paper ", (Span(4, 9, "https://a.org"), Span(10, 10, "https://b.org", "Code")))
    assert [inline.label_of(link) for link in inline.links] == ["Paper", "Code"]


def test_a_link_that_shows_an_address_has_no_words() -> None:
    assert shows_address("https://a.org", "https://a.org/one#two")
    assert shows_address("a.org", "a.org")
    assert not shows_address("a.org", "https://a.org")
    assert not shows_address("https://a.org is it", "https://a.org")
    assert not shows_address("", "")
