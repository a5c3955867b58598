"""What an operator copies, held against the program and against good manners. No container engine runs here."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NAMES = {name.upper() for name in Settings.model_fields}
PINNED = re.compile(r"[\w./-]+:v?\d+\.\d+(\.\d+)?[\w.-]*")


def load(name: str) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")) if each]


def dockerfile() -> list[tuple[str, str]]:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line.strip()]


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def services() -> list[tuple[str, str, dict[str, Any]]]:
    names = ("compose.yml", "compose.many.yml")
    return [(name, key, service) for name in names for key, service in load(name)[0]["services"].items()]


def containers() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    pods = [
        each["spec"]["template"]["spec"] for each in load("kubernetes/paperboy.yml") if each["kind"] == "Deployment"
    ]
    return [(pod, container) for pod in pods for container in pod["containers"]]


def test_every_setting_that_is_set_somewhere_is_one() -> None:
    given = [service.get("environment", {}) for _, key, service in services() if key in {"bot", "worker"}]
    given += [each["data"] for each in load("kubernetes/paperboy.yml") if each["kind"] == "ConfigMap"]
    environment = " ".join(rest for word, rest in dockerfile() if word == "ENV")
    given.append(dict(re.findall(r"(\w+)=(\S+)", environment)))
    known = NAMES | {"PATH", "PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
    known |= {"PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"}
    for environment_of_one in given:
        assert set(environment_of_one) <= known
        values = {name: str(value) for name, value in environment_of_one.items() if not name.endswith("_FILE")}
        Settings.from_environment(values)  # each can be used


def test_the_image_is_built_in_stages_pinned_not_root_and_checks_its_health() -> None:
    lines = dockerfile()
    bases = [rest.split()[0] for word, rest in lines if word == "FROM"]
    assert len(bases) == 2
    assert all(PINNED.fullmatch(base) for base in bases)
    words = [word for word, _ in lines]
    last = len(words) - 1 - words[::-1].index("FROM")
    users = [rest for word, rest in lines[last:] if word == "USER"]
    assert users == ["10001:10001"], "a number, so that Kubernetes can tell that it is not root"
    assert "HEALTHCHECK" in words[last:]
    assert all(rest.startswith("[") for word, rest in lines if word in {"ENTRYPOINT", "CMD"})
    assert not any(word in {"ADD", "MAINTAINER"} for word in words)
    copied = [rest.split()[0] for word, rest in lines if word == "COPY" and not rest.startswith("--from")]
    for path in [*copied, "README.md", "LICENSE"]:
        assert (ROOT / path).exists()


def test_what_the_image_copies_is_let_through_and_nothing_else_is() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*"
    allowed = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        part.rstrip("/")
        for word, rest in dockerfile()
        if word == "COPY" and not rest.startswith("--from")
        for part in rest.split()[:-1]
    }
    assert allowed == copied


@pytest.mark.parametrize(
    ("file", "name", "service"), services(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_service_is_pinned_bounded_and_restarts(file: str, name: str, service: dict[str, Any]) -> None:
    assert PINNED.fullmatch(service["image"])
    assert service["restart"] == "unless-stopped"
    assert service["mem_limit"]
    if service["image"].startswith("paperboy"):
        assert service["image"] == f"paperboy:{version()}"
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert int(service["stop_grace_period"].rstrip("s")) > 10
        assert not any("TOKEN" in key and not key.endswith("_FILE") for key in service["environment"])


def test_every_secret_and_volume_of_a_service_is_there() -> None:
    for name in ("compose.yml", "compose.many.yml"):
        whole = load(name)[0]
        for service in whole["services"].values():
            assert set(service.get("secrets", [])) <= set(whole["secrets"])
            named = {each.split(":")[0] for each in service.get("volumes", [])}
            assert {each for each in named if not each.startswith(".")} <= set(whole["volumes"])


def test_pods_are_confined_probed_and_given_time_to_stop() -> None:
    for pod, container in containers():
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        assert pod["terminationGracePeriodSeconds"] > 10
        assert container["image"] == f"paperboy:{version()}"
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert {"livenessProbe", "readinessProbe", "startupProbe"} <= set(container)
        assert container["resources"]["limits"]["memory"]
        assert {each["name"] for each in container["volumeMounts"]} == {each["name"] for each in pod["volumes"]}


def test_selectors_of_kubernetes_choose_what_there_is() -> None:
    for each in load("kubernetes/paperboy.yml"):
        if each["kind"] == "Deployment":
            labels = each["spec"]["template"]["metadata"]["labels"]
            assert each["spec"]["selector"]["matchLabels"].items() <= labels.items()
            assert each["metadata"]["labels"].items() <= labels.items()


def test_the_unit_is_confined_and_does_not_start_again_what_has_to_be_mended() -> None:
    text = (DEPLOY / "systemd/paperboy.service").read_text(encoding="utf-8")
    for line in ("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "RestartPreventExitStatus=2"):
        assert line in text.splitlines()
    stop = re.search(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)
    assert stop is not None
    assert int(stop[1]) > 10


def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not on this machine")
    text = (DEPLOY / "systemd/paperboy.service").read_text(encoding="utf-8")
    unit = tmp_path / "paperboy.service"
    unit.write_text(text.replace("/opt/paperboy/.venv/bin/python", "/bin/true"))
    said = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert "paperboy.service" not in said.stderr, said.stderr
    assert said.returncode == 0, said.stderr


def test_the_scheduler_of_prometheus_finds_the_alerts() -> None:
    config = load("prometheus/prometheus.yml")[0]
    assert config["rule_files"] == ["/etc/prometheus/alerts.yml"]
    assert (DEPLOY / "prometheus/alerts.yml").is_file()
