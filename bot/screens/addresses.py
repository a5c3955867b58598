"""Addresses that lists give: which may become a button, which a link in a text, which is only told."""

import re
from urllib.parse import quote, urlsplit

from bot.screens.limits import BUTTON_URL
from bot.screens.markdown import clean

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
_KEPT = "!$&'*+,;=:@/?%#~-._[]"  # what an address may hold; everything else is written as %XX


def safe_url(url: str) -> str | None:
    """The address in a form that Discord takes and that no Markdown can mistake, or None where it is not http(s), has
    no plain host name, or names a user or a port out of range."""
    try:
        parts = urlsplit(clean(url))
        named = parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not named or not _HOST.fullmatch(parts.hostname or ""):
        return None
    return quote(parts.geturl(), safe=_KEPT)


def button_url(url: str) -> str | None:
    """The address for a button, or None where it is not safe or too long for one."""
    safe = safe_url(url)
    return safe if safe is not None and len(safe) <= BUTTON_URL else None


def host_of(url: str) -> str:
    """The name of the host without "www.", or "" where there is none."""
    safe = safe_url(url)
    return (urlsplit(safe).hostname or "").removeprefix("www.") if safe else ""
