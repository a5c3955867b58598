"""No screen exceeds a limit of Discord's or lets foreign text act, whatever the lists hold and whoever reads."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from string import ascii_letters

import discord
import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts.months import choose_months
from bot.commands import DYNAMIC_ITEMS
from bot.options import LONGEST_NAME, complete_category, offer_paper
from bot.screens.about import render_about
from bot.screens.card import render_card
from bot.screens.carried import LONGEST_TEXT, can_carry
from bot.screens.citation import Style, render_citation
from bot.screens.contents import render_contents
from bot.screens.custom_ids import draw_paper
from bot.screens.history import HISTORY_PER_PAGE, render_history
from bot.screens.limits import CHOICE_TEXT, CHOICES, SAFE_CHARACTERS, Measure, find_violations, length, measure
from bot.screens.markdown import clean, escape
from bot.screens.mentioned import render_mentioned
from bot.screens.results import render_results
from bot.screens.screen import Screen, press
from bot.screens.sharing import offer_share, sign
from bot.screens.statistics import Pictures, render_statistics
from bot.texts import Texts, Words
from data.categories import Category
from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.query.parts import Part, PartKind
from data.query.query import Query, Sort
from data.schema import Link, LinkKind
from storage.feed import ChangeKind, FeedEntry
from storage.lists import ListInfo, Pack
from storage.search.result import Confidence, Result
from storage.statistics import Statistics

PIECES = (
    "@everyone", "@here", "<@1>", "<@&1>", "<#1>", "</x:1>", "<t:1:R>", "<:a:1>", "[x](https://evil.example)",
    "https://evil.example",
    "# ", "## ", "-# ", "> ", ">>> ", "- ", "1. ", "* ", "**", "__", "~~", "||", "`", "```", "\\", "_", "*", "\n",
    "\r\n", "\t",
    "\u202e", "\u2066",
    "\u200b", "\u200d", "\ufeff", "\u3164", "\u2800", "\0", "\ud800", "\ufffe", "e\u0301", "\u0301" * 40,
    "注意力机制", "キャッシュ", "שלום", "مرحبا", "👨‍👩‍👧‍👦", "🇩🇪",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👍🏽", "한국어", "\u1100\u1161", "𝔸", "FlashAttention", "FP8", " ",
)  # fmt: skip


NOW = datetime(2026, 1, 2, tzinfo=UTC)
VALUED = {PartKind.TIME, PartKind.STARS}


def texts(longest: int = 40) -> st.SearchStrategy[str]:
    """Texts of pieces that mean something to Discord, to Unicode or to nobody, some of them very long."""
    pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=longest).map("".join)
    bombs = st.builds(lambda piece, times: (piece * times)[:700], st.sampled_from(PIECES), st.integers(1, 700))
    return pieces | bombs | st.text(ascii_letters + " ", max_size=60)


def addresses() -> st.SearchStrategy[str]:
    """Addresses good and bad, short and longer than a button takes."""
    good = st.builds("https://{}.example.org/{}".format, st.sampled_from(["a", "b-c"]), st.text(max_size=20))
    return st.one_of(
        good,
        good.map(lambda url: url + "x" * 600),
        st.sampled_from(
            ["", "javascript:alert(1)", "http://", "http://localhost/x", "https://u:p@a.example/", "ftp://a.example/"]
        ),
        st.sampled_from(
            [
                "http://[::1]/",
                "https://a.example:99999/",
                "https://a.example/)](https://evil.example)>",
                "https://例え.jp/",
            ]
        ),
        texts(5),
    )


def many_of(some: Sequence[Link], times: int) -> list[Link]:
    """The links again and again, each time with another address."""
    return [Link(link.kind, link.label, f"{link.url}{number}") for number in range(times) for link in some]


months = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
links = st.builds(Link, st.sampled_from(LinkKind), texts(6), addresses())
slugs = st.text("abc注-", min_size=1, max_size=60)
categories = st.builds(
    lambda slug, name, chinese: Category(slug, {"en-US": name, **({"zh-CN": chinese} if chinese else {})}, 0),
    slugs,
    texts(),
    st.none() | texts(),
)
placements = st.builds(Placement, st.sampled_from(["small", "list", "x" * 64]), texts(), slugs)
papers = st.builds(
    lambda paper_id, title, aliases, organisations, published, source, stars, heat, links, placements: Paper(
        id=paper_id,
        title=title,
        titles=(title,),
        aliases=tuple(aliases),
        organisations=tuple(organisations),
        organisation_texts=(),
        published=published,
        published_from=source,
        stars=stars,
        heat=heat,
        links=tuple(links),
        placements=tuple(placements),
        keys=(),
        first_seen_at=NOW,
    ),
    st.integers(1, 2**63 - 1),
    texts(),
    st.lists(texts(), max_size=6),
    st.lists(texts(), max_size=12),
    st.none() | months,
    st.sampled_from(PublishedFrom),
    st.integers(0, 3),
    st.integers(0, 3),
    st.lists(links, max_size=6) | st.lists(links, min_size=3, max_size=3).map(lambda some: many_of(some, 66)),
    st.lists(placements, max_size=4) | st.lists(placements, min_size=3, max_size=3).map(lambda some: some * 20),
)
lists = st.builds(
    lambda name, title, url, licence, citation, packs: ListInfo(
        name, title, url, licence, citation, tuple(packs), 1_000_000, 900_000, NOW, NOW
    ),
    st.sampled_from(["small", "list", "x" * 64]),
    texts(),
    addresses(),
    texts(),
    texts(),
    st.lists(st.builds(Pack, texts(), addresses()), max_size=5),
)

queries = st.builds(
    Query,
    text=texts(12).map(lambda text: clean(text)[:LONGEST_TEXT]) | st.text('"\\~: x', max_size=LONGEST_TEXT),
    category=st.just("") | slugs,
    since=st.none() | months,
    until=st.none() | months,
    has_code=st.sampled_from([None, True, False]),
    min_stars=st.integers(0, 3),
    organisation=st.just("") | st.text('ab"\\ ', max_size=LONGEST_NAME),
    sort=st.sampled_from(Sort),
).filter(can_carry)
parts = st.builds(Part, st.sampled_from([*PartKind]).filter(lambda kind: kind not in VALUED), texts(8), texts(8)) | (
    st.builds(
        Part,
        st.just(PartKind.TIME),
        st.sampled_from(["2024-01/2024-12", "2024-03/2025-01", "/2024-01"]),
        texts(8) | st.just(""),
    )
)
results = st.builds(
    Result,
    queries,
    st.lists(papers, max_size=12, unique_by=lambda paper: paper.id).map(tuple),
    st.sampled_from(Confidence),
    st.integers(0, 2_000_000),
    st.lists(parts, max_size=12).map(tuple),
    st.none() | parts,
)
facts = st.fixed_dictionaries(
    {},
    optional={
        "title": texts(),
        "aliases": st.lists(texts(), max_size=3),
        "sections": st.lists(texts(), max_size=4),
        "titles": st.lists(texts(), max_size=2),
        "stars": st.integers(0, 3) | st.none(),
        "heat": st.integers(0, 3),
        "links": st.lists(st.fixed_dictionaries({"url": addresses()}) | st.just("odd"), max_size=3),
    },
)
entries = st.builds(
    FeedEntry,
    seq=st.integers(1, 2**62),
    kind=st.sampled_from(ChangeKind),
    paper_id=st.just(7),
    title=texts(),
    list_name=slugs,
    section=texts(),
    before=facts,
    after=facts,
    at=st.just(NOW),
)
readers = st.sampled_from([Texts.load().speak(locale) for locale in Texts.load().locales])

OWN_MARKS = re.compile(
    r"<t:\d+:D>|<https?://[^<>\s]+>|```(?:bibtex)?\n.*?\n```|^#{2,3} |^-# |^- ", re.DOTALL | re.MULTILINE
)


def assert_leads_somewhere(view: Screen) -> None:
    """Everything that can be pressed is known to one item that discord.py builds anew, also after a restart."""
    for item in view.walk_children():
        custom_id = getattr(item, "custom_id", None)
        if custom_id is not None and not getattr(item, "disabled", False):
            known = [each for each in DYNAMIC_ITEMS if each.__discord_ui_compiled_template__.fullmatch(custom_id)]
            assert len(known) == 1, custom_id


def assert_fits_and_is_harmless(view: Screen) -> None:
    """Within the limits, in any alphabet, also when it is shared; and what is left without our marks and without
    escapes means nothing."""
    assert_leads_somewhere(view)
    assert find_violations(view) == []
    assert measure(view).characters <= SAFE_CHARACTERS
    for item in view.walk_children():
        if isinstance(item, ui.TextDisplay):
            left = re.sub(r"\\.", "", OWN_MARKS.sub("", item.content))
            left = re.sub(r"\[[^\[\]]*\]\(\)", "", left)  # the label of a download, whose address is gone by now
            for line in left.splitlines():
                assert line.count("**") % 2 == 0, item.content
                assert not re.search(r"[@<>`~|_#\[\]\\]|://", line.replace("**", "")), item.content
                assert "*" not in line.replace("**", ""), item.content
    offer_share(view, Texts.load().speak("en-US"))
    sign(view, 2**63 - 1, Texts.load().speak("en-US"))
    assert find_violations(view) == []


@settings(max_examples=100, deadline=None)
@given(results, st.none() | categories, st.integers(-3, 5), readers)
def test_a_page_of_results(result: Result, category: Category | None, page: int, words: Words) -> None:
    assert_fits_and_is_harmless(render_results(result, category, page, words))


@settings(max_examples=150, deadline=None)
@given(papers, st.lists(categories, max_size=8, unique_by=lambda category: category.slug), texts(), texts(), readers)
def test_a_card(paper: Paper, own: list[Category], note: str, abstract: str, words: Words) -> None:
    another = press(words.say("Another one"), draw_paper("x" * 60))
    view = render_card(paper, {"small": "x" * 9000}, own, words, escape(note, 250), another, abstract=abstract * 9)
    assert_fits_and_is_harmless(view)


@settings(max_examples=60, deadline=None)
@given(papers, st.sampled_from(Style), readers)
def test_an_entry_for_a_reference_manager(paper: Paper, style: Style, words: Words) -> None:
    view = render_citation(paper, style, words)
    assert_fits_and_is_harmless(view)
    shown = [item.media.url for item in view.walk_children() if isinstance(item, ui.File)]
    assert shown == [f"attachment://{file.filename}" for file in view.files]


@settings(max_examples=50, deadline=None)
@given(papers, st.lists(entries, max_size=HISTORY_PER_PAGE), st.integers(0, 2_000_000), readers)
def test_a_history(paper: Paper, shown: list[FeedEntry], more: int, words: Words) -> None:
    total = len(shown) + more
    assert_fits_and_is_harmless(render_history(paper, shown, total, max(1, total // 12), {"a": "x" * 900}, words))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(papers, max_size=9, unique_by=lambda paper: paper.id),
    st.integers(1, 10),
    st.lists(addresses(), max_size=50),
    readers,
)
def test_the_papers_of_a_message(own: list[Paper], times: int, unknown: list[str], words: Words) -> None:
    many = [replace(paper, id=number) for number, paper in enumerate(own * times, 1)]
    assert_fits_and_is_harmless(render_mentioned(many, unknown, words, is_cut=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(categories, max_size=130, unique_by=lambda category: category.slug), readers)
def test_a_table_of_contents(own: list[Category], words: Words) -> None:
    assert_fits_and_is_harmless(render_contents([(category, 10_000_000) for category in own], 10_000_000, words))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(months, st.integers(1, 10_000_000)), max_size=40, unique_by=lambda pair: pair[0]).map(sorted),
    st.lists(categories, max_size=130, unique_by=lambda category: category.slug),
    st.integers(0, 10_000_000),
    readers,
)
def test_statistics(counted: list[tuple[Month, int]], own: list[Category], undated: int, words: Words) -> None:
    statistics = Statistics(sum(count for _, count in counted), 10_000_000, tuple(counted), undated)
    ranked, pictures = [(category, 10_000_000) for category in own], Pictures(b"PNG", b"PNG")
    view = render_statistics(statistics, choose_months(counted), ranked, 12, pictures, words)
    assert_fits_and_is_harmless(view)
    galleries = [item for item in view.walk_children() if isinstance(item, ui.MediaGallery)]
    assert [gallery.items[0].media.url for gallery in galleries] == [f"attachment://{f.filename}" for f in view.files]


@settings(max_examples=60, deadline=None)
@given(st.lists(lists, max_size=9), readers)
def test_what_is_told_of_the_lists(own: list[ListInfo], words: Words) -> None:
    assert_fits_and_is_harmless(render_about(own, {}, 10_000_000, "10.20.30", words))


@settings(max_examples=100, deadline=None)
@given(papers, st.lists(categories, max_size=40), readers)
def test_choices(paper: Paper, own: list[Category], words: Words) -> None:
    choices = [offer_paper(paper, words), *complete_category("", tuple((c, 1_000_000) for c in own), words)]
    assert len(choices) <= CHOICES + 1
    for choice in choices:
        assert 1 <= length(choice.name) <= CHOICE_TEXT
        assert choice.name.strip()
        assert 1 <= length(choice.value) <= CHOICE_TEXT


@pytest.mark.parametrize("piece", ["注", "*", "𝔸", "a", "👨‍👩‍👧‍👦"])
@pytest.mark.parametrize("locale", Texts.load().locales)
def test_everything_at_its_largest(piece: str, locale: str) -> None:
    words, text = Texts.load().speak(locale), piece * 300
    paper = Paper(
        id=2**63 - 1,
        title=text,
        titles=(text,),
        aliases=(text,) * 9,
        organisations=(text,) * 20,
        organisation_texts=(),
        published=Month(2024, 9),
        published_from=PublishedFrom.ARXIV,
        stars=3,
        heat=3,
        links=tuple(Link(LinkKind.DOCS, text, f"https://a.example/{'x' * 550 * (n % 2)}{n}") for n in range(200)),
        placements=tuple(Placement("list", text, f"slug{n}") for n in range(60)),
        keys=(),
        first_seen_at=NOW,
    )
    own = [Category(f"{n:060}", {"en-US": text, "zh-CN": text}, 0) for n in range(130)]
    counted = [(category, 10_000_000) for category in own]
    info = ListInfo(
        "list", text, "https://a.example/", text, text, (Pack(text, "https://a.example/"),) * 9, 9, 9, NOW, NOW
    )
    query = Query('"' * LONGEST_TEXT, own[0].slug, "", Month(2024, 9), Month(2025, 9), False, 3, Sort.FIRST_SEEN)
    found = tuple(replace(paper, id=paper.id - n) for n in range(6))
    screens = [
        render_card(paper, {"list": text}, own, words, escape(text, 250), abstract=text),
        render_contents(counted, 10_000_000, words),
        render_about([info] * 9, {}, 10_000_000, "10.20.30", words),
        render_results(Result(query, found * 80_000, Confidence.LOW, 9_999_999), own[0], 96_000, words),
        render_results(Result(query, found[:6], Confidence.HIGH, 9_999_999), own[0], 2, words),
    ]
    screens.append(
        render_mentioned(
            [replace(paper, id=paper.id - n) for n in range(90)],
            [f"https://a.example/{n}{'x' * 200}" for n in range(50)],
            words,
        )
    )
    for view in screens:
        assert_fits_and_is_harmless(view)
    assert measure(screens[0]).characters > SAFE_CHARACTERS // 2  # else this proves nothing


def screen_of(*items: ui.Item[Screen]) -> Screen:
    screen = Screen()
    for item in items:
        screen.add_item(item)
    return screen


def select_of(options: Sequence[discord.SelectOption]) -> ui.ActionRow[Screen]:
    menu: ui.Select[Screen] = ui.Select(custom_id="menu", placeholder="Choose", options=list(options))
    return ui.ActionRow(menu)


def gallery_of(described: str) -> ui.MediaGallery[Screen]:
    return ui.MediaGallery(discord.MediaGalleryItem("attachment://x.png", description=described))


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (screen_of(), "an empty message"),
        (screen_of(*(ui.TextDisplay("x" * 1001) for _ in range(4))), "characters: 4004 of 4000"),
        (screen_of(ui.TextDisplay("𝔸" * 2001)), "characters: 4002 of 4000"),
        (screen_of(ui.TextDisplay("注" * 3387)), "bytes: 10173 of 10170"),
        (screen_of(ui.TextDisplay("  ")), "content: empty"),
        (screen_of(ui.TextDisplay("a\0")), "content: holds what no message may"),
        (screen_of(ui.ActionRow(press("a", "same"), press("b", "same"))), "custom_id used twice: same"),
        (screen_of(ui.ActionRow(press("", "id"))), "label: empty"),
        (screen_of(ui.ActionRow(press("x" * 81, "id"))), "label: 81 of 80"),
        (screen_of(ui.ActionRow(ui.Button(label="a", url="https://a.example/" + "x" * 500))), "url: 518 of 512"),
        (screen_of(select_of([discord.SelectOption(label="x" * 101, value="v")])), "option's label: 101 of 100"),
        (screen_of(select_of([discord.SelectOption(label="x", value="v" * 101)])), "option's value: 101 of 100"),
        (screen_of(gallery_of("x" * 1025)), "picture's description: 1025 of 1024"),
        (screen_of(gallery_of(" ")), "picture's description: empty"),
        (screen_of(ui.MediaGallery()), "a gallery of 0"),
        (screen_of(select_of([discord.SelectOption(label="x", value="v")] * 2)), "an option's value used twice"),
    ],
)
def test_what_discord_would_refuse_is_found(view: Screen, complaint: str) -> None:
    assert complaint in find_violations(view)


def test_a_custom_id_is_measured() -> None:
    button = press("a", "b")
    button._underlying.custom_id = "x" * 101  # discord.py refuses it at the front
    assert find_violations(screen_of(ui.ActionRow(button))) == ["custom_id: 101 of 100"]


def test_every_component_counts_the_accessory_of_a_section_too() -> None:
    section: ui.Section[Screen] = ui.Section("one", "two", accessory=press("a", "b"))
    assert measure(screen_of(ui.Container(section))) == Measure(components=5, characters=6, bytes=6 + 2 * 12)
