import io
import json
import zipfile
from datetime import datetime

import pytest

from bot import privacy
from bot.privacy import pack


def test_what_is_kept_is_readable_json_with_its_notes(now: datetime) -> None:
    name, content = pack({"saved_papers": [{"note": "注意 \ud800"}]}, "mine", ["All of it."], now)
    read = json.loads(content)
    assert name == "paperboy-mine.json"
    assert read["kept"]["saved_papers"][0]["note"].startswith("注意")
    assert (read["notes"], read["exported_at"]) == (["All of it."], now.isoformat())


def test_what_is_too_large_for_discord_is_packed(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "LARGEST", 100)
    name, content = pack({"deliveries": [{"id": number} for number in range(100)]}, "guild", [], now)
    assert name == "paperboy-guild.json.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(json.loads(archive.read("paperboy-guild.json"))["kept"]["deliveries"]) == 100
