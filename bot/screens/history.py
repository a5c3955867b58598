"""What happened to one paper on the lists, the newest first."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.screens.addresses import safe_url
from bot.screens.changes import name_kind
from bot.screens.custom_ids import turn_history
from bot.screens.markdown import escape
from bot.screens.phrases import BETWEEN, join_some, name_title, show_day
from bot.screens.screen import Screen, press
from bot.texts import Words
from data.identity.keys import link_key
from data.paper import Paper
from storage.feed import ChangeKind, FeedEntry

HISTORY_PER_PAGE = 6
_TITLE, _SECTION, _SECTIONS, _LIST, _URL = 140, 60, 150, 60, 200  # characters


def count_history_pages(changes: int) -> int:
    """How many pages so many changes take; at least one."""
    return max(1, -(-changes // HISTORY_PER_PAGE))


def render_history(
    paper: Paper, entries: Sequence[FeedEntry], total: int, page: int, titles: Mapping[str, str], words: Words
) -> Screen:
    """A page of changes, counted from 1, of `total` in all. `titles` maps the names of lists to their titles."""
    pages = count_history_pages(total)
    seen = words.say("First seen {day}", day=show_day(paper.first_seen_at))
    counted = (
        words.say_count("{count} change since", "{count} changes since", total)
        if total
        else words.say("no change has been seen since")
    )
    heading = words.say("History of {title}", title=f"“{name_title(paper, 200, words)}”")
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(f"## {heading}\n{words.together([seen, counted])}"))
    if entries:
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay("\n".join(_describe(entry, titles, words) for entry in entries)))
    screen = Screen(turn_history(page, paper.id))
    screen.add_item(box)
    if pages > 1:
        position = words.say("Page {page} of {pages}", page=words.number(page), pages=words.number(pages))
        screen.add_item(
            ui.ActionRow(
                press(words.say("Previous"), turn_history(page - 1, paper.id), disabled=page == 1),
                press(position, turn_history(page, paper.id), disabled=True),
                press(
                    words.say("Next"), turn_history(page + 1, paper.id), primary=page < pages, disabled=page == pages
                ),
            )
        )
    return screen


def _describe(entry: FeedEntry, titles: Mapping[str, str], words: Words) -> str:
    where = escape(titles.get(entry.list_name, entry.list_name), _LIST)
    kind = f"**{name_kind(entry.kind, words)}**"
    facts = [f"- {show_day(entry.at)}", kind, *filter(None, [_tell(entry, words)]), where]
    return BETWEEN.join(facts)


def _tell(entry: FeedEntry, words: Words) -> str:
    """What differs, as far as the feed tells: what it holds may be of an older version of this program."""
    before, after = entry.before, entry.after
    match entry.kind:
        case ChangeKind.RETITLED if before.get("title") != after.get("title"):
            return words.say("formerly “{title}”", title=escape(str(before.get("title", "")), _TITLE))
        case ChangeKind.RETITLED:
            return words.say("now known as {aliases}", aliases=_row(after.get("aliases"), words))
        case ChangeKind.MOVED:
            left, came = _row(before.get("sections"), words), _row(after.get("sections"), words)
            return words.say("from {before} to {after}", before=left, after=came)
        case ChangeKind.RATED:
            return _rated(before, after, words)
        case ChangeKind.CODE_RELEASED | ChangeKind.LINK_CHANGED:
            return _linked(before, after, words)
        case ChangeKind.MERGED:
            return _row(before.get("titles"), words)
        case _:
            return _row([entry.section], words)


def _rated(before: Mapping[str, Any], after: Mapping[str, Any], words: Words) -> str:
    stars, heat = ((_digit(before, name), _digit(after, name)) for name in ("stars", "heat"))
    said = []
    if stars[0] != stars[1]:
        said.append(words.say("stars of 3: from {before} to {after}", before=stars[0], after=stars[1]))
    if heat[0] != heat[1]:
        said.append(words.say("heat of 3: from {before} to {after}", before=heat[0], after=heat[1]))
    return words.together(said)


def _digit(facts: Mapping[str, Any], name: str) -> int:
    value = facts.get(name, 0)
    return value if isinstance(value, int) else 0


def _linked(before: Mapping[str, Any], after: Mapping[str, Any], words: Words) -> str:
    """The first address that came, else the first that went."""
    old, new = _addresses(before), _addresses(after)
    came = next((url for key, url in new.items() if key not in old), "")
    went = next((url for key, url in old.items() if key not in new), "")
    shown = safe_url(came or went)
    if shown is None or len(shown) > _URL:
        return ""
    address = f"<{shown}>"
    return words.say("now {address}", address=address) if came else words.say("without {address}", address=address)


def _addresses(facts: Mapping[str, Any]) -> dict[str, str]:
    links = facts.get("links", [])
    urls = [str(link.get("url", "")) for link in links if isinstance(link, dict)]
    return {link_key(url): url for url in urls if url}


def _row(texts: Any, words: Words) -> str:
    shown = [escape(str(text), _SECTION) for text in texts] if isinstance(texts, list) else []
    return join_some(list(filter(None, shown)), _SECTIONS, words)
