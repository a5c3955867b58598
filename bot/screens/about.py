"""What this bot is, and the lists that it reads: their licences, citations, downloads, and where to contribute."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.screens.addresses import button_url, safe_url
from bot.screens.custom_ids import open_guidance
from bot.screens.limits import BUTTON_LABEL, length
from bot.screens.markdown import escape, escape_block, plain
from bot.screens.phrases import BETWEEN, show_day
from bot.screens.screen import Screen
from bot.texts import Words
from storage.lists import ListInfo, Pack
from storage.sources import Health

MOST_LISTS = 5
_LISTS, _PACKS, _LEAST_CITATION = 2_700, 3, 120


def render_about(
    lists: Sequence[ListInfo], health: Mapping[str, Health], papers: int, version: str, words: Words
) -> Screen:
    """The lists that the reader sees, with what each states of itself. `papers` counts each paper once; `health` has
    those that are followed, by their names."""
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(_heading(lists, papers, version, words)))
    room = _LISTS // max(1, min(len(lists), MOST_LISTS))
    for info in lists[:MOST_LISTS]:
        box.add_item(ui.Separator())
        _add_list(box, info, health.get(info.name), room, words)
    if len(lists) > MOST_LISTS:
        left = len(lists) - MOST_LISTS
        box.add_item(ui.TextDisplay(words.say_count("and {count} more list", "and {count} more lists", left)))
    screen = Screen(open_guidance("about"))
    screen.add_item(box)
    return screen


def _heading(lists: Sequence[ListInfo], papers: int, version: str, words: Words) -> str:
    counted = words.say_count("{count} paper", "{count} papers", papers)
    named = words.say_count("from {count} list", "from {count} lists", len(lists))
    return "\n".join(
        [
            f"## {words.say('About Paperboy')}",
            words.say("I answer from curated lists of papers: {papers} {lists}.", papers=counted, lists=named),
            words.say(
                "A paper is missing, or something is wrong? Propose it where the list is kept: what its curators "
                "accept, I can show."
            ),
            f"-# {words.say('Version {version}', version=version)}",
        ]
    )


def _add_list(box: ui.Container[Screen], info: ListInfo, health: Health | None, room: int, words: Words) -> None:
    text, url = _describe(info, health, room, words), button_url(info.url)
    if url is None:
        box.add_item(ui.TextDisplay(text))
        return
    title = plain(info.title or info.name, BUTTON_LABEL - 20)
    button: ui.Button[Screen] = ui.Button(label=words.say("Open {title}", title=title), url=url)
    box.add_item(ui.Section(text, accessory=button))


def _describe(info: ListInfo, health: Health | None, room: int, words: Words) -> str:
    """What the list states of itself; the citation comes last and only where there is room for a useful piece."""
    licence = escape(info.licence, 60)
    facts = [
        words.say_count("{count} paper", "{count} papers", info.papers),
        words.say("licence: {licence}", licence=licence) if licence else words.say("states no licence"),
        words.say("last changed {day}", day=show_day(info.updated_at)),
    ]
    lines = [f"### {escape(info.title, 120) or escape(info.name, 80)}", BETWEEN.join(facts)]
    lines += filter(None, [describe_health(health, words) if health else ""])
    lines += [_show_pack(pack, words) for pack in info.packs[:_PACKS]]
    left = room - length("\n".join(lines)) - 40
    if info.citation and left >= _LEAST_CITATION:
        lines += [words.say("To cite it:"), f"```bibtex\n{escape_block(info.citation, left)}\n```"]
    return "\n".join(lines)


def describe_health(health: Health, words: Words) -> str:
    """How following a list is going: failing and held are told apart from merely quiet; "" before it was first read."""
    if health.failing_since:
        day, reason = show_day(health.failing_since), _name_failure(health.failure, words)
        return words.say("Reading it has failed since {day}: {reason}", day=day, reason=reason)
    if health.held_at:
        return words.say("A new version waits for review since {day}", day=show_day(health.held_at))
    if health.succeeded_at:
        return words.say("Last read {day}", day=show_day(health.succeeded_at))
    return ""


def _name_failure(failure: str, words: Words) -> str:
    kind, _, status = failure.partition(" ")
    return f"HTTP {status}" if kind == "status" else words.say("it cannot be reached")


def _show_pack(pack: Pack, words: Words) -> str:
    url, label = safe_url(pack.url), escape(pack.label, 60) or words.say("(untitled)")
    if url is None or len(url) > 150:
        return "- " + words.say("Download: {label}", label=label)
    return "- " + words.say("Download: {label}", label=f"[{label}](<{url}>)")
