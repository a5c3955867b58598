"""What questions are taken to ask, in many wordings."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.months import Month
from data.query.query import Query
from data.query.question import Asked, Group, Narrowing, Order
from data.query.question_reading import read_question
from data.schema import LinkKind

if TYPE_CHECKING:
    from tests.data.query.conftest import Names, Read


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how many kv cache papers", Asked.COUNT),
        ("KV CACHE papers: how many?", Asked.COUNT),
        ("hwo many kv cache papers", Asked.COUNT),
        ("有多少篇量化论文", Asked.COUNT),
        ("when was GPTQ published", Asked.WHEN),
        ("gptq relase date", Asked.WHEN),
        ("GPTQ是什么时候发布的", Asked.WHEN),
        ("who made vLLM", Asked.WHO),
        ("which organisation is behind vLLM?", Asked.WHO),
        ("vLLM是谁做的", Asked.WHO),
        ("where is the repo for GPTQ", Asked.LINK),
        ("GPTQ的代码在哪", Asked.LINK),
        ("what section is AWQ listed under", Asked.SECTION),
        ("AWQ属于哪个分类", Asked.SECTION),
        ("how many stars does vLLM have", Asked.STARS),
        ("how hot is vLLM", Asked.HEAT),
        ("what does AWQ stand for", Asked.TITLE),
        ("which org published most in 2024", Asked.MOST),
        ("哪个机构论文最多", Asked.MOST),
        ("which year had the fewest papers", Asked.FEWEST),
        ("how many organisations", Asked.NUMBER),
        ("papers per year", Asked.TABLE),
        ("which years does the list cover", Asked.RANGE),
        ("what share of kv cache papers have code", Asked.SHARE),
        ("GPTQ or AWQ first?", Asked.FIRST),
        ("which is newer, GPTQ or AWQ", Asked.LAST),
        ("who has more papers, microsoft or nvidia", Asked.MORE),
        ("does nvidia have fewer papers than microsoft", Asked.FEWER),
        ("2023 vs 2024, which has more papers", Asked.MORE),
        ("more papers with code or without?", Asked.MORE),
        ("does vLLM have code", Asked.WHETHER),
        ("vLLM有代码吗", Asked.WHETHER),
        ("any papers by huawei?", Asked.WHETHER),
        ("do you have papers by huawei", Asked.WHETHER),
        ("kv cache papers", Asked.PAPERS),
        ("what papers do you have from huawei", Asked.PAPERS),
        ("show vLLM", Asked.PAPERS),
        ("who is the first author of vLLM", Asked.BEYOND),
        ("is vLLM faster than GPTQ", Asked.BEYOND),
        ("vLLM的作者", Asked.BEYOND),
    ],
)
def test_the_kind_of_a_question_is_told_by_its_words(read: "Read", text: str, asked: Asked) -> None:
    assert read(text).asked is asked


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("kv cache papers by microsoft from 2024 with code",
         Narrowing(Query(category="kv-cache", organisation="Microsoft", since=Month(2024, 1),
                         until=Month(2024, 12), has_code=True))),
        ("papers without code", Narrowing(Query(has_code=False))),
        ("two-star quantization papers", Narrowing(Query(category="quantization", min_stars=2))),
        ("papers with at least 2 stars", Narrowing(Query(min_stars=2))),
        ("three-fire papers", Narrowing(min_heat=3)),
        ("🔥🔥 papers", Narrowing(min_heat=2)),
        ("papers by microsoft and nvidia", Narrowing(Query(organisation="Microsoft"), partner="NVIDIA")),
        ("papers by microsoft or nvidia", Narrowing(Query(organisation="Microsoft"), partner="NVIDIA", either=True)),
        ("speculative decoding papers", Narrowing(topic="speculative decoding")),
        ("papers in the speculative decoding section", Narrowing(Query(category="parallel-decoding"))),
        ("in flight batching papers", Narrowing(Query(category="batching"))),
        ("papers by mircosofft", Narrowing(Query(organisation="Microsoft"))),
        ("papers about kettles", Narrowing(Query(text="kettles"))),
        ("flash attention papers", Narrowing(Query(text="flash attention"))),
        ("show flash attention", Narrowing(name="flash attention")),
        ("what is arxiv 2309.06180", Narrowing(name="arxiv 2309.06180")),
        ("who made vllm-project/vllm", Narrowing(name="vllm-project/vllm")),
        ("when was You Only Cache Once When It Matters published", Narrowing(name="You Only Cache Once")),
        ("when was the survey of everything published", Narrowing(name="A Survey of Everything")),
        ("推理系统是什么时候发布的", Narrowing(name="推理系统")),
        ("give me the code of STAND", Narrowing(name="stand")),
    ],
)  # fmt: skip
def test_what_narrows_is_found_wherever_it_stands(read: "Read", text: str, of: Narrowing) -> None:
    question = read(text)
    assert question.of == of
    assert (question.unknown, question.lost) == ((), ())


def test_order_and_number_go_with_the_papers(read: "Read") -> None:
    latest = read("latest 5 kv cache papers")
    assert (latest.order, latest.limit) == (Order.NEWEST, 5)
    assert (read("newest kv cache papers of 2024, top 3").limit) == 3
    assert (read("oldest kv cache paper").order, read("oldest kv cache paper").limit) == (Order.OLDEST, 1)
    assert read("newest kv cache papers").limit == 0
    assert (read("hottest paper").order, read("most starred papers").order) == (Order.HEAT, Order.STARS)


def test_the_largest_groups_are_asked_for_by_kind_and_number(read: "Read") -> None:
    question = read("top three organisations")
    assert (question.asked, question.by, question.limit) == (Asked.MOST, Group.ORGANISATION, 3)
    assert read("which month of 2024 had most papers").by is Group.MONTH
    assert read("largest category").by is Group.CATEGORY


def test_a_link_is_asked_for_by_its_kind(read: "Read") -> None:
    assert read("pdf of vLLM").link is LinkKind.PAPER
    assert read("vLLM github").link is LinkKind.CODE
    assert read("docs of vLLM").link is LinkKind.DOCS
    assert read("links of vLLM").link is None


def test_a_share_has_a_part_and_a_whole(read: "Read") -> None:
    question = read("what share of kv cache papers are from 2024")
    assert question.among == Narrowing(Query(category="kv-cache"))
    assert question.of.query.since == Month(2024, 1)
    assert read("what share of 2024 papers are about quantization").among == Narrowing(
        Query(since=Month(2024, 1), until=Month(2024, 12))
    )
    assert read("share of papers with code").among == Narrowing()


def test_a_claim_about_an_order_is_a_matter_of_yes_or_no(read: "Read") -> None:
    assert read("is GPTQ older than AWQ").claims_order
    assert read("GPTQ before AWQ?").claims_order
    assert not read("which is older, GPTQ or AWQ").claims_order


def test_what_nobody_has_is_unknown_and_what_is_not_understood_is_lost(read: "Read") -> None:
    assert read("papers by tesla").unknown == ("tesla",)
    assert read("when was QLoRA published").unknown == ("qlora",)
    assert read("what gpu was used for vLLM").lost
    assert read("papers without a kettle").lost


@given(st.text(max_size=300))
def test_whatever_is_asked_is_read(text: str) -> None:
    from tests.data.query.conftest import TODAY, Names

    assert read_question(text, Names(), TODAY).asked in Asked


@pytest.mark.parametrize(
    "text",
    ["", "a", "?" * 4000, "kv cache " * 500, "\0\x1b[31m", "'; DROP TABLE papers; --", "since 2025 until 2020", "١٢٣",
     "{0}%s"],
)  # fmt: skip
def test_what_is_no_question_is_read_as_well(text: str, known: "Names") -> None:
    from tests.data.query.conftest import TODAY

    assert read_question(text, known, TODAY).asked in Asked
