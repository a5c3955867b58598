from typing import TYPE_CHECKING, Any

import pytest

from data.paper import Placement
from storage.digests.matching import Obstacle, find_obstacle, fits_keyword
from storage.digests.subscription import Interest

if TYPE_CHECKING:
    from tests.storage.digests.conftest import MakePaper

MINE = frozenset({"mine"})


@pytest.mark.parametrize(
    ("keyword", "fits"),
    [
        ("quantization", True), ("quantize", True), ("post training", True), ("SMOOTHQUANT", True), ("smooth", True),
        ("accurate llm", True), ("量化", True), ("训练后量化", True), ("大模型量化", True),
        ("KV cache", False), ("speculative decoding", False), ("投机解码", False), ("accurate cache", False),
        ("", False), ("。", False), ("-", False),
    ],
)  # fmt: skip
def test_a_keyword_fits_in_either_language_and_whatever_its_ending(
    keyword: str, fits: bool, make_paper: "MakePaper"
) -> None:
    title = "SmoothQuant: Accurate Post-Training Quantization for LLMs"
    paper = make_paper(title, aliases=("SmoothQuant",), category="quantization", section="Weight Quantization")
    assert fits_keyword(keyword, paper) is fits


@pytest.mark.parametrize("keyword", ["KV cache", "kv缓存", "KV 缓存", "键值缓存", "caches"])
def test_a_keyword_that_names_a_topic_fits_every_paper_of_it(keyword: str, make_paper: "MakePaper") -> None:
    assert fits_keyword(keyword, make_paper("Sharing pages", section="KV Cache", category="kv-cache"))


@pytest.mark.parametrize(
    ("asked", "facts", "obstacle"),
    [
        ({}, {}, None),
        ({"categories": ("kv-cache",)}, {}, None),
        ({"categories": ("moe", "quantization")}, {}, Obstacle.CATEGORY),
        ({"keywords": ("moe", "pages")}, {}, None),
        ({"keywords": ("quantization",)}, {}, Obstacle.KEYWORD),
        ({"keywords": ("pages", "-sharing")}, {}, Obstacle.EXCLUDED),
        ({"keywords": ("-quantization",)}, {}, None),
        ({"organisations": ("nvidia",)}, {"organisations": ("NVIDIA",)}, None),
        ({"organisations": ("Meta",)}, {"organisations": ("NVIDIA",)}, Obstacle.ORGANISATION),
        ({"has_code": True}, {}, Obstacle.CODE),
        ({"has_code": True}, {"code": True}, None),
        ({"has_code": False}, {"code": True}, Obstacle.CODE),
        ({"min_stars": 2}, {"stars": 1}, Obstacle.STARS),
        ({"min_stars": 2}, {"stars": 2}, None),
        ({"categories": ("kv-cache",), "keywords": ("quantization",)}, {}, Obstacle.KEYWORD),
        ({"any_part": True}, {}, Obstacle.NOT_FOLLOWED),
        ({"any_part": True, "papers": (1,)}, {}, None),
        ({"any_part": True, "papers": (2,)}, {}, Obstacle.NOT_FOLLOWED),
        ({"any_part": True, "categories": ("kv-cache",), "keywords": ("quantization",)}, {}, None),
        ({"any_part": True, "papers": (1,), "keywords": ("-sharing",)}, {}, Obstacle.EXCLUDED),
    ],
)
def test_every_obstacle_is_named(
    asked: dict[str, Any], facts: dict[str, Any], obstacle: Obstacle | None, make_paper: "MakePaper"
) -> None:
    paper = make_paper("Sharing pages", section="KV Cache", category="kv-cache", **facts)
    assert find_obstacle(Interest(**asked), paper, MINE) is obstacle


def test_only_the_lists_that_are_seen_say_in_which_category_a_paper_is(make_paper: "MakePaper") -> None:
    places = Placement("mine", "KV Cache", "kv-cache"), Placement("other", "MoE", "moe")
    paper = make_paper("Sharing pages", placements=places)
    assert find_obstacle(Interest(categories=("moe",)), paper, MINE) is Obstacle.CATEGORY
    assert find_obstacle(Interest(categories=("moe",)), paper, MINE | {"other"}) is None
