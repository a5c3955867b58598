"""Fetching a list: conditionally, within bounds of size and time, through a proxy where there is one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiohttp

from storage.sync.addresses import PrivateAddress, PublicResolver, find_literal, host_of, is_public, next_address
from storage.sync.errors import InvalidListUrl, ListUnreachable

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes of a list, unpacked; the largest list known has 0.1 million."""

SECONDS = 30.0
"""How long one fetch may take, redirects included."""

MOST_REDIRECTS = 5
_AGENT = "Paperboy (a Discord bot over lists of papers)"
_OK, _NOT_MODIFIED = 200, 304
_SHORT_QUESTION_REFUSED = {404, 405, 501}
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version that it gave last, by which it can tell that nothing has changed."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a list, or None where the server says that they are those of last time."""

    body: bytes | None
    validators: Validators


async def fetch(
    url: str, validators: Validators, now: datetime, *, proxy: str | None = None, seconds: float = SECONDS
) -> Fetched:
    """Fetches the address of a list (http, https or file).

    Raises `ListUnreachable` with its reason: missing, refused, status, timeout, too_large, broken, redirects,
    private_address or unreachable; `after` is for how many seconds a busy server wants to be left alone.
    """
    async with _told_as_unreachable(url, seconds):
        if urlsplit(url).scheme == "file":
            return Fetched(await asyncio.to_thread(_read_file, url), validators)
        return await _fetch_page(url, validators, now, proxy, "GET")


async def probe(
    url: str, validators: Validators, now: datetime, *, proxy: str | None = None, seconds: float = SECONDS
) -> Validators:
    """Asks whether a page is there, without taking it; returns what its server says of its version.

    Raises `ListUnreachable` as `fetch` does. A server that answers "not found" to the short question is asked in full.
    """
    async with _told_as_unreachable(url, seconds):
        try:
            return (await _fetch_page(url, validators, now, proxy, "HEAD")).validators
        except ListUnreachable as error:
            if error.status not in _SHORT_QUESTION_REFUSED:
                raise
        return (await _fetch_page(url, validators, now, proxy, "PEEK")).validators


@asynccontextmanager
async def _told_as_unreachable(url: str, seconds: float) -> AsyncIterator[None]:
    """Bounds the time, and turns what the network raises into `ListUnreachable`."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise ListUnreachable(url, "timeout") from error
    except PrivateAddress as error:
        raise ListUnreachable(url, "private_address") from error
    except aiohttp.ClientConnectorError as error:
        private = isinstance(error.os_error, PrivateAddress)
        raise ListUnreachable(url, "private_address" if private else "unreachable") from error
    except (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError) as error:
        raise ListUnreachable(url, "broken") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise ListUnreachable(url, "unreachable") from error


def _read_file(url: str) -> bytes:
    path = Path(unquote(urlsplit(url).path))
    try:
        if path.exists() and not path.is_file():
            raise ListUnreachable(url, "missing")
        with path.open("rb") as file:
            body = file.read(LARGEST_TEXT + 1)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise ListUnreachable(url, "missing") from error
    except OSError as error:
        raise ListUnreachable(url, "refused") from error
    _check_size(url, body)
    return body


async def _fetch_page(url: str, validators: Validators, now: datetime, proxy: str | None, how: str) -> Fetched:
    """`how` is GET, HEAD, or PEEK: a GET of which only the beginning is taken."""
    named = host_of(url)
    connector = aiohttp.TCPConnector(resolver=None if proxy else PublicResolver(named), force_close=True)
    headers = {"User-Agent": _AGENT, "Accept": "text/plain, text/markdown, */*;q=0.5"}
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:
        address, method = url, "HEAD" if how == "HEAD" else "GET"
        for _ in range(MOST_REDIRECTS + 1):
            _check_host(url, address, named)
            async with session.request(method, address, allow_redirects=False, proxy=proxy) as response:
                if response.status in _REDIRECTS and "Location" in response.headers:
                    address = _follow(url, address, response.headers["Location"])
                    continue
                return await _read_response(url, response, validators, now, takes_body=how == "GET")
    raise ListUnreachable(url, "redirects")


def _check_host(url: str, address: str, named: str) -> None:
    """Refuses private addresses that are written out: these are never resolved."""
    host = host_of(address)
    literal = find_literal(host)
    if host != named and literal is not None and not is_public(literal):
        raise ListUnreachable(url, "private_address")


def _follow(url: str, address: str, location: str) -> str:
    try:
        return next_address(address, location)
    except (InvalidListUrl, ValueError) as error:
        raise ListUnreachable(url, "redirects") from error


async def _read_response(
    url: str, response: aiohttp.ClientResponse, validators: Validators, now: datetime, *, takes_body: bool
) -> Fetched:
    if response.status == _NOT_MODIFIED and validators != Validators():
        return Fetched(None, validators)
    if response.status != _OK:
        raise ListUnreachable(url, "status", status=response.status, after=_retry_after(response, now))
    body = bytearray()
    if takes_body:
        async for part in response.content.iter_chunked(65_536):
            body += part
            _check_size(url, body)
    headers = response.headers
    return Fetched(bytes(body), Validators(headers.get("ETag", "")[:500], headers.get("Last-Modified", "")[:100]))


def _check_size(url: str, body: bytes | bytearray) -> None:
    if len(body) > LARGEST_TEXT:
        raise ListUnreachable(url, "too_large")


def _retry_after(response: aiohttp.ClientResponse, now: datetime) -> float:
    """Seconds that a server asks to be left alone for, 0 where it does not say (RFC 9110, section 10.2.3)."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    return max(0.0, (moment - now).total_seconds()) if moment.tzinfo else 0.0
