"""Replays histories of a list, in which every version edits the last in ways that real lists are edited.

The history knows which paper each row is. What is recognised and what is announced is held against that, version by
version: no paper that was there is new, no new paper is missed, each change is told once.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

import pytest
from sqlalchemy import select

from data.formats import parse_document
from storage.database import Database
from storage.importing import ImportReport, import_document
from storage.placements import load_placed
from storage.tables import ListRow

VERSIONS = 30
"""Versions of a history, each of some sixty rows."""

BASE = """
Parallelism ; 2019.10 ; MP: ZeRO ; DeepSpeed-ZeRO: Memory for models of a trillion parameters ; microsoft.com ; 1910.02054 ; ms/DeepSpeed
Parallelism ; 2020.05 ; TP: Megatron-LM ; Megatron-LM: Training multi-billion parameter models ; NVIDIA ; 1909.08053.pdf ; nv/Megatron-LM
Parallelism ; 2022.05 ; SP: Megatron-LM ; Megatron-LM: Reducing activation recomputation in large models ; NVIDIA ; 2205.05198 ; nv/Megatron-LM
Parallelism ; 2024.03 ; CP: Megatron-LM ; Megatron-LM: Context parallelism overview ; NVIDIA ; docs https://docs.example.org/cp.html ; nv/Megatron-LM
Parallelism ; 2023.10 ; SP: Ring Attention ; Ring attention with blockwise transformers for long contexts ; UC Berkeley ; 2310.01889 ; lh/RingAttention
Parallelism ; 2023.05 ; SP: BPT ; Blockwise parallel transformer for large context models ; UC Berkeley ; 2305.19370 ; lh/RingAttention
Parallelism ; 2024.05 ; SP: Unified Sequence Parallel (USP) ; YunChang: A unified sequence parallel attention ; Tencent ; - ; ff/yunchang
Frameworks ; 2020.05 ; Megatron-LM ; Training multi-billion parameter models ; NVIDIA ; 1909.08053.pdf ; nv/Megatron-LM
Frameworks ; 2023.09 ; vLLM ; Efficient memory management for serving with PagedAttention ; UC Berkeley etc ; 2309.06180.pdf ; vl/vllm
Frameworks ; 2023.09 ; Medusa ; Medusa: Simple framework for generation with multiple heads ; Tianle Cai etc ; blog https://sites.example.org/medusa ; fd/Medusa
Frameworks ; 2023.11 ; DeepSpeed-FastGen 2x vLLM? ; DeepSpeed-FastGen: High throughput text generation ; Microsoft ; blog https://github.com/ms/DeepSpeed/tree/main/blogs/fastgen ; ms/DeepSpeed
Frameworks ; 2023.06 ; LightLLM ; LightLLM is a lightweight framework in Python ; * ; docs https://github.com/mt/lightllm ; mt/lightllm
Frameworks ; 2024.06 ; Mooncake ; Mooncake: A cache-centric architecture for serving ; Moonshot AI ; https://github.com/kv/Mooncake/blob/main/v1.pdf ; kv/Mooncake
Frameworks ; 2025.02 ; FlashMLA ; DeepSeek FlashMLA ; deepseek-ai ; - ; ds/FlashMLA
Frameworks ; 2025.02 ; DualPipe ; DeepSeek DualPipe ; deepseek-ai ; - ; ds/DualPipe
Frameworks ; 2025.02 ; DeepEP ; DeepSeek DeepEP ; deepseek-ai ; - ; ds/DeepEP
Frameworks ; 2025.03 ; 推理系统 ; DeepSeek-V3 / R1 推理系统概览 ; deepseek-ai ; blog https://zhuanlan.example.com/p/27181462601 ; -
Attention ; 2022.05 ; FlashAttention ; Fast and memory-efficient exact attention with IO-awareness ; Stanford ; 2205.14135.pdf ; da/flash-attention
Attention ; 2023.05 ; FlashAttention ; From online softmax to FlashAttention ; cs.washington.edu ; https://courses.example.edu/notes.pdf ; -
Attention ; 2023.07 ; FlashAttention-2 ; Faster attention with better parallelism and work partitioning ; Stanford ; 2307.08691.pdf ; da/flash-attention
Attention ; 2018.05 ; Online Softmax ; Online normalizer calculation for softmax ; NVIDIA ; 1805.02867.pdf ; -
Attention ; 2022.10 ; Online Softmax ; SELF-ATTENTION DOES NOT NEED O(n^2) MEMORY ; Google ; 2112.05682.pdf ; -
Attention ; 2023.06 ; Sparse FlashAttention ; Faster causal attention over large sequences through sparse flash attention ; EPFL etc ; 2306.01160.pdf ; ep/dynamic-sparse
Attention ; 2024.11 ; SageAttention-2 ; SageAttention2 Technical Report: Accurate 4 bit attention ; thu-ml ; 2411.10958 ; tm/SageAttention
Attention ; 2024.10 ; SageAttention ; SageAttention: Accurate 8-bit attention ; thu-ml ; 2410.02367 ; tm/SageAttention
KV Cache ; 2023.09 ; PagedAttention ; Efficient memory management for serving with PagedAttention ; UC Berkeley etc ; 2309.06180.pdf ; vl/vllm
KV Cache ; 2023.06 ; QK-Sparse/Dropping Attention ; Faster causal attention over large sequences through sparse flash attention ; EPFL etc ; 2306.01160.pdf ; ep/dynamic-sparse
KV Cache ; 2024.01 ; KVQuant ; Towards contexts of 10 million tokens with quantized caches ; UC Berkeley ; 2401.18079 ; sq/KVQuant
KV Cache ; 2024.03 ; QAQ ; QAQ: Quality adaptive quantization for the cache ; smail.nju.edu.cn ; 2403.04643.pdf ; cd/QAQ
KV Cache ; 2024.02 ; ChunkAttention ; Efficient self-attention with a prefix-aware cache ; microsoft.com ; 2402.15220 ; ms/chunk-attention
KV Cache ; 2024.07 ; MInference 1.0 ; MInference 1.0: Accelerating pre-filling via dynamic sparse attention ; Microsoft ; 2407.02490 ; ms/MInference
Quantization ; 2022.11 ; SmoothQuant ; Accurate and efficient post-training quantization ; MIT etc ; 2211.10438.pdf ; mh/smoothquant
Quantization ; 2023.12 ; SmoothQuant+ ; SmoothQuant+: Accurate and efficient 4-bit weight quantization ; ZTE ; 2312.03788 ; ad/smoothquantplus
Quantization ; 2022.11 ; WINT8/4 ; Who says elephants can't run: Large models at cloud scale ; NVIDIA&Microsoft ; 2211.10017.pdf ; nv/FasterTransformer
Quantization ; 2024.09 ; HADACORE ; HADACORE: Tensor core accelerated Hadamard kernel ; Meta ; 2407.09621 ; pt/hadacore
Quantization ; 2024.07 ; Tensor Product ; Acceleration of tensor-product operations with tensor cores ; Heidelberg ; 2407.09621 ; -
Decoding ; 2023.02 ; Speculative Sampling ; Accelerating language model decoding with speculative sampling ; DeepMind ; 2302.01318 ; -
Decoding ; 2023.05 ; Speculative Sampling ; Fast inference from transformers via speculative decoding ; Google ; 2211.17192 ; fl/sampling
Decoding ; 2024.02 ; Speculative Decoding ; Decoding speculative decoding ; cs.wisc.edu ; 2402.01528 ; uw/decoding
Decoding ; 2024.01 ; Medusa ; Medusa: Simple framework for generation with multiple heads ; Princeton ; 2401.10774 ; fd/Medusa
Decoding ; 2024.09 ; * ; Benchmarking the performance of language models on mobile platforms ; SYSU ; 2410.03613 ; -
"""  # noqa: E501 - a table

WORDS = """
efficient scalable adaptive dynamic sparse streaming heterogeneous hierarchical speculative distributed cached routing
scheduling pruning batching offloading drafting compiling profiling tiling balancing kernels experts tokens prompts
accelerators memories retrieval embeddings pipelines workloads
""".split()  # noqa: SIM905 - thirty words
SYLLABLES = ("Ka", "Flex", "Mo", "Zip", "Ra", "Vi", "Nex", "Dyn", "Tok", "Lu", "Bor", "Qui", "Sel", "Wan")
KINDS_OF_COPIES = {"moved", "retitled", "rated", "link_changed", "code_released"}


@dataclass(eq=False)
class Line:
    """A row of the table; `paper` is what it truly is, `edits` what was done to it since the last version."""

    paper: int
    title: str
    alias: str
    organisation: str
    date: str
    url: str
    code: str
    label: str = "pdf"
    bold: bool = True
    badge: bool = True
    heat: int = 1
    stars: int = 2
    shape: str = "plain"
    edits: list[str] = field(default_factory=list)

    def render(self) -> str:
        alias = f"[**{self.alias}**]" if self.bold else f"[{self.alias}]"
        name = f"{'🔥' * self.heat}{alias if self.alias else ''}"
        organisation = f"(@{self.organisation})" if self.organisation else ""
        title = f"{name} {self.title}{organisation}"
        if self.shape == "linked" and self.url:
            title = f"[{alias if self.alias else ''}{'🔥' * self.heat}{self.title}]({self.url}){organisation}"
        code = f"[[{self.code.split('/')[1]}]](https://github.com/{self.code})" if self.code else "⚠️"
        badge = f" ![](https://img.shields.io/github/stars/{self.code}.svg?style=social)"
        paper = f"[[{self.label}]]({self.url})" if self.url else "⚠️"
        cells = [self.date, title, paper, code + badge * (self.badge and bool(self.code)), "⭐️" * self.stars]
        text = "|".join(cells[:4] if self.shape == "four cells" else cells)
        return {"double": f"||{text}|", "open": f"|{text}", "bare": text}.get(self.shape, f"|{text} |")


@dataclass(eq=False)
class Part:
    """A section with its rows."""

    name: str
    anchor: str
    lines: list[Line] = field(default_factory=list)


class History:
    """A list under edit. `allowed` holds, for each paper, the kinds of changes that its edits may be told as."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same history for the same seed
        self.anchors = True
        self.is_arranged = False
        self.new_papers = (-number for number in count(1))
        self.dropped: dict[int, list[tuple[str, Line]]] = {}
        self.allowed: dict[int, set[str]] = defaultdict(set)
        self.parts: list[Part] = []
        for number, text in enumerate(BASE.strip().splitlines(), 1):
            section, date, alias, title, organisation, link, code = (cell.strip() for cell in text.split(";"))
            label, _, address = link.rpartition(" ")
            url = address if "/" in address else f"https://arxiv.org/pdf/{address}" if address != "-" else ""
            alias, organisation = ("" if cell == "*" else cell for cell in (alias, organisation))
            line = Line(number, title, alias, organisation, date, url, "" if code == "-" else code, label or "pdf")
            if not self.parts or self.parts[-1].name != section:
                self.parts.append(Part(section, section.lower().replace(" ", "_")))
            self.parts[-1].lines.append(line)

    def render(self) -> str:
        text = ["# Papers", *(f"* [{part.name}](#{part.anchor})" for part in self.parts if self.anchors), ""]
        for part in self.parts:
            anchor = f'<div id="{part.anchor}"></div>' if self.anchors else ""
            head = [f"### 📖{part.name} ([©️back👆🏻](#paperlist))", anchor, "", "|Date|Title|Paper|Code|Recom|"]
            text += [*head, "|:---:|:---:|:---:|:---:|:---:|", *(line.render() for line in part.lines), ""]
        return "\n".join([*text, "## License", "", "GPL"])

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    def rows_of(self, paper: int) -> list[tuple[Part, Line]]:
        return [(part, line) for part in self.parts for line in part.lines if line.paper == paper]

    def advance(self) -> None:
        """Makes the next version."""
        self.allowed.clear()
        self.is_arranged = False
        for line in (*self.lines, *(line for rows in self.dropped.values() for _, line in rows)):
            line.edits = []
        for _ in range(self.random.randint(1, 5)):
            chosen = self.random.choice(
                (self.edit_row, self.edit_row, self.edit_row, self.place_row, self.add, self.arrange)
            )
            chosen()

    def edit_row(self) -> None:
        line = self.random.choice(self.lines)
        if not line.edits:
            self.edit(line, self.random.choice((1, 1, 2, 3)))

    def edit(self, line: Line, times: int) -> None:
        """Edits a row once or more, but never its title, its name and its link all at once."""
        for edit in self.random.sample(EDITS, times):
            if len({*line.edits, edit.__name__} & NAMING) > 1:
                continue
            kind = edit(line, self.random)
            if kind is not None:
                line.edits.append(edit.__name__)
                self.allowed[line.paper].update([kind] if kind else [])
                if kind == "code_released" and len(self.rows_of(line.paper)) > 1:
                    self.allowed[line.paper].add("link_changed")  # where another row had it

    def place_row(self) -> None:
        """Copies a row, moves it, or takes it out of one of its sections or of all."""
        part = self.random.choice(self.parts)
        line = self.random.choice(part.lines)
        rows = self.rows_of(line.paper)
        how = self.random.choice(("copy", "copy", "move", "drop", "return"))
        if how == "return" and self.dropped:
            return self.put_back()
        if len(part.lines) < 3 or any(row.edits for _, row in rows):
            return None
        other = self.random.choice([one for one in self.parts if one is not part])
        if how == "copy" and len(rows) < 3:
            copied = deepcopy(line)
            self.insert(other, copied)
            if self.random.random() < 0.3:
                self.random.choice((reword, recase, add_name, change_form, change_stars, release))(copied, self.random)
            self.allowed[line.paper] |= KINDS_OF_COPIES
        elif how == "move":
            part.lines.remove(line)
            self.insert(other, line)
            self.allowed[line.paper] |= {"moved"}
        elif len(rows) > 1 and how == "drop":
            part.lines.remove(line)
            self.allowed[line.paper] |= KINDS_OF_COPIES
        elif how == "drop" and len(self.dropped) < 3:
            self.take_out(line.paper)
        line.edits.append(how)
        return None

    def take_out(self, paper: int) -> None:
        rows = self.rows_of(paper)
        for part, line in rows:
            part.lines.remove(line)
            line.edits.append("dropped")
        self.dropped[paper] = [(part.name, line) for part, line in rows]
        self.allowed[paper] = {"removed"}

    def put_back(self) -> None:
        paper = self.random.choice(list(self.dropped))
        if any(line.edits for _, line in self.dropped[paper]):
            return
        for name, line in self.dropped.pop(paper):
            part = next((part for part in self.parts if part.name == name), self.parts[0])
            self.insert(part, line)
            self.edit(line, self.random.choice((0, 1)))
            line.edits.append("put back")
        self.allowed[paper] = {"restored"}

    def arrange(self) -> None:
        """Renames, orders, splits or merges sections, orders rows, or writes the whole table in another form."""
        if self.is_arranged:
            return
        self.is_arranged = True
        part, other = self.random.sample(self.parts, 2)
        how = self.random.choice(("rename", "rename", "sections", "rows", "split", "merge", "anchors", "bold", "shape"))
        if how == "rename" and not any(line.edits for line in part.lines):
            part.name = phrase(self.random, 2)
            part.anchor = self.random.choice((part.anchor, part.name.replace(" ", "-")))
        elif how == "sections":
            self.random.shuffle(self.parts)
        elif how == "rows":
            self.random.shuffle(part.lines)
        elif how == "split" and len(part.lines) > 7 and not any(line.edits for line in part.lines):
            name = phrase(self.random, 2)
            self.parts.append(Part(name, name, part.lines[5:]))
            del part.lines[5:]
            self.mark_moved(self.parts[-1])
        elif how == "merge" and len(self.parts) > 5 and not any(line.edits for line in (*part.lines, *other.lines)):
            part.lines += other.lines
            self.parts.remove(other)
            self.mark_moved(other)
        elif how == "anchors":
            self.anchors = not self.anchors
        elif how in {"bold", "shape"}:
            shape, bold = self.random.choice(("plain", "open", "double", "bare")), self.random.random() < 0.5
            for line in self.lines:
                line.bold, line.shape = bold, line.shape if line.shape in {"linked", "four cells"} else shape

    def mark_moved(self, part: Part) -> None:
        for line in part.lines:
            line.edits.append("rearranged")
            self.allowed[line.paper] |= {"moved"}

    def insert(self, part: Part, line: Line) -> None:
        part.lines.insert(self.random.randint(0, len(part.lines)), line)

    def add(self) -> None:
        """Adds a new paper, which may resemble one that stands or takes the place of one."""
        part, other_part = self.random.choice(self.parts), self.random.choice(self.parts)
        line, like = self.make_paper(), self.random.choice(part.lines)
        how = self.random.choice(("new", "several", "name", "title", "code", "id", "instead", "twice"))
        if how == "several":
            self.insert(other_part, self.make_paper())
        elif how == "name" and like.alias:
            line.alias, line.date, line.organisation = like.alias, like.date, like.organisation
        elif how == "title":
            line.title = f"{line.alias}: {' '.join(like.title.split(': ')[-1].split()[:-1])} {phrase(self.random, 1)}"
        elif how == "code":
            line.code = like.code
        elif how == "id" and not like.edits:
            line.url = like.url or line.url
        elif how == "instead" and len(part.lines) > 3 and len(self.dropped) < 3:
            if not any(row.edits for _, row in self.rows_of(like.paper)):
                line.date, line.organisation = like.date, like.organisation
                part.lines.insert(part.lines.index(like), line)
                return self.take_out(like.paper)
        elif how == "twice":
            copied = deepcopy(line)
            add_name(copied, self.random)
            self.insert(other_part, copied)
        return self.insert(part, line)

    def make_paper(self) -> Line:
        random = self.random
        title, alias = phrase(random, random.randint(5, 9)), invent(random)
        title = random.choice((title, f"{alias}: {title}"))
        date = f"{random.randint(2023, 2026)}.{random.randint(1, 12):02}"
        code = random.choice(("", f"{invent(random)}/{invent(random)}"))
        line = Line(
            next(self.new_papers), title, alias, random.choice(("MIT", "NVIDIA", "")), date, new_id(random), code
        )
        line.edits = ["new"]
        return line


def phrase(random: Random, words: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(words)).capitalize()


def invent(random: Random) -> str:
    return "".join(random.sample(SYLLABLES, 3))


def new_id(random: Random) -> str:
    return f"https://arxiv.org/pdf/{random.randint(23, 26)}{random.randint(1, 12):02}.{random.randint(0, 99999):05}"


# Each edit of a row returns the kinds of changes that it is told as, "" for none, or None where it does not apply.


def reword(line: Line, random: Random) -> str:
    words = line.title.split()
    place = random.randrange(1, len(words))
    words[place : place + random.randint(0, 1)] = random.choice((["the"], ["really", "fast"], [words[place] + "s"]))
    line.title = " ".join(words)
    return "retitled"


def retitle(line: Line, random: Random) -> str:
    line.title = phrase(random, 8)
    return "retitled"


def recase(line: Line, random: Random) -> str | None:
    before, line.title = line.title, random.choice((str.upper, str.title, str.lower))(line.title)
    return "retitled" if line.title != before else None


def add_name(line: Line, random: Random) -> str | None:
    if not line.alias or ":" in line.alias + line.title:
        return None
    line.title = f"{line.alias}: {line.title}"
    return "retitled"


def respell(line: Line, random: Random) -> str | None:
    before = line.alias
    line.alias = random.choice((before.upper(), before.replace("-", " "), f"{before}, 2x faster" if before else ""))
    return "retitled" if line.alias.split(": ")[-1] != before.split(": ")[-1] else None


def rename(line: Line, random: Random) -> str:
    line.alias = invent(random) if random.random() < 0.7 or not line.alias else ""
    return "retitled"


def add_prefix(line: Line, random: Random) -> str | None:
    if not line.alias:
        return None
    line.alias = line.alias[4:] if line.alias[2:4] == ": " else f"SP: {line.alias}"
    return ""


def change_form(line: Line, random: Random) -> str | None:
    found = re.search(r"arxiv\.org/\w+/(\d{4}\.\d{5})", line.url)
    forms = ("https://arxiv.org/abs/{}", "http://arxiv.org/pdf/{}v2.pdf", "https://export.arxiv.org/pdf/{}.pdf")
    line.url = random.choice(forms).format(found[1]) if found else line.url.replace("https:", "http:")
    return ""


def change_archive(line: Line, random: Random) -> str:
    line.url = f"https://openreview.net/forum?id={random.random()}" if "arxiv" in line.url else new_id(random)
    return "link_changed"


def correct_id(line: Line, random: Random) -> str:
    line.url = new_id(random)
    return "link_changed"


def release(line: Line, random: Random) -> str:
    had, line.code = line.code, f"{invent(random)}/{invent(random)}"
    return "link_changed" if had else "code_released"


def withdraw(line: Line, random: Random) -> str | None:
    had, line.code = line.code, line.code if not line.url else ""
    return "link_changed" if had != line.code else None


def change_heat(line: Line, random: Random) -> str:
    line.heat = (line.heat + random.randint(1, 3)) % 4
    return "rated"


def change_stars(line: Line, random: Random) -> str | None:
    line.stars = 3 - line.stars
    return "rated" if line.shape != "four cells" else None


def change_looks(line: Line, random: Random) -> str:
    line.bold, line.badge, line.organisation = not line.bold, not line.badge, random.choice(("", "PKU", "meta etc"))
    line.date = f"{line.date[:4]}.{random.randint(1, 12):02}"
    return ""


def cut_cell(line: Line, random: Random) -> str | None:
    line.shape = "plain" if line.shape == "four cells" else "four cells"
    return "rated"


EDITS: tuple[Callable[[Line, Random], str | None], ...] = (
    reword, retitle, recase, add_name, respell, rename, add_prefix, change_form, change_archive, correct_id, release,
    withdraw, change_heat, change_stars, change_looks, cut_cell,
)  # fmt: skip
NAMING = {"retitle", "rename", "change_archive", "correct_id"}


class Replay:
    """A history and the catalog that follows it."""

    def __init__(self, database: Database, now: datetime, seed: int) -> None:
        self.history = History(seed)
        self._database = database
        self._now = now
        self._seen: set[int] = set()

    async def start(self) -> None:
        """Imports the first version, which says once for all which paper each row of it is."""
        _, papers = await self._import()
        for line, paper in zip(self.history.lines, papers, strict=True):
            line.paper = paper
        self._seen = set(papers)

    async def follow(self) -> None:
        """Makes a version, imports it and holds what came of it against the truth."""
        before = defaultdict(list)
        for line in self.history.lines:
            before[line.paper].append(line.render())
        self.history.advance()
        report, papers = await self._import()
        truth = [line.paper for line in self.history.lines]
        found = dict(zip(truth, papers, strict=True))
        for line, paper in zip(self.history.lines, papers, strict=True):
            was = "\n".join(before[line.paper])
            assert paper == found[line.paper], f"one paper became two: {line.edits}\n{line.render()}\n{was}"
            if line.paper > 0:
                assert paper == line.paper, f"taken for another paper: {line.edits}\n{line.render()}\n{was}"
            else:
                assert paper not in self._seen, f"a new paper was taken for an old one:\n{line.render()}"
        new = {paper for number, paper in found.items() if number < 0}
        assert len(new) == len({number for number in found if number < 0}), "two new papers became one"
        self._check_changes(report, new)
        for line, paper in zip(self.history.lines, papers, strict=True):
            line.paper = paper
        self._seen.update(new)

    def _check_changes(self, report: ImportReport, new: set[int]) -> None:
        told: dict[int, list[str]] = defaultdict(list)
        for change in report.changes:
            told[change.paper_id].append(change.kind.value)
        assert {paper for paper, kinds in told.items() if "added" in kinds} == new
        for paper in {*told, *self.history.allowed} - new:
            kinds, allowed = told[paper], self.history.allowed.get(paper, set())
            rows = [line.render() for _, line in self.history.rows_of(paper)]
            edits = [line.edits for _, line in self.history.rows_of(paper)]
            assert len(kinds) == len(set(kinds)), f"told twice: {kinds} of {rows}"
            assert set(kinds) <= allowed, f"{kinds} told where {allowed} happened: {edits} to {rows}"
            if allowed & {"removed", "restored"} or (len(rows) == 1 and len(edits[0]) == 1):
                assert set(kinds) == allowed, f"{kinds} told where {allowed} happened: {edits} to {rows}"

    async def _import(self) -> tuple[ImportReport, list[int]]:
        self._now += timedelta(hours=6)
        document = parse_document(self.history.render())
        async with self._database.write() as session:
            report = await import_document(session, "mine", document, self._now)
            list_id = (await session.execute(select(ListRow.id))).scalar_one()
            placed = await load_placed(session, list_id=list_id)
        return report, [one.paper_id for one in placed if one.removed_at is None]


@pytest.mark.parametrize("dialect", ["sqlite"])
@pytest.mark.parametrize("seed", range(4))
async def test_a_history_announces_every_new_paper_once_and_no_other(
    database: Database, now: datetime, seed: int
) -> None:
    replay = Replay(database, now, seed)
    await replay.start()
    for _ in range(VERSIONS):
        await replay.follow()
