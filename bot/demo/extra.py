"""The packages that only the demo needs: the extra `demo` of pyproject.toml."""

from importlib.util import find_spec

from bot.demo.errors import DemoNotInstalled

MODULES = ("simcord", "markdown_it", "linkify_it", "regex")


def require_extra() -> None:
    """Raises `DemoNotInstalled` when a package of the demo is missing."""
    for module in MODULES:
        if find_spec(module) is None:
            raise DemoNotInstalled(module)
