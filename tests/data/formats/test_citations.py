import pytest

from data.formats.citations import cut_citation, title_of_dated_citation


@pytest.mark.parametrize(
    "text",
    [
        "Lee, A., Day, B. and Eve, C., 2014. A title of ours: a survey. A Journal of Things, 29(3), pp.626-688.",
        "Lee, A. (2013). A title of ours: a survey. In Proceedings, pp. 1-9.",
        "A. Lee and B. Day, 2003, July. “A title of ours: a survey”",
        "Ann Lee, Bob Day (2018): A title of ours: a survey.",
    ],
)
def test_the_title_stands_behind_the_authors_and_the_year(text: str) -> None:
    assert title_of_dated_citation(text) == "A title of ours: a survey"


@pytest.mark.parametrize(
    "text", ["A title of 2014. It says things.", "In 2014. Things", "", "A title, 2014", "2014. x y z"]
)
def test_other_texts_are_no_citations(text: str) -> None:
    assert title_of_dated_citation(text) is None


def test_a_question_keeps_its_mark() -> None:
    assert title_of_dated_citation("Lee, A., 2014. Who are we now? A Journal, 2.") == "Who are we now?"


@pytest.mark.parametrize("credit", ["Lee & Day, 2014", "Lee et al., 2014", "Lab-AI, 2025", "Lee et al."])
def test_who_is_cited_behind_a_dash_is_no_part_of_the_title(credit: str) -> None:
    assert cut_citation(f"A Title of Ours — {credit}") == "A Title of Ours"


@pytest.mark.parametrize("text", ["Graphs - Spring 2024", "A title — a survey", "Words – 2024", "A - B, C"])
def test_other_words_behind_a_dash_are(text: str) -> None:
    assert cut_citation(text) == text
