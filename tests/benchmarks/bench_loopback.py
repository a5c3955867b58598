"""How Paperboy answers over real sockets, beside a bot that does nothing, under the same load in the same run.

`python -m tests.benchmarks.bench_loopback` needs `../shared/loopback`, a complete Discord on this machine, and says so
without it. It prints, each as a ratio to the empty bot's,
- latency at 50 interactions a second: medians over rounds in which the two bots take turns;
- the own work of commands, from the start of the callback until the response is sent;
- memory over `--interactions` (20,000) interactions.
A busy machine makes all of it slower; ratios of medians of alternating rounds suffer least.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle, product
from pathlib import Path
from typing import Any

from storage.upgrading import upgrade

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
RATE = 50
_AT_ONCE = 4
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search", {"query": ""}),
    ("search", {"query": ""}),
    ("paper", {"title": "vLLM"}),
    ("category", {}),
    ("search", {"query": ""}),
    ("latest", {}),
    ("category", {"name": "KV cache"}),
    ("search", {"query": "attention", "since": "2024", "has_code": True}),
    ("similar", {"paper": "vLLM"}),
    ("published", {"since": "2024"}),
    ("changes", {}),
    ("about", {}),
    ("library", {}),
    ("ask", {"question": "how many KV cache papers from 2024 have code?"}),
    ("help", {}),
)
"""What is asked in turn; an empty query stands for another one each time, so that none is answered from memory."""
QUERIES = tuple(
    " ".join(words).strip()
    for words in product(
        ("kv cache", "speculatve", "flash", "moe", "long context", "qserve", "pruning", "vllm", "cuda", "attn"),
        ("quantization", "decodng", "attention", "inference", "serving", "compression", "kernels", "scheduling"),
        ("", "microsoft", "2024", "with code", "gpu"),
    )
)
Act = Callable[[Any], Awaitable[Any]]


class Stage:
    """A Discord of its own for one bot, with twenty people who act."""

    def __init__(self, loopback: Any, harness: Any) -> None:
        self.harness = harness
        self._run = loopback.load.run
        guild = harness.guild("Lab")
        channel = guild.channel("papers")
        self.users = [guild.member(f"user{number}").at(channel) for number in range(20)]
        self.bot: Any = None

    async def launch(self, module: str, **environment: str) -> None:
        """Starts the bot and lets it warm up."""
        settings = {"SYNC_HOURS": "0", "LOG_LEVEL": "WARNING"} | environment
        settings["DISCORD_TOKEN"] = self.harness.server.token
        self.bot = await self.harness.launch([sys.executable, "-m", module], cwd=str(ROOT), env=settings)

    async def load(self, act: Act, rate: float, seconds: float) -> Any:
        """What came of a load; see `loopback.load`."""
        return await self._run(act, self.users, rate=rate, seconds=seconds, bot=self.bot)


def asking() -> Act:
    """Commands in turn, and after each fourth a press of one of its buttons."""
    turns, queries = cycle(range(len(ASKED) * 4)), cycle(QUERIES)

    async def act(user: Any) -> Any:
        number = next(turns)
        command, options = ASKED[number % len(ASKED)]
        reply = await user.slash(command, **fill(options, queries))
        if number % 4 == 3 and "Next" in str(reply.components):
            return await user.click(reply, "Next")
        return reply

    return act


def fill(options: dict[str, Any], queries: Iterator[str]) -> dict[str, Any]:
    """The options with the next query in the place of an empty one."""
    return options | {"query": next(queries)} if options.get("query") == "" else options


async def act_empty(user: Any) -> Any:
    """The floor."""
    return await user.slash("empty")


async def measure(options: argparse.Namespace) -> list[str]:
    """Everything in turn; lines to print."""
    sys.path.insert(0, str(SHARED))
    import loopback  # type: ignore[import-not-found]  # beside the checkout

    description = os.environ.get("LOOPBACK_OPENAPI", str(SHARED / "discord-openapi.json"))
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'paperboy.db'}"
        await upgrade(database, empty=False, now=datetime.now(UTC))
        async with loopback.Harness(description) as one, loopback.Harness(description) as other:
            empty, ours = Stage(loopback, one), Stage(loopback, other)
            await empty.launch("tests.benchmarks.empty_bot")
            times = Path(folder) / "times.json"
            await ours.launch("tests.benchmarks.timed_bot", DATABASE_URL=database, TIMES=str(times))
            lines = await compare_latency(empty, ours, options)
            lines += await compare_memory(empty, ours, options)
            lines += await ask_in_turn(ours, options.rounds * 20)
            lines.append(f"violations: {other.report()}")
            await ours.bot.stop()
            lines += tell_own_work(json.loads(times.read_text(encoding="utf-8")))
    return lines


async def compare_latency(empty: Stage, ours: Stage, options: argparse.Namespace) -> list[str]:
    """Rounds at `RATE` a second, the two bots in turn, after one that is not counted."""
    act = asking()
    rounds: list[tuple[Any, Any]] = []
    for number in range(options.rounds + 1):
        floor = await empty.load(act_empty, RATE, options.seconds)
        mine = await ours.load(act, RATE, options.seconds)
        if number:
            rounds.append((floor, mine))
    lines = []
    for name in ("p50", "p99", "cpu_ms"):
        floors, mines = ([getattr(each, name) for each in side] for side in zip(*rounds, strict=True))
        ratio = statistics.median(mine / floor for floor, mine in zip(floors, mines, strict=True))
        low, high = statistics.median(floors), statistics.median(mines)
        lines.append(f"{name:>7} at {RATE}/s: empty {low:7.2f} ms, ours {high:7.2f} ms, ratio {ratio:5.2f}")
    lines.append(f"late answers: {sum(len(mine.errors) for _, mine in rounds)}")
    return lines


async def compare_memory(empty: Stage, ours: Stage, options: argparse.Namespace) -> list[str]:
    """Memory after each tenth of the interactions, as fast as a few people at once are answered."""
    lines = []
    for name, stage, act in (("empty", empty, act_empty), ("ours", ours, asking())):
        seen = [stage.bot.rss_mb()]
        for _ in range(10):
            await press_on(stage, act, options.interactions // 10)
            seen.append(stage.bot.rss_mb())
        grown = (seen[-1] - seen[len(seen) // 2]) / (options.interactions / 2) * 1e6
        shown = " ".join(f"{megabytes:.0f}" for megabytes in seen)
        lines.append(
            f"memory of {name} over {options.interactions}: {shown} MB; {grown:.0f} bytes each in the 2nd half"
        )
    return lines


async def press_on(stage: Stage, act: Act, interactions: int) -> None:
    """So many interactions, each person asking again as soon as they are answered."""
    left = iter(range(interactions))

    async def one(user: Any) -> None:
        for _ in left:
            await act(user)

    await asyncio.gather(*map(one, stage.users[:_AT_ONCE]))


async def ask_in_turn(stage: Stage, rounds: int) -> list[str]:
    """Every command and the empty one, one after the other and each alone, for the stopwatch."""
    queries = cycle(QUERIES)
    for _ in range(rounds):
        for command, options in (("empty", {}), *ASKED):
            await stage.users[0].slash(command, **fill(options, queries))
    return []


def tell_own_work(times: dict[str, list[float]]) -> list[str]:
    """Medians and their ratios to that of the empty command, for the last times of each: those were taken in turn."""
    floor = statistics.median(times["empty"])
    lines = ["own work, from the start of the callback until the response is sent:"]
    for command, taken in sorted(times.items()):
        median = statistics.median(taken[-len(times["empty"]) :])
        lines.append(f"  {median * 1e3:7.2f} ms {median / floor:5.1f}   /{command}")
    return lines


def main() -> int:
    """Measures, or says what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--interactions", type=int, default=20_000)
    options = parser.parse_args()
    if not (SHARED / "loopback").is_dir():
        sys.stdout.write(f"This bench needs {SHARED / 'loopback'}, which is not there.\n")
        return 0
    sys.stdout.write("\n".join(asyncio.run(measure(options))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
