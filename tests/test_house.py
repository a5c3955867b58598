"""The rules of the house that are forgotten most easily."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("data", "storage", "bot")
TOP_LEVEL = {
    "pyproject.toml", "bot", "storage", "data", "tests", "deploy",
    "README.md", "CHANGELOG.md", "DECISIONS.md", "CONTRIBUTING.md", "LICENSE",
}  # fmt: skip
MODULES = [
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.name not in {"__init__.py", "__main__.py"} and "migrations" not in path.parts
]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_is_mirrored_in_the_tests(module: Path) -> None:
    mirror = Path("tests", *module.parts[:-1], f"test_{module.name}")
    assert (ROOT / mirror).is_file(), f"{module} has no {mirror}"


def test_no_test_mirrors_a_module_that_is_gone() -> None:
    modules = {Path("tests", *module.parts[:-1], f"test_{module.name}") for module in MODULES}
    mirrors = {
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in (ROOT / "tests" / package).rglob("test_*.py")
        if path.relative_to(ROOT).parts[2:]
    }
    assert {mirror for mirror in mirrors - modules if not _tests_a_package_or_door(mirror)} == set()


def _tests_a_package_or_door(mirror: Path) -> bool:
    """tests/data/test_seed.py may test the package data/seed, tests/bot/test_main.py the door bot/__main__.py; some
    tests try a whole package on much data."""
    name = mirror.stem.removeprefix("test_")
    folder = ROOT.joinpath(*mirror.parts[1:-1])
    return (folder / name).is_dir() or name in {"main", "real_lists", "replay", "kills", "fleet", "interleavings"}


def test_the_top_level_is_what_a_newcomer_expects() -> None:
    tracked = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert (
        tracked - {"__pycache__", "backups"} - {name for name in tracked if name.startswith("paperboy.db")} == TOP_LEVEL
    )


@pytest.mark.parametrize("word", ["utils", "helpers", "core", "common", "manager"])
def test_no_module_is_named_for_nothing(word: str) -> None:
    assert not [module for module in MODULES if word in module.stem.split("_")]


def test_continuous_integration_runs_what_the_readme_tells() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*-m pytest -n auto$", run, re.MULTILINE)
    assert len(commands) == 1
    assert commands[0] in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
