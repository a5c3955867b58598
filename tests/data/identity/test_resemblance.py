from typing import Any

import pytest

from data.identity.keys import keys_of
from data.identity.resemblance import ENOUGH, ENOUGH_TO_RETURN, features_of, plain_signs, resemblance
from data.months import Month
from data.schema import Link, LinkKind, Row, Section

VLLM: dict[str, Any] = {
    "title": "Efficient Memory Management for Large Language Model Serving with PagedAttention",
    "alias": "vLLM",
    "paper": "https://arxiv.org/abs/2309.06180",
    "code": "https://github.com/vllm-project/vllm",
    "section": "Framework",
    "published": Month(2023, 9),
    "organisation": "UC Berkeley",
}
OPENREVIEW = "https://openreview.net/forum?id=81408367"
OTHER_ID = "https://arxiv.org/abs/2401.00001"


def row(**facts: Any) -> Row:
    given = VLLM | facts
    kinds = ((LinkKind.PAPER, given["paper"]), (LinkKind.CODE, given["code"]))
    links = tuple(Link(kind, "", url) for kind, url in kinds if url)
    return Row(
        given["title"],
        Section(given["section"]),
        1,
        aliases=(given["alias"],) if given["alias"] else (),
        organisations=(given["organisation"],) if given["organisation"] else (),
        published=given["published"],
        links=links,
        keys=keys_of(given["title"], links),
    )


def points(**facts: Any) -> int:
    return resemblance(features_of(row()), features_of(row(**facts)))


@pytest.mark.parametrize(
    "edited",
    [
        {"title": "Serving without waste", "paper": OPENREVIEW, "organisation": ""},
        {"title": "Serving without waste", "paper": OTHER_ID, "code": ""},
        {"title": "Serving without waste", "alias": "PagedAttention", "code": ""},
        {"alias": "PagedAttention", "paper": OTHER_ID, "code": ""},
        {"alias": "vLLM: 2x faster?", "title": "Efficient Memory Management for LLM Serving", "paper": OPENREVIEW},
        {"alias": "", "paper": "", "organisation": "", "section": "Trending"},
        {"alias": "", "title": "vLLM: Efficient memory handling for language model serving, paged", "paper": OTHER_ID},
    ],
)
def test_a_row_of_which_several_things_changed_at_once_is_the_same_row(edited: dict[str, Any]) -> None:
    assert points(**edited) >= ENOUGH


@pytest.mark.parametrize(
    "new",
    [
        {"title": "A survey of speculation", "alias": "Spec", "paper": OTHER_ID, "code": ""},
        {"title": "A survey of speculation", "paper": OTHER_ID, "code": "", "published": Month(2024, 1)},
        {"title": "A survey of speculation", "alias": "Spec", "paper": OTHER_ID},
        {"title": VLLM["title"] + "s", "alias": "Spec", "paper": OTHER_ID, "code": ""},
        {"title": "A survey of speculation", "alias": "Spec", "paper": "", "code": ""},
    ],
)
def test_a_new_paper_in_the_place_of_one_that_went_is_no_old_row(new: dict[str, Any]) -> None:
    assert points(**new) < ENOUGH


def test_more_is_asked_of_a_row_that_comes_back() -> None:
    shares_a_name = {"title": "Serving without waste", "paper": OPENREVIEW, "code": "", "section": "Trending"}
    assert ENOUGH <= points(**shares_a_name) < ENOUGH_TO_RETURN
    assert points(title=VLLM["title"].upper(), paper=OPENREVIEW, alias="", section="Trending") >= ENOUGH_TO_RETURN


def test_it_is_the_same_both_ways() -> None:
    one, other = features_of(row()), features_of(row(title="Serving without waste", paper=OTHER_ID))
    assert resemblance(one, other) == resemblance(other, one)


def test_a_section_counts_under_its_present_name() -> None:
    here, renamed = features_of(row(section="Serving")), features_of(row(), Section("Serving"))
    assert resemblance(here, renamed) == resemblance(here, here) > resemblance(here, features_of(row()))


def test_plain_signs_are_signs() -> None:
    assert plain_signs(row()) == {
        "arxiv:2309.06180",
        "title:efficientmemorymanagementforlargelanguagemodelservingwithpagedattention",
        "name:vllm",
    }
    assert plain_signs(row()) <= features_of(row()).signs
