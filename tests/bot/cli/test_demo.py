import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.sentences import Status

ROOT = Path(__file__).parents[3]


def test_it_serves_a_page_and_leaves_the_configured_database_and_the_folder_alone(tmp_path: Path) -> None:
    configured = tmp_path / "configured.db"
    configured.write_bytes(b"not to be touched")
    before = configured.stat()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{configured}"}
    environment.pop("DISCORD_TOKEN", None)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-browser"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        assert demo.stderr is not None
        greeting = demo.stdout.readline() + demo.stdout.readline()
        try:
            address = next(word for word in greeting.split() if word.startswith("http://127.0.0.1:"))
            with urllib.request.urlopen(address.partition("#")[0]) as page:  # noqa: S310 ours
                assert page.status == 200
                assert b"<html" in page.read()
        finally:
            demo.send_signal(signal.SIGINT)
        assert demo.wait(10) == 0
        assert demo.stderr.read() == "The demo has ended.\n"
    assert "/search flash attn" in greeting
    assert configured.read_bytes() == b"not to be touched"
    assert configured.stat().st_mtime_ns == before.st_mtime_ns
    assert list(tmp_path.iterdir()) == [configured]


def test_a_port_that_is_taken_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["demo", "--no-browser", "--port", str(port)], {}) is Status.REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"The demo cannot listen on port {port} (")


def test_without_its_packages_it_says_how_to_install_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.demo.extra.MODULES", ("no_such_module",))
    assert main(["demo"], {}) is Status.REFUSED
    assert capsys.readouterr().err == (
        f'The demo needs its optional packages; run: {sys.executable} -m pip install ".[demo]"\n'
    )
