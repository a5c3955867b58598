import pytest

from data.categories import LONGEST_SLUG, categorise, known_categories
from data.schema import Section


@pytest.mark.parametrize(
    ("section", "slug"),
    [
        (Section("KV Cache Scheduling/Quantize/Dropping"), "kv-cache"),
        (Section("Prompt/Context/KV Compression", "Context-Compression"), "prompt-compression"),
        (Section("DP/MP/PP/TP/SP/CP Parallelism"), "parallelism"),
        (Section("Multi-GPUs/Multi-Nodes Parallelism"), "parallelism"),
        (Section("A heading of next year", "GEMM-Tensor-Cores-WMMA"), "gemm"),
        (Section("Punrning/sparisity"), "pruning"),
    ],
)
def test_headings_of_one_topic_belong_to_one_category(section: Section, slug: str) -> None:
    assert categorise(section).slug == slug


def test_a_heading_that_no_topic_claims_is_a_category_of_its_own() -> None:
    category = categorise(Section("Diffusion / Video 生成"))
    assert category.slug == "diffusion-video-生成"
    assert category.names == {"en-US": "Diffusion / Video 生成"}
    assert category.position == len(known_categories())


@pytest.mark.parametrize("heading", ["", "***", "x" * 500])
def test_any_heading_has_a_short_slug(heading: str) -> None:
    assert 0 < len(categorise(Section(heading)).slug) <= LONGEST_SLUG


def test_every_topic_is_named_in_every_language() -> None:
    assert all(set(category.names) == {"en-US", "zh-CN"} for category in known_categories())
    assert len({category.slug for category in known_categories()}) == len(known_categories())
