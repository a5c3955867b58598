import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.health.metrics import Metrics

ROOT = Path(__file__).parents[3]
NAME = re.compile(r"\bpaperboy_[a-z_]+\b")


def dashboard() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "deploy/grafana/paperboy.json").read_text(encoding="utf-8"))
    return found


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_prometheus_can_read_what_is_told() -> None:
    metrics = Metrics()
    metrics.interactions.labels("/search", "answered").observe(0.01)
    families = {family.name for family in text_string_to_metric_families(metrics.render().decode())}
    assert "paperboy_interaction_seconds" in families
    assert "paperboy_outbox_depth" in families


def test_two_processes_in_one_program_do_not_share_numbers() -> None:
    first, second = Metrics(), Metrics()
    first.outbox.set(5)
    assert b"paperboy_outbox_depth 0.0" in second.render()


def test_the_dashboard_and_the_alerts_name_what_is_told_and_all_of_it_is_shown() -> None:
    names = Metrics().names()
    shown = set(NAME.findall(json.dumps(dashboard())))
    asked = {name for rule in rules() for name in NAME.findall(rule["expr"])}
    assert shown | asked <= names, "these are told by nobody"
    bases = {re.sub(r"_(bucket|sum|count)$", "", name) for name in names}
    assert bases - {re.sub(r"_(bucket|sum|count)$", "", name) for name in shown} == set(), "these are not shown"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_an_alert_says_what_is_wrong_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["summary"].endswith(".")
    assert rule["annotations"]["description"].endswith(".")


def test_every_panel_has_a_title_a_unit_and_a_place_of_its_own() -> None:
    panels = dashboard()["panels"]
    places = set()
    for panel in panels:
        assert panel["title"]
        assert panel["description"].endswith(".")
        assert panel["fieldConfig"]["defaults"]["unit"]
        assert panel["targets"]
        places.add((panel["gridPos"]["x"], panel["gridPos"]["y"]))
    assert len(places) == len(panels) == len({panel["id"] for panel in panels})
