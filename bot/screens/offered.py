"""The links of a message that no list has, to choose from what to submit."""

from collections.abc import Sequence

from discord import SelectOption, ui

from bot.screens.custom_ids import CHOOSE_DRAFT
from bot.screens.limits import OPTION_TEXT
from bot.screens.markdown import plain
from bot.screens.screen import Screen
from bot.texts import Words
from storage.submissions.submission import Draft


def render_offered(drafts: Sequence[tuple[int, Draft]], listed: int, words: Words) -> Screen:
    """Drafts with their numbers, of which one is chosen, and how many other links are `listed`."""
    sentences = [words.say_count("{count} link is on no list.", "{count} links are on no list.", len(drafts))]
    if listed:
        sentences.append(
            words.say_count(
                "{count} paper is on the lists already.", "{count} papers are on the lists already.", listed
            )
        )
    sentences.append(words.say("Choose one to submit it."))
    options = [
        SelectOption(label=plain(draft.facts.links[0].url, OPTION_TEXT) or str(number), value=str(number))
        for number, draft in drafts
    ]
    menu: ui.Select[Screen] = ui.Select(
        custom_id=CHOOSE_DRAFT, placeholder=words.say("What to submit"), options=options
    )
    screen = Screen()
    screen.add_item(ui.TextDisplay(" ".join(sentences)))
    screen.add_item(ui.ActionRow(menu))
    return screen
