"""`python -m bot demo`: the real bot on a page of this machine, without a token or a network."""

import argparse
import asyncio
import sys
from collections.abc import Mapping

from bot.cli.logs import start_logging
from bot.cli.sentences import Status
from bot.cli.stopping import until_stopped
from bot.demo.browser import has_desktop, open_page
from bot.demo.extra import require_extra
from bot.texts import Texts

GREETING = """\
Paperboy's demo is at {address}
Type there, for example, /search flash attn and press Enter; Ctrl-C here ends it."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--port", type=_port, metavar="N", help="listen on this port (default: one that is free)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page in a browser")
    parser.add_argument(
        "--locale", choices=Texts.load().locales, default="en-US", help="the language in which the bot answers"
    )


def demo(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Serves the demo until Ctrl-C, SIGTERM or the page's own end. Raises `DemoNotInstalled` and `PortUnavailable`."""
    require_extra()
    start_logging("ERROR")
    show = not options.no_browser and has_desktop(environment)
    asyncio.run(_serve(options.port, options.locale, show=show))
    return Status.DONE


async def _serve(port: int | None, locale: str, *, show: bool) -> None:
    from bot.demo.session import run_until_closed, serve_demo  # needs the packages of the extra

    with until_stopped():
        async with serve_demo(port=port, locale=locale) as preview:
            print(GREETING.format(address=preview.url), flush=True)
            if show:
                await open_page(preview.url)
            await run_until_closed(preview)
    print("The demo has ended.", file=sys.stderr)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)
