from pathlib import Path

from data.seed import FOLDER
from data.seed.building import build_seed


def test_the_shipped_catalog_is_what_the_readers_make_of_the_lists(real_lists: Path) -> None:
    built = dict(build_seed(real_lists))
    shipped = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.jsonl")}
    assert built.keys() == shipped.keys()
    for name, text in built.items():
        assert text == shipped[name], f"{name} is not what the readers make: python -m data seed rebuilds it"
