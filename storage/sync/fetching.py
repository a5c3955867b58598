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
_TEXT = "text/plain, text/markdown, */*;q=0.5"
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
    """Fetches the address of a list (http, https or file), whose host may be private: the operator named it.

    Raises `ListUnreachable` with its reason: missing, refused, status, timeout, too_large, broken, redirects,
    private_address or unreachable; `after` is for how many seconds a busy server wants to be left alone.
    """
    async with _told_as_unreachable(url, seconds):
        if urlsplit(url).scheme == "file":
            return Fetched(await asyncio.to_thread(_read_file, url), validators)
        return await _fetch_page(url, validators, now, proxy, "GET", named=host_of(url), most_bytes=LARGEST_TEXT)


async def fetch_stranger(
    url: str,
    now: datetime,
    *,
    accept: str,
    seconds: float,
    most_bytes: int,
    proxy: str | None = None,
    named: str = "",
) -> bytes:
    """Fetches an http(s) address that anybody may have written: no private host is asked but the one that is `named`.

    Behind a proxy it is the proxy that resolves names, and that must refuse private ones. Raises `ListUnreachable` as
    `fetch` does.
    """
    async with _told_as_unreachable(url, seconds):
        fetched = await _fetch_page(
            url, Validators(), now, proxy, "GET", named=named, accept=accept, most_bytes=most_bytes
        )
        return fetched.body or b""


async def probe(
    url: str,
    validators: Validators,
    now: datetime,
    *,
    proxy: str | None = None,
    seconds: float = SECONDS,
    named: str = "",
) -> Validators:
    """Asks whether a page is there, without taking it; returns what its server says of its version. Anybody may have
    written the address: no private host is asked but the one that is `named`.

    Raises `ListUnreachable` as `fetch` does. A server that answers "not found" to the short question is asked in full.
    """
    async with _told_as_unreachable(url, seconds):
        try:
            return (await _fetch_page(url, validators, now, proxy, "HEAD", named=named)).validators
        except ListUnreachable as error:
            if error.status not in _SHORT_QUESTION_REFUSED:
                raise
        return (await _fetch_page(url, validators, now, proxy, "PEEK", named=named)).validators


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
    _check_size(url, body, LARGEST_TEXT)
    return body


async def _fetch_page(
    url: str,
    validators: Validators,
    now: datetime,
    proxy: str | None,
    how: str,
    *,
    named: str,
    accept: str = _TEXT,
    most_bytes: int = 0,
) -> Fetched:
    """`how` is GET, HEAD, or PEEK: a GET of whose body nothing is read. `named` is the host that may be private."""
    connector = aiohttp.TCPConnector(resolver=None if proxy else PublicResolver(named), force_close=True)
    headers = {"User-Agent": _AGENT, "Accept": accept}
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
                return await _read_response(
                    url, response, validators, now, most_bytes=most_bytes if how == "GET" else 0
                )
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
    url: str, response: aiohttp.ClientResponse, validators: Validators, now: datetime, *, most_bytes: int
) -> Fetched:
    if response.status == _NOT_MODIFIED and validators != Validators():
        return Fetched(None, validators)
    if response.status != _OK:
        raise ListUnreachable(url, "status", status=response.status, after=_retry_after(response, now))
    body = bytearray()
    if most_bytes:
        async for part in response.content.iter_chunked(65_536):
            body += part
            _check_size(url, body, most_bytes)
    headers = response.headers
    return Fetched(bytes(body), Validators(headers.get("ETag", "")[:500], headers.get("Last-Modified", "")[:100]))


def _check_size(url: str, body: bytes | bytearray, most: int) -> None:
    if len(body) > most:
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
