"""A paper as an entry for a reference manager: in a block to be copied, else as a file."""

from enum import StrEnum

from discord import ui

from bot.screens.custom_ids import cite_paper
from bot.screens.limits import length
from bot.screens.markdown import escape_block
from bot.screens.phrases import name_title
from bot.screens.screen import Screen, press
from bot.texts import Words
from data.paper import Paper
from data.writers.bibtex import render_bibtex
from data.writers.ris import render_ris

_BLOCK = 2_400  # characters


class Style(StrEnum):
    """A format of entries, by its name in custom ids."""

    BIBTEX = "bibtex"
    RIS = "ris"


_NAMES = {Style.BIBTEX: "BibTeX", Style.RIS: "RIS"}
_WRITERS = {Style.BIBTEX: render_bibtex, Style.RIS: render_ris}
_ENDINGS = {Style.BIBTEX: "bib", Style.RIS: "ris"}
_FENCES = {Style.BIBTEX: "```bibtex", Style.RIS: "```"}


def render_citation(paper: Paper, style: Style, words: Words) -> Screen:
    """The entry of a paper, and a way to the other format.

    An entry that a block cannot show to the letter, or that is too long for one, is a file.
    """
    entry = _WRITERS[style]([paper])
    lines = "\n".join(line.rstrip() for line in entry.splitlines())
    block = escape_block(entry, _BLOCK)
    screen = Screen(cite_paper(style, paper.id))
    title = words.say("{format} of {title}", format=_NAMES[style], title=f"“{name_title(paper, 200, words)}”")
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(f"**{title}**"))
    if block == lines and length(lines) <= _BLOCK:
        box.add_item(ui.TextDisplay(f"{_FENCES[style]}\n{block}\n```"))
    else:
        box.add_item(ui.File(screen.attach(f"paper-{paper.id}.{_ENDINGS[style]}", entry.encode("utf-8"))))
    note = words.say("The lists name no authors: add them before you cite the paper.")
    box.add_item(ui.TextDisplay(f"-# {note}"))
    screen.add_item(box)
    others = (other for other in Style if other is not style)
    screen.add_item(ui.ActionRow(*(press(_NAMES[other], cite_paper(other, paper.id)) for other in others)))
    return screen
