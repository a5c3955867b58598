from discord import ui

from bot.screens.limits import COMPONENTS, find_violations, measure
from bot.screens.screen import Screen, press
from bot.screens.sharing import offer_share, sign
from bot.texts import Words


def screen_of(address: str, *items: ui.Item[Screen]) -> Screen:
    screen = Screen(address)
    for item in items:
        screen.add_item(item)
    return screen


def custom_ids(screen: Screen) -> list[str]:
    return [item.custom_id for item in screen.walk_children() if isinstance(item, ui.Button) and item.custom_id]


def test_the_button_stands_in_the_last_row_or_in_one_of_its_own(english: Words) -> None:
    few = screen_of("open:7", ui.ActionRow(press("a", "a")))
    full = screen_of("open:7", ui.ActionRow(*(press(f"{n}", f"{n}") for n in range(5))))
    text = screen_of("open:7", ui.ActionRow(press("a", "a")), ui.TextDisplay("x"))
    for screen, rows in ((few, 1), (full, 2), (text, 2)):
        offer_share(screen, english)
        assert custom_ids(screen)[-1] == "all:open:7"
        assert sum(isinstance(item, ui.ActionRow) for item in screen.children) == rows
        assert find_violations(screen) == []


def test_without_an_address_or_room_there_is_no_button(english: Words) -> None:
    full = screen_of("open:7", *(ui.TextDisplay(f"{n}") for n in range(COMPONENTS)))
    for screen in (screen_of("", ui.TextDisplay("x")), screen_of("open:" + "7" * 92, ui.TextDisplay("x")), full):
        before = measure(screen)
        offer_share(screen, english)
        assert measure(screen) == before


def test_who_shares_is_named_below(english: Words, chinese: Words) -> None:
    for words, text in ((english, "-# Shared by <@7>"), (chinese, "-# 由 <@7> 分享")):
        screen = screen_of("open:7", ui.TextDisplay("x"))
        sign(screen, 7, words)
        last = screen.children[-1]
        assert find_violations(screen) == []
        assert isinstance(last, ui.TextDisplay)
        assert last.content == text
