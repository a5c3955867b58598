"""What happens when a button below a digest's page is pressed, or a digest chosen from the menu of all."""

import re
from typing import Any, cast

from discord import ui

from bot.answering import Asked, answer, begin
from bot.commands.digests.acting import ACTS, act_on
from bot.commands.digests.asking import get_digest, present, show_own
from bot.commands.followed import show_following
from bot.commands.presses import Press
from bot.refusals import PagesLost


class ActOnDigest(Press, template=rf"do:(?P<verb>{'|'.join(ACTS)}):(?P<digest>\d{{1,9}})"):
    """Does something with a digest, if the member may manage its channel still."""

    async def act(self, interaction: Asked) -> None:
        await begin(interaction)
        await answer(interaction, await act_on(interaction, self.match["verb"], int(self.match["digest"])))


class ShowDigest(Press, template="show-digest"):
    """Shows the digest that was chosen from the menu below."""

    async def act(self, interaction: Asked) -> None:
        chosen = cast("ui.Select[Any]", self.item).values[0]
        if not re.fullmatch(r"[0-9]{1,9}", chosen):  # a menu of another version
            raise PagesLost
        subscription, _ = await get_digest(interaction, int(chosen))
        await answer(interaction, await present(interaction, subscription))


class ListDigests(Press, template=r"digests:.*"):
    """Shows the person's own digest, or in a guild those that they may manage there."""

    async def act(self, interaction: Asked) -> None:
        if interaction.guild is None:
            await answer(interaction, await show_following(interaction))
        else:
            await answer(interaction, await show_own(interaction))
