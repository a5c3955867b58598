import importlib.util
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.demo import extra
from bot.demo.errors import DemoNotInstalled

ROOT = Path(__file__).parents[3]


def test_all_of_it_is_there() -> None:
    extra.require_extra()


@pytest.mark.parametrize("module", extra.MODULES)
def test_a_missing_package_is_told(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find: Callable[[str], object] = importlib.util.find_spec
    monkeypatch.setattr(extra, "find_spec", lambda name: None if name == module else find(name))
    with pytest.raises(DemoNotInstalled) as caught:
        extra.require_extra()
    assert caught.value.missing == module


def test_no_package_of_the_demo_is_needed_by_the_bot_itself() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    named = {line.partition("==")[0] for line in project["optional-dependencies"]["demo"]}
    assert named == {"linkify-it-py", "regex", "simcord"}
    assert named.isdisjoint(line.partition("==")[0] for line in project["dependencies"])
