"""Where lists may be fetched from."""

import ipaddress
import re
import socket
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from storage.sync.errors import InvalidListUrl

LONGEST_URL = 2_000
_LONGEST_NAME = 64
_NO_NAMES = {"", "readme", "index", "raw", "main", "master", "blob", "list"}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Addresses of IPv4 hosts, private ones among them, as a NAT64 gateway writes them (RFC 6052)."""

_GITHUB_PAGE = re.compile(
    r"/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?(?:/(?P<kind>blob|tree|raw)/(?P<rest>.+?))?/?"
)


def list_url(address: str) -> str:
    """The address at which a list's text is, from what an operator pastes.

    http(s) and file addresses; a page of a repository on GitHub becomes its README in raw form, a page of one of its
    files that file. Raises `InvalidListUrl`.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        _ = parts.port
    except ValueError as error:
        raise InvalidListUrl(address) from error
    is_file = parts.scheme == "file" and host in {"", "localhost"} and bool(parts.path)
    is_page = parts.scheme in {"http", "https"} and bool(host)
    if len(address) > LONGEST_URL or not (is_file or is_page):
        raise InvalidListUrl(address[:LONGEST_URL])
    if parts.username or parts.password:
        raise InvalidListUrl(urlunsplit(parts._replace(netloc=parts.hostname or "")))
    page = _GITHUB_PAGE.fullmatch(parts.path) if host == "github.com" else None
    return _raw_address(page) if page else address


def name_of_list(address: str) -> str:
    """What a list is called that the operator gives no name: as its repository on GitHub, else as its file or host.

    Raises `InvalidListUrl`.
    """
    parts = urlsplit(list_url(address))
    pieces = [piece for piece in unquote(parts.path).split("/") if piece]
    if parts.hostname == "raw.githubusercontent.com" and len(pieces) > 1:
        called = pieces[1]
    else:
        stems = [piece.partition(".")[0] for piece in reversed(pieces)]
        called = next((stem for stem in stems if stem.casefold() not in _NO_NAMES), parts.hostname or "list")
    return re.sub(r"[^a-z0-9._-]+", "-", called.casefold()).strip("-._")[:_LONGEST_NAME] or "list"


def next_address(address: str, location: str) -> str:
    """Where a redirect leads. Raises `InvalidListUrl` for anything but http(s), and for a step down from https."""
    target = urljoin(address, location)
    scheme = urlsplit(target).scheme
    if scheme not in {"http", "https"} or (address.startswith("https:") and scheme == "http"):
        raise InvalidListUrl(target[:LONGEST_URL])
    return target


def host_of(address: str) -> str:
    """The host that would be connected to, as the client itself understands the address: digits of any script are
    digits to it, and so are full stops."""
    return URL(address).raw_host or ""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and not ip.is_multicast and ip not in _TRANSLATED


def find_literal(host: str) -> str | None:
    """The IP address that a host is written as, or None for a name. Knows old forms too ("127.1", "2130706433")."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


class PrivateAddress(OSError):
    """A name that leads to an address that is not of the public internet. An OSError, as resolvers raise."""


class PublicResolver(AbstractResolver):
    """Resolves names, and refuses those that lead to private addresses: all but the host that the operator named."""

    def __init__(self, named: str) -> None:
        self._named = named
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises `PrivateAddress` when one of them is private, so that none is tried."""
        found = await self._resolver.resolve(host, port, family)
        if host != self._named and not all(is_public(one["host"]) for one in found):
            raise PrivateAddress(host)
        return found

    async def close(self) -> None:
        """Gives up what the resolver holds."""
        await self._resolver.close()


def _raw_address(page: re.Match[str]) -> str:
    rest = page["rest"] or "HEAD"
    path = rest if page["kind"] in {"blob", "raw"} else f"{rest}/README.md"
    return f"https://raw.githubusercontent.com/{page['owner']}/{page['name']}/{path}"
