"""This machine: room on the disk, and the clock."""

import os
import shutil
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from bot.doctor.finding import Finding, fault, ok, warning
from bot.settings import Settings
from storage.database import find_file

_MEGABYTE = 1_000_000
_LEAST, _COMFORTABLE = 50 * _MEGABYTE, 500 * _MEGABYTE
_CLOCK_OFF, _CLOCK_WRONG = timedelta(seconds=5), timedelta(minutes=2)


def examine_disk(settings: Settings) -> list[Finding]:
    """Whether there is room where the database and its backups are, and whether they can be written."""
    file = find_file(settings.database_url.get_secret_value())
    folders = {file.parent.resolve()} if file else set()
    if settings.backups_to is not None:
        folders.add(_existing(settings.backups_to.resolve()))
    size = file.stat().st_size if file and file.is_file() else 0
    return [judge_room(folder, shutil.disk_usage(folder).free, size) for folder in sorted(folders) if folder.is_dir()]


def judge_room(folder: Path, free: int, database_size: int) -> Finding:
    """What so many free bytes mean for a database of that size."""
    if not os.access(folder, os.W_OK):
        return fault("disk", f"{folder} cannot be written by this user.", "Give this user the folder, or set another.")
    seen = f"{free / _MEGABYTE:,.0f} MB are free in {folder}."
    if free < _LEAST:
        return fault("disk", seen, "Make room: nothing can be kept any more soon.")
    if free < max(_COMFORTABLE, 3 * database_size):
        return warning("disk", seen, "Make room: an upgrade and a restore copy the database first.")
    return ok("disk", seen)


def judge_clock(date: str | None, now: datetime) -> Finding:
    """How far the clock is from Discord's, which told its date (as HTTP writes it, to the second) just now."""
    try:
        there = parsedate_to_datetime(date or "")
    except ValueError:
        return warning("clock", "Discord did not tell the time.", "Try again later.")
    off = now - there
    if abs(off) <= _CLOCK_OFF:
        return ok("clock", "It agrees with Discord's.")
    seen = f"It is {abs(off.total_seconds()):,.0f} s {'ahead of' if off > timedelta(0) else 'behind'} Discord's."
    advice = "Set it by the network (NTP): digests come at the wrong time otherwise."
    return fault("clock", seen, advice) if abs(off) > _CLOCK_WRONG else warning("clock", seen, advice)


def _existing(folder: Path) -> Path:
    return folder if folder.exists() or folder == folder.parent else _existing(folder.parent)
