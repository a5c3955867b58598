"""How a followed list is doing, in one clause."""

from datetime import datetime

from storage.sources import Health

FAILURES = {
    "missing": "there is no such file",
    "refused": "this user may not read it",
    "timeout": "it did not answer in time",
    "too_large": "it is larger than any list that is read",
    "broken": "its answer broke off or cannot be unpacked",
    "redirects": "it redirects in circles or out of the web",
    "private_address": "it redirects to a private address",
    "unreachable": "it cannot be reached",
    "defect": "something broke while it was read; the log says what",
    "busy": "another process is syncing it",
}
HELD = {
    "empty": "the text is empty",
    "html_page": "it is an HTML page and no list",
    "pointer": "it only points to other files: follow one of those",
    "no_entries": "it has no entry that could be read",
    "no_text": "it is no text",
    "truncated": "it was cut off",
    "drop": "more than a tenth of the rows would go",
    "additions": "more papers would be added at once than the limit lets pass",
}


def describe_failure(failure: str) -> str:
    """Why a sync failed: "status 404" as "HTTP 404", any other reason as a clause."""
    kind, _, status = failure.partition(" ")
    return f"HTTP {status}" if kind == "status" else FAILURES.get(failure, failure)


def describe_hold(reason: str) -> str:
    """Why a version is held back."""
    return HELD.get(reason, reason)


def describe_health(health: Health, now: datetime) -> str:
    """Tells a list that fails from one that is held, one that was never read and one that is merely quiet."""
    if health.failing_since:
        return f"failing since {_day(health.failing_since)}: {describe_failure(health.failure)}"
    if health.held_at:
        return f"held since {_day(health.held_at)}: {describe_hold(health.held_reason)}"
    if not health.succeeded_at:
        return "not read yet"
    if not health.changed_at:
        return f"read {_day(health.succeeded_at)}, unchanged"
    days = (now - health.changed_at).days
    quiet = "changed within a day" if days < 1 else f"quiet for {days} {'day' if days == 1 else 'days'}"
    return f"{quiet}, last read {_day(health.succeeded_at)}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
