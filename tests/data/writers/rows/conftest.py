"""Rows to propose, lists of many forms to write them into, and the tools that apply patches."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from data.identity.keys import keys_of
from data.months import Month
from data.organisations import parse_organisations
from data.schema import Link, LinkKind, Row, Section

MakeRow = Callable[..., Row]
Apply = Callable[[str, str], dict[str, str]]


@pytest.fixture
def make_row() -> MakeRow:
    """A row as a submission proposes it: links have no labels yet."""
    return propose_row


def propose_row(
    title: str = "Middle paper: caching what matters",
    section: str = "Alpha",
    paper: str = "https://arxiv.org/abs/2304.01234",
    code: str = "",
    *,
    month: Month | None = Month(2023, 4),  # noqa: B008 - a value
    alias: str = "",
    organisations: str = "",
) -> Row:
    """The same as a function."""
    addresses = ((LinkKind.PAPER, paper), (LinkKind.CODE, code))
    links = tuple(Link(kind, "", url) for kind, url in addresses if url)
    return Row(
        title,
        Section(section),
        0,
        aliases=(alias,) if alias else (),
        organisations=parse_organisations(organisations),
        organisation_text=organisations,
        published=month,
        links=links,
        keys=keys_of(title, links),
    )


@pytest.fixture
def apply(tmp_path: Path) -> Apply:
    """What `git apply` and `patch` make of a text with a patch, by the name of the tool; those that are not there are
    left out."""

    def run(text: str, patch: str) -> dict[str, str]:
        results = {}
        for tool, command in {"git": ["git", "apply", "-"], "patch": ["patch", "-p1", "-s", "--binary"]}.items():
            folder = tmp_path / tool
            folder.mkdir(exist_ok=True)
            (folder / "README.md").write_bytes(text.encode())
            try:
                done = subprocess.run(command, input=patch.encode(), cwd=folder, capture_output=True, check=False)  # noqa: S603
            except FileNotFoundError:
                continue
            assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
            results[tool] = (folder / "README.md").read_bytes().decode()
        return results

    return run


TABLE = """\
# Awesome

* [Alpha](#alpha)🔥
* [Beta](#beta)

### 📖Alpha ([back](#paperlist))
<div id="alpha"></div>

|Date|Title|Paper|Code|Recom|
|:---:|:---:|:---:|:---:|:---:|
|2022.01|🔥[**Foo**] Foo: a paper of foo(@MIT) | [[pdf]](https://arxiv.org/pdf/2201.00001)|⚠️|⭐️⭐️ |
|2023.02|[**Bar**] Bar: a paper of bar(@Google etc) | [[pdf]](https://arxiv.org/pdf/2302.00001)|[[bar]](https://github.com/acme/bar) ![](https://img.shields.io/github/stars/acme/bar.svg?style=social)|⭐️ |
|2024.03|[Baz] Baz: a paper of baz(@Meta) | [[blog]](https://example.org/blog/baz)|[[baz]](https://github.com/acme/baz) ![](https://img.shields.io/github/stars/acme/baz.svg?style=social)|⭐️ |

### 📖Beta ([back](#paperlist))
<div id="beta"></div>

|Date|Title|Paper|Code|Recom|
|:---:|:---:|:---:|:---:|:---:|
|2021.05|[**Old**] Old: the oldest one(@IBM) | [[pdf]](https://arxiv.org/pdf/2105.00001)|⚠️|⭐️ |

## License

MIT
"""  # noqa: E501 - rows of tables are long

NUMBERED = """\
# Papers

## Alpha
1. First paper of the list, [Paper](https://arxiv.org/abs/2201.00001)
2. Second paper of the list, [Paper](https://arxiv.org/abs/2202.00001), [Repo](https://github.com/acme/second)
3. Third paper of the list, [Paper](https://arxiv.org/abs/2203.00001) (a remark)

## Beta
1. Lonely paper of the list, [Paper](https://arxiv.org/abs/2204.00001)"""

LINKED = """\
# Awesome

## Alpha
- [Attention is all you need](https://arxiv.org/abs/1706.03762) - The transformer.
- [BERT: Pre-training of deep transformers](https://arxiv.org/abs/1810.04805) - Masks words.
"""

DATED = """\
# Awesome
## Alpha
- [2023/05] [Newest paper of all about caching](https://arxiv.org/abs/2305.00002) | [[code]](https://github.com/a/b)
- [2023/03] [Another paper of the cache](https://arxiv.org/abs/2303.00002) | [[code]](https://github.com/c/b)
- [2022/11] [Older paper of the cache](https://arxiv.org/abs/2211.00002)
"""

NESTED = """\
# Awesome
## Alpha
- **A paper with a long title here**
  - Ann Lee, Bob Day
  - [[Paper](https://arxiv.org/abs/2305.00002)] [[Code](https://github.com/a/b)]
- **Second paper with a long title**
  - Cat Ray, Dan Fox
  - [[Paper](https://arxiv.org/abs/2305.00003)] [[Code](https://github.com/a/c)]
"""

PASSAGES = """\
# Awesome
## Alpha
**A paper with a long title here.** [[paper]](https://arxiv.org/abs/2305.00002) [[code]](https://github.com/a/b)

**Second paper with a long title.** [[paper]](https://arxiv.org/abs/2305.00003)
"""

VENUES = """\
# Awesome
## Alpha
| Title | Venue | Date | Code |
|---|---|---|---|
| [A paper with a long title](https://arxiv.org/abs/2305.00002) | ACL | 2023-05 | [Github](https://github.com/a/b) |
| [Second paper with a title](https://arxiv.org/abs/2306.00002) | ICLR | 2023-06 | - |

## Beta
| Title | Venue | Date | Code |
|---|---|---|---|
"""

CHINESE = """\
# 论文
## Alpha
|日期|标题|论文|代码|
|--|--|--|--|
|2022年5月|【缓存】一篇很长的论文标题（@清华大学）|[论文](https://arxiv.org/abs/2205.00002)|无|
|2023年6月|【第二】第二篇很长的论文（@北京大学）|[论文](https://arxiv.org/abs/2306.00002)|[代码](https://github.com/a/b)|
"""

HTML = """\
# Awesome
## Alpha
<table><tr><th>Title</th><th>Paper</th></tr>
<tr><td>A paper with a long title here</td><td><a href="https://arxiv.org/abs/2305.00002">pdf</a></td></tr>
<tr><td>Second paper with a long title</td><td><a href="https://arxiv.org/abs/2305.00003">pdf</a></td></tr>
</table>
"""

LISTS = {
    "table": TABLE, "numbered": NUMBERED, "linked": LINKED, "dated": DATED, "nested": NESTED, "passages": PASSAGES,
    "venues": VENUES, "chinese": CHINESE,
}  # fmt: skip
"""Lists that rows can be written into, each with a section "Alpha"."""
