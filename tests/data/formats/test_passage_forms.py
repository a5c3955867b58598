import pytest

from data.formats.inline import InlineReader
from data.formats.passage_forms import (
    form_of,
    has_words,
    is_beside,
    is_credit,
    is_one_title,
    is_title_alone,
    may_be_title,
    starts_with_link,
)

P = "(https://arxiv.org/abs/2401.10774)"


@pytest.mark.parametrize(
    ("source", "form"),
    [
        (f"**A title of ours** [[MM 2022]{P}] [[Code]{P}]", "bold"),
        (f"**[A title of ours]{P}** and what it does", "bold"),
        (f"[A title]{P} - words", "link"),
        (f"Ann Lee. A title of ours. 2016. [[pdf]]{P} **(a remark on it)** :star::star:", "label"),
        (f"**Welcome to tell us more by [issues]{P}**", ""),
        (f"[English]{P} | [中文]{P}", ""),
        ("words alone", ""),
    ],
)
def test_forms_of_paragraphs(source: str, form: str) -> None:
    assert form_of(InlineReader().read(source)) == form


def test_single_questions() -> None:
    read = InlineReader().read
    assert is_title_alone(read("**A title for you and us**\nAnn Lee, Bob Day"))
    assert not is_title_alone(read("**Authors**: Ann Lee"))
    assert is_one_title(read(f"[A title for you and us]{P}"))
    assert not is_one_title(read(f"[Please see our page]{P}"))
    assert may_be_title(read("**A title for you and us**"))
    assert not may_be_title(read("Our papers on this:"))
    assert is_credit(read("*Ann Lee, Bob Day*"))
    assert starts_with_link(read(f"🔥 [A title]{P}"))
    assert not starts_with_link(read(f"[Paper]{P}"))
    labels = read(f"x [[Huawei]]{P} [a title of five words]{P}")
    assert [is_beside(labels, link) for link in labels.links] == [True, False]
    assert [has_words(text) for text in ("-", "a", "论")] == [False, True, True]
