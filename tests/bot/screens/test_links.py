import pytest

from bot.screens.links import MOST_BUTTONS, divide_links
from bot.texts import Words
from data.schema import Link, LinkKind

LONG = "https://a.example/" + "x" * 550


@pytest.mark.parametrize(
    ("link", "label"),
    [
        (Link(LinkKind.PAPER, "pdf", "https://www.arxiv.org/abs/2407.08608"), "Paper: arxiv.org"),
        (Link(LinkKind.PAPER, "", "https://openreview.net/forum?id=x"), "Paper: openreview.net"),
        (Link(LinkKind.CODE, "[flash-attention]", "https://github.com/x/y"), "Code: [flash-attention]"),
        (Link(LinkKind.CODE, "code", "https://huggingface.co/x"), "Code: huggingface.co"),
        (Link(LinkKind.DOCS, "docs", "https://docs.example.org/x"), "Documentation: docs.example.org"),
        (Link(LinkKind.BLOG, "blog", "https://tridao.me/x"), "Blog post: tridao.me"),
        (Link(LinkKind.REPORT, "report", "https://a.example/x"), "Report: a.example"),
        (Link(LinkKind.VIDEO, "A talk", "https://a.example/x"), "Video: A talk"),
    ],
)
def test_a_label_makes_sense_alone(link: Link, label: str, english: Words) -> None:
    (button,) = divide_links([link], english).buttons
    assert (button.label, button.url) == (label, link.url)


def test_the_forms_of_an_arxiv_address_are_one_link_and_other_addresses_are_not(english: Words) -> None:
    links = [
        Link(LinkKind.PAPER, "pdf", "https://arxiv.org/pdf/2309.06180.pdf"),
        Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2309.06180v2"),
        Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2309.06181"),
        Link(LinkKind.CODE, "x", "https://github.com/a/b/tree/main/one"),
        Link(LinkKind.CODE, "x", "https://github.com/a/b/tree/main/two"),
        Link(LinkKind.CODE, "x", "https://github.com/a/b/tree/main/two"),
    ]
    assert [(button.label, button.url) for button in divide_links(links, english).buttons] == [
        ("Paper: arxiv.org", links[0].url),
        ("Paper: arxiv.org (2)", links[2].url),
        ("Code: x", links[3].url),
        ("Code: x (2)", links[4].url),
    ]


def test_one_address_may_be_a_paper_and_its_code(english: Words) -> None:
    url = "https://github.com/ggerganov/llama.cpp"
    links = [Link(LinkKind.PAPER, "pdf", url), Link(LinkKind.CODE, "llama.cpp", url)]
    assert [button.label for button in divide_links(links, english).buttons] == ["Paper: github.com", "Code: llama.cpp"]


def test_a_label_without_an_address_leads_nowhere_and_is_not_shown(english: Words) -> None:
    assert divide_links([Link(LinkKind.PAPER, "pdf", "")], english) == ([], [])


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (LONG, f"- Paper: <{LONG}>"),
        ("https://localhost/x", "- Paper: https\\://localhost/x"),
        ("javascript:alert(`1`)", "- Paper: javascript:alert(\\`1\\`)"),
    ],
)
def test_what_cannot_be_a_button_is_told_and_does_nothing_by_itself(url: str, told: str, english: Words) -> None:
    assert divide_links([Link(LinkKind.PAPER, "pdf", url)], english) == ([], [told])


def test_links_beyond_the_buttons_are_told(english: Words) -> None:
    links = [Link(LinkKind.CODE, "x", f"https://a.example/{number}") for number in range(MOST_BUTTONS + 2)]
    divided = divide_links(links, english)
    assert len(divided.buttons) == MOST_BUTTONS
    assert divided.told == [f"- Code: <https://a.example/{number}>" for number in (MOST_BUTTONS, MOST_BUTTONS + 1)]
