"""The Share button: what one person saw, posted for everybody, in the language of the guild."""

import re
from collections.abc import Iterator

from bot.answering import Asked, Audience, answer, words_for_all
from bot.commands.presses import Press, Showing
from bot.refusals import PagesLost
from bot.screens.sharing import sign
from bot.speaking import check_speaking


class Share(Press, template=r"all:(?P<address>.+)"):
    """Posts the screen of this address for everybody, signed by who pressed."""

    async def act(self, interaction: Asked) -> None:
        check_speaking(interaction)
        shown, match = _find(self.match["address"])
        shelf = await interaction.client.library.open(interaction.guild_id)
        words = words_for_all(interaction, shelf.choices)
        screen = await shown.show(interaction, match, words)
        sign(screen, interaction.user.id, words)
        await answer(interaction, screen, Audience(words, is_public=True))


def _find(address: str) -> tuple[type[Showing], re.Match[str]]:
    """What shows the screen of this address. Raises `PagesLost`."""
    for kind in _kinds(Showing):
        match = kind.__discord_ui_compiled_template__.fullmatch(address)
        if match:
            return kind, match
    raise PagesLost


def _kinds(base: type[Showing]) -> Iterator[type[Showing]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)
