"""A digest: what is new, by category, in as many messages as it needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.screens.addresses import safe_url
from bot.screens.changes import name_kind
from bot.screens.custom_ids import open_paper
from bot.screens.limits import OPTION_TEXT, SAFE_CHARACTERS, SELECT_OPTIONS, length
from bot.screens.markdown import escape, plain
from bot.screens.phrases import BETWEEN, find_short_name, name_category, name_organisations, name_title, rate
from bot.screens.screen import Screen, press
from bot.texts import Words
from data.categories import Category
from data.paper import Paper
from data.schema import LinkKind
from storage.digests.collapsing import Item, Net
from storage.digests.subscription import Style
from storage.feed import ChangeKind

THREAD_NAME = 100
"""Characters of a forum post's title."""

_OVERHEAD = 700  # characters for what stands around the papers of a part
_CARDS = 8  # papers of a part in the style of cards: each takes three components
_LONGEST_URL = 200


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under one heading."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the papers of each part.

    `select_id` is the custom id of the menu of papers, `stop_id` that of the button that ends a personal digest, or "".
    `mention` pings a role in the first part, or is "". `pick` is a paper from the archive for the last part.
    """

    style: Style
    select_id: str
    stop_id: str = ""
    mention: str = ""
    pick: Paper | None = None


def group_items(
    items: Sequence[Item], categories: Sequence[Category], wanted: Sequence[str], words: Words
) -> list[Group]:
    """Items by their category, in the order of the categories: under one that was asked for where there is one, else
    under the first that the paper stands in. The highest stars come first, then the newest month."""
    order = {category.slug: (place, category) for place, category in enumerate(categories)}
    grouped: dict[str, list[Item]] = {}
    for item in items:
        own = item.paper.categories
        slug = next((each for each in own if each in wanted), own[0] if own else "")
        grouped.setdefault(slug, []).append(item)
    groups = []
    for slug in sorted(grouped, key=lambda each: order[each][0] if each in order else len(order)):
        name = name_category(order[slug][1], words.locale) if slug in order else ""
        heading = escape(name, 100) or words.say("No longer on the lists")
        groups.append(Group(heading, tuple(sorted(grouped[slug], key=_rank))))
    return groups


def divide(groups: Sequence[Group], style: Style, words: Words) -> list[list[Group]]:
    """The groups in parts that each fit into a message. A group that fits into one stays whole; one that is split has
    its heading in each part."""
    room = _Room(style, {item.paper.id: length(_line(item, words)) + 1 for group in groups for item in group.items})
    parts: list[list[Group]] = [[]]
    for group in groups:
        for piece in _pieces(group, room):
            if not room.holds([*parts[-1], piece]):
                parts.append([])
            parts[-1].append(piece)
    return [part for part in parts if part]


def render_digest(
    parts: Sequence[Sequence[Group]], options: Mapping[int, str], frame: Frame, words: Words
) -> list[Screen]:
    """The messages of a digest. `options` has the value of each paper's option in the menus, by the paper's number."""
    items = [item for part in parts for group in part for item in group.items]
    return [_render_part(number, parts, items, options, frame, words) for number in range(1, len(parts) + 1)]


def name_thread(items: Sequence[Item], groups: Sequence[Group], words: Words) -> str:
    """The title of a forum post."""
    headings = words.together(list(dict.fromkeys(group.heading.replace("\\", "") for group in groups)))
    return plain(f"{_count(items, words)}{BETWEEN}{headings}", THREAD_NAME)


def _render_part(
    number: int,
    parts: Sequence[Sequence[Group]],
    items: Sequence[Item],
    options: Mapping[int, str],
    frame: Frame,
    words: Words,
) -> Screen:
    shown, is_last = parts[number - 1], number == len(parts)
    box: ui.Container[Screen] = ui.Container()
    if number == 1:
        mention = f"{frame.mention}\n" if frame.mention else ""
        box.add_item(ui.TextDisplay(f"{mention}## {words.say('New on the lists')}\n**{_count(items, words)}**"))
    for place, group in enumerate(shown):
        heading = group.heading
        if place == 0 and number > 1 and parts[number - 2][-1].heading == heading:
            heading = words.say("{heading} (continued)", heading=heading)
        for item in _show_group(heading, group.items, frame.style, words):
            box.add_item(item)
    if is_last and frame.pick is not None:
        said = words.say("From the archive: {paper}", paper=_describe_paper(frame.pick, words))
        box.add_item(ui.TextDisplay(said))
    if len(parts) > 1:
        position = words.say("Part {part} of {parts}", part=words.number(number), parts=words.number(len(parts)))
        box.add_item(ui.TextDisplay(f"-# {position}"))
    screen = Screen()
    screen.add_item(box)
    screen.add_item(ui.ActionRow(_menu([item for group in shown for item in group.items], options, frame, words)))
    if is_last and frame.stop_id:
        screen.add_item(ui.ActionRow(press(words.say("Stop this digest"), frame.stop_id)))
    return screen


def _show_group(heading: str, items: Sequence[Item], style: Style, words: Words) -> Iterator[ui.Item[Any]]:
    if style is Style.COMPACT:
        yield ui.TextDisplay("\n".join([f"### {heading}", *(_line(item, words) for item in items)]))
        return
    yield ui.TextDisplay(f"### {heading}")
    for item in items:
        button = press(words.say("Open"), open_paper(item.paper.id))
        yield ui.Section(_line(item, words).removeprefix("- "), accessory=button)


def _menu(items: Sequence[Item], options: Mapping[int, str], frame: Frame, words: Words) -> ui.Select[Any]:
    shown = [
        discord.SelectOption(
            label=plain(item.paper.title, OPTION_TEXT) or words.say("(untitled)"), value=options[item.paper.id]
        )
        for item in items
    ]
    return ui.Select(custom_id=frame.select_id, placeholder=words.say("Open a paper"), options=shown)


def _line(item: Item, words: Words) -> str:
    """A paper in one line: what happened to it where that is not that it is new, then what it is."""
    happened = [_tell(net, words) for net in item.changes if net.kind is not ChangeKind.ADDED]
    told = f" ({words.together(happened)})" if happened else ""
    return f"- {_describe_paper(item.paper, words, told)}"


def _describe_paper(paper: Paper, words: Words, told: str = "") -> str:
    short, title = find_short_name(paper, 60), name_title(paper, 220, words)
    named = f"**{short}**: {title}" if short else f"**{title}**"
    facts = [words.month(paper.published)] if paper.published else []
    facts += filter(None, [name_organisations(paper, 90, 40, words)])
    facts += rate(paper, words)
    facts += _links(paper, words)
    return f"{named}{told}\n  {BETWEEN.join(facts)}" if facts else f"{named}{told}"


def _links(paper: Paper, words: Words) -> Iterator[str]:
    """The first paper link and the first code link, each with a label that makes sense alone."""
    for kind, label in ((LinkKind.PAPER, words.say("Read the paper")), (LinkKind.CODE, words.say("See the code"))):
        urls = (safe_url(link.url) for link in paper.links if link.kind is kind)
        url = next((each for each in urls if each is not None and len(each) <= _LONGEST_URL and ")" not in each), None)
        if url:
            yield f"[{label}](<{url}>)"


def _tell(net: Net, words: Words) -> str:
    if net.kind is ChangeKind.RETITLED and net.before.get("title") != net.after.get("title"):
        return words.say("formerly “{title}”", title=escape(str(net.before.get("title", "")), 120))
    if net.kind is ChangeKind.MOVED and net.after.get("sections"):
        sections = words.together([escape(str(each), 60) for each in net.after["sections"][:3]])
        return words.say("moved to {sections}", sections=sections)
    return name_kind(net.kind, words)


def _count(items: Sequence[Item], words: Words) -> str:
    added = sum(item.kind is ChangeKind.ADDED for item in items)
    code = sum(item.kind is ChangeKind.CODE_RELEASED for item in items)
    other = len(items) - added - code
    said = []
    if added:
        said.append(words.say_count("{count} new paper", "{count} new papers", added))
    if code:
        said.append(words.say_count("code for {count} paper", "code for {count} papers", code))
    if other:
        said.append(words.say_count("{count} other change", "{count} other changes", other))
    return words.together(said)


def _rank(item: Item) -> tuple[int, int, str]:
    paper = item.paper
    return -paper.stars, -(paper.published.number if paper.published else 0), paper.title.casefold()


def _pieces(group: Group, room: "_Room") -> Iterator[Group]:
    """The group whole where a message can hold it, else in pieces that fill one."""
    piece: list[Item] = []
    for item in group.items:
        if piece and not room.holds([Group(group.heading, (*piece, item))]):
            yield Group(group.heading, tuple(piece))
            piece = []
        piece.append(item)
    yield Group(group.heading, tuple(piece))


@dataclass(frozen=True, slots=True)
class _Room:
    """What a message can hold. `lengths` has the characters of each paper's line, by the paper's number."""

    style: Style
    lengths: Mapping[int, int]

    def holds(self, groups: Sequence[Group]) -> bool:
        """Whether one message can hold these."""
        items = [item for group in groups for item in group.items]
        if self.style is Style.CARDS and len(items) + len(groups) / 3 > _CARDS:
            return False
        text = sum(length(group.heading) + 20 for group in groups) + sum(self.lengths[item.paper.id] for item in items)
        return (
            len(items) <= SELECT_OPTIONS and len(groups) <= SELECT_OPTIONS - 5 and text <= SAFE_CHARACTERS - _OVERHEAD
        )
