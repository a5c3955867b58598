"""Which version of Paperboy this is."""

import tomllib
from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"


@cache
def read_version() -> str:
    """The version that the checkout states, such as "0.1.0". It stands in one place, the project's own file."""
    with _PROJECT.open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
