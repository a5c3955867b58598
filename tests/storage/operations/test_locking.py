import subprocess
import sys
from pathlib import Path

import pytest

from storage.operations.errors import DatabaseInUse
from storage.operations.locking import alone, lock_file, serving

ROOT = Path(__file__).parents[3]
HOLD = """
import sys, time
from storage.operations.locking import alone, serving
with {"alone": alone, "serving": serving}[sys.argv[2]](sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", ["alone", "serving"])
def test_nobody_gets_a_file_alone_that_is_used_until_that_ends_however_it_does(how: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'paperboy.db'}"
    holder = subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", HOLD, url, how], cwd=ROOT, stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)}
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(DatabaseInUse), alone(url):
        raise AssertionError
    if how == "serving":
        with serving(url):
            pass  # any number may
    else:
        with pytest.raises(DatabaseInUse), serving(url):
            raise AssertionError
    with alone(f"sqlite:///{tmp_path / 'other.db'}"):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with alone(url):
        assert lock_file(tmp_path / "paperboy.db").exists()
    with alone(url):
        pass


def test_a_server_is_shared_and_a_missing_folder_is_left_to_who_opens_it(tmp_path: Path) -> None:
    with alone("postgresql://db/papers"), alone("postgresql://db/papers"):
        pass
    with alone(f"sqlite:///{tmp_path}/none/paperboy.db"):
        assert not (tmp_path / "none").exists()
