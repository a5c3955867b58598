"""`python -m bot doctor`: what is wrong with this installation, and what to do about it."""

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from bot.cli.logs import hide, start_logging
from bot.cli.sentences import Status, find_ending
from bot.doctor.examining import examine
from bot.doctor.finding import Condition, Finding, fault, has_fault, ok
from bot.setting_checks import InvalidSetting
from bot.settings import Settings
from data.cli.printing import printable

_SIGNS = {Condition.OK: "ok", Condition.WARNING: "warning", Condition.FAULT: "FAULT"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def diagnose(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Prints what was found, a line each; the status is that of a failure when something does not work."""
    start_logging("ERROR")
    secrets: tuple[str, ...] = ()
    try:
        settings = Settings.from_environment(environment)
    except InvalidSetting as error:
        ending = find_ending(error)
        findings = [fault("settings", ending.sentence if ending else error.name, "Correct it.")]
    else:
        secrets = settings.secrets
        start_logging("ERROR", secrets=secrets)
        findings = [ok("settings", "They can be used."), *asyncio.run(examine(settings, datetime.now(UTC)))]
    text = render_json(findings) if options.json else render_lines(findings)
    print(hide(text, secrets))
    return Status.FAILED if has_fault(findings) else Status.DONE


def render_lines(findings: Sequence[Finding]) -> str:
    """For people: one line each, and below it what to do."""
    width = max(len(each.name) for each in findings)
    lines = []
    for each in findings:
        lines.append(printable(f"{_SIGNS[each.condition]:8} {each.name:{width}}  {each.seen}"))
        if each.advice:
            lines.append(printable(f"{'':8} {'':{width}}  -> {each.advice}"))
    return "\n".join(lines)


def render_json(findings: Sequence[Finding]) -> str:
    """For programs: `findings` as they came, and `condition`, the worst of them."""
    order = list(Condition)
    worst = max((each.condition for each in findings), key=order.index)
    return json.dumps({"condition": worst, "findings": [asdict(each) for each in findings]}, ensure_ascii=False)
