from data.formats.markdown import parse_markdown
from data.schema import Section

LIST = """\
<div align='center'><img src=https://img.shields.io/x.svg ></div>

## 📒Introduction
A list. See [another](https://a.org). ![](https://img.shields.io/y)

## 📖 News 🔥🔥
<div id="news"></div>

- [2026/03] [v1.3](https://a.org/v1.3) is out

## ©️Citations
```BibTeX
@misc{x,
  title={A list},
  url={https://a.org},
}
```

[All.pdf](https://a.org/all.pdf.zip): 500 pages

<div id="paperlist"></div>

## 📖Contents
* 📖[Trending](#Trending-Topics)🔥🔥🔥
* 📖[Applications](#apps)

### 📖Trending Topics ([©️back👆🏻](#paperlist))
<div id="Trending-Topics"></div>

|Date|Title|Paper|Code|Recom|
|:---:|:---:|:---:|:---:|:---:|
| 2026.03 | 🔥🔥🔥[**OneComp**] OneComp: One-Line Revolution(@Fujitsu) | [[pdf]](https://arxiv.org/pdf/2603.28845) | \
[[OneCompression]](https://github.com/F/O) ![](https://img.shields.io/github/stars/F/O.svg?style=social) | ⭐️⭐️ |
|2025.02|[**FlashMLA**] DeepSeek FlashMLA(@deepseek-ai)|⚠️| [[FlashMLA]](https://github.com/d/F)<br> ![](https://x.y)|⭐️|
|2024.05|[**SP: USP**] YunChang: A Unified (USP) Attention(@Tencent)|[[pdf]]()|[USP](https://github.com/f/l)|⭐️⭐️ |

### 📖LLM Inference Applications ([🔙back🔝](#paperlist))
<div id="apps"></div>

|Date|Title|App|Code|Recom|
|:---|:---|:---|:---|:---|
|2024.01|[**StoryRoute**](https://s.app) A real-time LLM tour|[[app]](https://s.app)|[[s]](https://github.com/s/s)|🌟 |

## ©️License
- [GPL](https://a.org/gpl)

<!--
|2024.01|[X] hidden|[[pdf]](https://a.org)|-|-|
-->
"""


def test_a_document_is_read_whole_and_nothing_around_its_rows_is_an_entry() -> None:
    document = parse_markdown(LIST)
    assert [(row.line, row.title) for row in document.rows] == [
        (32, "OneComp: One-Line Revolution"),
        (33, "DeepSeek FlashMLA"),
        (34, "YunChang: A Unified (USP) Attention"),
        (41, "A real-time LLM tour"),
    ]
    assert document.sections == (
        Section("Trending Topics", "Trending-Topics", 3),
        Section("LLM Inference Applications", "apps", 0),
    )
    assert [(problem.line, problem.kind) for problem in document.problems] == [(34, "empty_link")]
    assert (document.format, document.title) == ("markdown", "Introduction")


def test_links_come_with_kind_and_label_and_badges_are_none() -> None:
    links = [[(link.kind.value, link.label, link.url) for link in row.links] for row in parse_markdown(LIST).rows]
    assert links == [
        [("paper", "pdf", "https://arxiv.org/pdf/2603.28845"), ("code", "OneCompression", "https://github.com/F/O")],
        [("code", "FlashMLA", "https://github.com/d/F")],
        [("code", "USP", "https://github.com/f/l")],
        [("docs", "app", "https://s.app"), ("code", "s", "https://github.com/s/s")],
    ]


def test_the_title_of_a_document_is_its_chief_heading() -> None:
    assert parse_markdown("## First\n\n# 📖 Second\n\n- [a b](https://a.org)").title == "Second"
    assert parse_markdown("- [a b](https://a.org)").title == ""


def test_problems_come_in_the_order_of_their_lines() -> None:
    text = "- A title, [Paper]()\n- B title, [Paper](x/y)\n\n" + "y" * 100_000
    assert [problem.line for problem in parse_markdown(text).problems] == [1, 2, 4]
