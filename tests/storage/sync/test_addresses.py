import pytest

from storage.sync.addresses import (
    PrivateAddress,
    PublicResolver,
    find_literal,
    is_public,
    list_url,
    name_of_list,
    next_address,
)
from storage.sync.errors import InvalidListUrl


@pytest.mark.parametrize(
    ("pasted", "fetched"),
    [
        ("https://github.com/owner/name", "https://raw.githubusercontent.com/owner/name/HEAD/README.md"),
        ("http://www.github.com/owner/name.git/", "https://raw.githubusercontent.com/owner/name/HEAD/README.md"),
        ("https://github.com/owner/name#readme", "https://raw.githubusercontent.com/owner/name/HEAD/README.md"),
        (
            "https://github.com/owner/name/blob/main/docs/list.md",
            "https://raw.githubusercontent.com/owner/name/main/docs/list.md",
        ),
        ("https://github.com/owner/name/tree/dev", "https://raw.githubusercontent.com/owner/name/dev/README.md"),
        (" https://example.org/list.md ", "https://example.org/list.md"),
        ("file:///srv/list.md", "file:///srv/list.md"),
        ("file://localhost/srv/list.md", "file://localhost/srv/list.md"),
        ("http://10.0.0.5:8080/list.md", "http://10.0.0.5:8080/list.md"),
    ],
)
def test_what_an_operator_pastes_becomes_the_address_of_the_text(pasted: str, fetched: str) -> None:
    assert list_url(pasted) == fetched


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "list.md",
        "/srv/list.md",
        "ftp://example.org/list.md",
        "javascript:alert(1)",
        "https://",
        "https://[bad/list.md",
        "https://example.org:99999/list.md",
        "file://server/share/list.md",
        "file://",
        "https://user:secret@example.org/list.md",
        "https://example.org/" + "x" * 3_000,
    ],
)
def test_what_is_no_address_of_a_list_is_refused(pasted: str) -> None:
    with pytest.raises(InvalidListUrl) as caught:
        list_url(pasted)
    assert "secret" not in caught.value.url


def test_redirects_may_be_relative_and_never_leave_http() -> None:
    assert next_address("https://example.org/a/b", "../c") == "https://example.org/c"
    assert next_address("http://example.org/", "https://example.org/") == "https://example.org/"
    for location in ("file:///etc/passwd", "javascript:x", "http://example.org/"):
        with pytest.raises(InvalidListUrl):
            next_address("https://example.org/", location)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:1.1.1.1", True),
    ],
)
def test_private_addresses_are_told_from_public_ones(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("::1", "::1"),
        ("example.org", None),
    ],
)
def test_addresses_are_known_in_every_way_of_writing_them(host: str, address: str | None) -> None:
    assert find_literal(host) == address


async def test_a_name_that_leads_to_a_private_address_is_refused_unless_the_operator_named_it() -> None:
    resolver = PublicResolver("localhost")
    assert await resolver.resolve("localhost", 80)
    other = PublicResolver("example.org")
    with pytest.raises(PrivateAddress):
        await other.resolve("localhost", 80)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/Owner/Awesome-RAG", "awesome-rag"),
        ("https://github.com/o/n/blob/main/docs/List.md", "n"),
        ("https://a.org/lists/Tea%20Time.md", "tea-time"),
        ("https://a.org/README.md", "a.org"),
        ("file:///srv/lists/mine.md", "mine"),
    ],
)
def test_a_list_is_called_as_its_repository_or_file(address: str, name: str) -> None:
    assert name_of_list(address) == name
