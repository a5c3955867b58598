"""What is looked at closer, and what is compared with a misspelt word."""

import pytest

from storage.search.candidates import MOST_RANKED, Buckets, pick


@pytest.mark.parametrize(
    ("typed", "meant"), [("medussa", ["medusa"]), ("mdeusa", ["medusa"]), ("orcaa", ["orca"]), ("zebra", []), ("", [])]
)
def test_a_misspelt_text_is_found_among_those_of_its_letter_and_length(typed: str, meant: list[str]) -> None:
    assert Buckets(["medusa", "orca", "megatron", "kv"]).find_alike(typed, 2, 0.7, 3) == meant


def test_few_candidates_are_all_kept() -> None:
    assert pick("kv", [3, 1, 2], ["a", "b", "c"]) == [3, 1, 2]


def test_of_many_the_first_and_the_most_alike_are_kept() -> None:
    titles = [f"other {number}" for number in range(199)] + ["sparse attention"]
    picked = pick("sparse attention", range(200), titles)
    assert len(picked) == len(set(picked)) == MOST_RANKED
    assert picked[:3] == [0, 1, 2]
    assert 199 in picked
