"""What a message links, out of whatever people and programs write."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library import Library, Shelf
from bot.mentioned import MOST_LINKS, find_addresses, find_mentions, may_be_paper, read_texts
from storage.database import Database
from storage.search.live import LiveIndex


@pytest.fixture
async def shelf(shipped: Database) -> Shelf:
    live = LiveIndex(shipped)
    await live.load()
    return await Library(shipped, live).open(None)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://arxiv.org/abs/2309.06180, and more", ["https://arxiv.org/abs/2309.06180"]),
        ("[vLLM](https://arxiv.org/abs/2309.06180) <https://a.example/x>!", ["https://arxiv.org/abs/2309.06180", "https://a.example/x"]),
        ("||https://arxiv.org/abs/2309.06180|| **https://doi.org/10.1/x**", ["https://arxiv.org/abs/2309.06180", "https://doi.org/10.1/x"]),
        ("(https://doi.org/10.1016/s0(1)x)", ["https://doi.org/10.1016/s0(1)x"]),
        ("看https://arxiv.org/abs/2309.06180。", ["https://arxiv.org/abs/2309.06180"]),
        ("arXiv:2309.06180v2 and doi:10.1145/3600006.3613165.", ["https://arxiv.org/abs/2309.06180", "https://doi.org/10.1145/3600006.3613165"]),
        ("arxiv.org/abs/2309.06180 on www.github.com/a/b", ["https://arxiv.org/abs/2309.06180", "https://www.github.com/a/b"]),
        ("arxiv: nothing, doi: none, 2309.06180, me@arxiv.org/x, ftp://a.example/x", []),
    ],
)  # fmt: skip
def test_addresses_are_found_as_people_write_them(text: str, addresses: list[str]) -> None:
    assert list(find_addresses(text)) == addresses


@pytest.mark.parametrize(
    ("address", "may_be"),
    [
        ("https://arxiv.org/pdf/2309.06180v3.pdf", True),
        ("https://huggingface.co/papers/2309.06180", True),
        ("https://huggingface.co/meta-llama/Llama-2-7b", True),
        ("https://huggingface.co/pricing", False),
        ("https://openreview.net/forum?id=abc", True),
        ("https://aclanthology.org/2023.acl-long.1/", True),
        ("https://github.com/vllm-project/vllm/tree/main/docs", True),
        ("https://github.com/vllm-project", False),
        ("https://youtu.be/x", False),
        ("https://[broken/x", False),
    ],
)
def test_what_may_be_a_paper_is_told_by_the_form_of_its_address(address: str, may_be: bool) -> None:
    assert may_be_paper(address) is may_be


def test_every_form_of_an_address_leads_to_the_paper_of_the_lists_once(shelf: Shelf) -> None:
    forms = (
        "https://arxiv.org/abs/2309.06180v1 https://export.arxiv.org/pdf/2309.06180.pdf",
        "https://huggingface.co/papers/2309.06180 https://github.com/vllm-project/vllm/blob/main/README.md",
        "https://youtu.be/dQw4w9WgXcQ",
    )
    found = find_mentions(forms, shelf)
    assert {paper.aliases[0] for paper in found.papers} == {"vLLM"}
    assert found.unknown == ()
    assert [link.address for link in found.links] == [
        "https://arxiv.org/abs/2309.06180v1",
        "https://github.com/vllm-project/vllm/blob/main/README.md",
    ]


def test_what_the_lists_lack_is_told_and_other_links_are_passed_over(shelf: Shelf) -> None:
    found = find_mentions(
        ["https://arxiv.org/abs/9913.99999 https://arxiv.org/abs/2312.00001 https://a.example/"], shelf
    )
    assert found.papers == ()
    assert found.unknown == ("https://arxiv.org/abs/2312.00001",)


def test_a_message_of_very_many_links_is_cut(shelf: Shelf) -> None:
    found = find_mentions([" ".join(f"https://arxiv.org/abs/2312.{n:05}" for n in range(90))], shelf)
    assert found.is_cut
    assert len(found.links) == MOST_LINKS


def test_a_catalog_that_is_seen_in_part_is_searched_in_part(shelf: Shelf) -> None:
    blind = Shelf(shelf.index, frozenset(), (), {})
    assert find_mentions(["https://arxiv.org/abs/2309.06180"], blind).papers == ()


def message(**parts: Any) -> Any:
    empty: dict[str, Any] = {"content": "", "embeds": [], "components": [], "message_snapshots": []}
    return SimpleNamespace(**{**empty, **parts})


def test_links_are_read_wherever_a_message_may_hold_them() -> None:
    embed = discord.Embed(title="t", url="https://one.example/", description="https://two.example/")
    embed.add_field(name="f", value="https://three.example/").set_author(name="a", url="https://four.example/")
    button = SimpleNamespace(url="https://five.example/")
    section = SimpleNamespace(children=[SimpleNamespace(content="https://six.example/")], accessory=button)
    inner = message(content="https://seven.example/", embeds=[embed])
    texts = list(read_texts(message(content="https://zero.example/", components=[section], message_snapshots=[inner])))
    hosts = {address.split("/")[2].split(".")[0] for text in texts for address in find_addresses(text)}
    assert hosts == {"zero", "one", "two", "three", "four", "five", "six", "seven"}


def test_no_text_breaks_the_search_for_links(shelf: Shelf) -> None:
    pieces = st.sampled_from(
        ["https://", "arxiv:", "doi:10.1234/", ")", "(", "[x](", "github.com/a/b", "//[::1", "%ff", "\0", "注"]
    )

    @settings(deadline=None)
    @given(st.lists(pieces | st.text(max_size=5), max_size=12).map("".join))
    def check(text: str) -> None:
        for link in find_mentions([text], shelf).links:
            assert link.papers or may_be_paper(link.address)

    check()
