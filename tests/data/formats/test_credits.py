import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.credits import (
    cut_authors,
    cut_credits,
    says_authors,
    says_name,
    says_where,
    strip_tail,
    title_of_citation,
)


@pytest.mark.parametrize("text", ["Ann Lee, Bob Day", "Lee et al.", "by Ann Lee and Bob Day (2017)", "A. Lee & B. Day"])
def test_people_are_told(text: str) -> None:
    assert says_authors(text)


@pytest.mark.parametrize(
    "text", ["", "A title of a paper", "Ann Lee", "learning, planning and acting", "with seeds, R-things, etc."]
)
def test_other_words_are_no_people(text: str) -> None:
    assert not says_authors(text)


@pytest.mark.parametrize(
    "text", ["NeurIPS 2023 (oral)", "arXiv, 2023-05", "ICML'23", "2021", "(Nature 2015)", "preprint"]
)
def test_venues_and_years_are_told(text: str) -> None:
    assert says_where(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A title of ours. Ann Lee, Bob Day. ICML 2019", "A title of ours"),
        ("A title of ours, Lee et al., NeurIPS 2020", "A title of ours"),
        ("A title of ours (2014), A. Lee et al.", "A title of ours"),
        ("Attention, learn to solve, ICLR 2019", "Attention, learn to solve"),
        ("Pre-train, prompt, and predict: a survey", "Pre-train, prompt, and predict: a survey"),
        ("A title. And a sentence about it", "A title. And a sentence about it"),
    ],
)
def test_what_follows_a_title_is_cut_where_it_tells_who_and_where(text: str, title: str) -> None:
    assert cut_credits(text) == title


def test_authors_before_a_title_are_cut() -> None:
    assert cut_authors("Lee & Day (2019). A title of ours") == "A title of ours"
    assert cut_authors("A title of ours. And more") == "A title of ours. And more"


def test_a_citation_with_commas_alone_tells_its_title() -> None:
    assert title_of_citation("Ann B. Lee, Bob Day, A Survey of Things, Big and Small, JAIR, 1996.") == (
        "A Survey of Things, Big and Small"
    )
    assert title_of_citation("A title, with commas, of 1996") is None


def test_brackets_behind_a_title_are_cut_where_they_tell_when() -> None:
    assert strip_tail("A title (with words) (ICML'22 Workshop) [arXiv]") == "A title (with words)"


def test_a_name_has_two_words() -> None:
    assert says_name("Ann Lee")
    assert not says_name("Ann")


@given(st.text(max_size=200))
def test_any_text_is_cut_to_a_part_of_itself(text: str) -> None:
    assert set(cut_credits(text).split()) <= set(text.split()) | {cut_credits(text)[-40:]} or cut_credits(text) in text
    assert cut_authors(text) in text
    assert text.startswith(strip_tail(text))
