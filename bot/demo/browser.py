"""Showing a page to the person at this machine, if there is one."""

import asyncio
import sys
import webbrowser
from collections.abc import Mapping


def has_desktop(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether the program runs in a desktop session of this machine, and not over SSH or as a service."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return False
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


async def open_page(address: str) -> bool:
    """Opens a page in the person's browser; False where there is none."""
    return await asyncio.to_thread(webbrowser.open, address)
