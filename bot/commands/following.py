"""What single people follow: /follow, /following and /unfollow."""

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, begin, words_of
from bot.commands.followed import change_follows, find_names, follow, show_following
from bot.commands.looking import find_paper
from bot.digest_options import CadenceOption, LanguageOption, OrganisationsOption, ZoneOption
from bot.follows import Follow, Followed, find_follow, follows_of, give_up
from bot.options import CategoryOption, Choice, PaperOption, get_category
from bot.personal import with_interest
from bot.refusals import NotFollowed, TooManyValues
from bot.screens.follows import label_follow
from bot.screens.limits import CHOICES
from bot.screens.markdown import clean
from bot.several import LONGEST_VALUE, split_values
from bot.wishes import Wishes, apply_wishes, read_keyword
from data.organisations import canonical_organisation
from storage.digests.subscriptions import find_personal

if TYPE_CHECKING:
    from bot.app import Paperboy


class FollowOption(app_commands.Transformer):
    """Something that the person follows. What was chosen is its code."""

    async def transform(self, _: discord.Interaction[Any], value: str, /) -> str:
        """The text as it was typed or chosen."""
        return value

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """What is followed and holds what was typed."""
        words, wanted = words_of(interaction), clean(value).casefold()
        async with interaction.client.database.read() as session:
            own = await find_personal(session, interaction.user.id)
        interest = own.choices.interest if own else None
        names = await find_names(interaction, interest) if interest else {}
        labelled = [(label_follow(each, names, words), each.code) for each in follows_of(interest)] if interest else []
        return [app_commands.Choice(name=name, value=code) for name, code in labelled if wanted in name.casefold()][
            :CHOICES
        ]


class Following(commands.Cog):
    """One digest a person, by direct message, however much is followed."""

    follow = app_commands.Group(name="follow", description="Hear of something new by direct message")

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @follow.command(name="category", description="Hear of new papers of a category")
    @app_commands.describe(name="The category")
    async def category(self, interaction: Asked, name: app_commands.Transform[str, CategoryOption]) -> None:
        """Follows a category."""
        shelf = await self._bot.library.open(interaction.guild_id)
        await follow(interaction, Follow(Followed.CATEGORY, get_category(name, shelf).slug))

    @follow.command(name="keyword", description="Hear of new papers about a keyword")
    @app_commands.describe(keyword="Words of a title, or a topic: quantization, speculative decoding")
    async def keyword(self, interaction: Asked, keyword: str) -> None:
        """Follows a keyword, or several with commas between them."""
        keywords = split_values(keyword) or (_bounded(keyword),)
        await follow(interaction, *(Follow(Followed.KEYWORD, read_keyword(each)) for each in keywords))

    @follow.command(name="organisation", description="Hear of new papers from an organisation")
    @app_commands.describe(organisation="Its name: NVIDIA, Tsinghua University")
    async def organisation(
        self, interaction: Asked, organisation: app_commands.Transform[str, OrganisationsOption]
    ) -> None:
        """Follows an organisation."""
        name = canonical_organisation(_bounded(organisation))
        await follow(interaction, Follow(Followed.ORGANISATION, _bounded(name)))

    @follow.command(name="paper", description="Hear of whatever happens to one paper: code, links, ratings")
    @app_commands.describe(title="Its title or short name; choose one of those that appear while you type")
    async def paper(self, interaction: Asked, title: app_commands.Transform[int | str, PaperOption]) -> None:
        """Follows a paper."""
        shelf = await self._bot.library.open(interaction.guild_id)
        await follow(interaction, Follow(Followed.PAPER, str(find_paper(shelf, title).id)))

    @app_commands.command(name="following", description="Show what you follow and when you hear of it, or set when")
    @app_commands.describe(
        cadence="How often: daily 09:00, weekly mon 09:00, monthly 1 09:00, or a cron expression",
        timezone="The time zone of these times: Asia/Shanghai, Europe/Berlin",
        language="The language of your digest",
    )
    async def following(
        self,
        interaction: Asked,
        cadence: app_commands.Transform[str, CadenceOption] | None = None,
        timezone: app_commands.Transform[str, ZoneOption] | None = None,
        language: app_commands.Transform[str, LanguageOption] | None = None,
    ) -> None:
        """Shows all that is followed; sets what is given first."""
        wishes = Wishes(cadence=cadence, timezone=timezone, language=language)
        if wishes == Wishes():
            await answer(interaction, await show_following(interaction))
            return
        shelf = await self._bot.library.open(interaction.guild_id, may_be_empty=True)
        await begin(interaction)
        await change_follows(interaction, lambda choices: apply_wishes(wishes, choices, shelf, self._bot.texts))
        note = words_of(interaction).say("Your digest is changed.")
        await answer(interaction, await show_following(interaction, note=note))

    @app_commands.command(name="unfollow", description="Hear no more of something that you follow")
    @app_commands.describe(what="What you follow; choose one of those that appear")
    async def unfollow(self, interaction: Asked, what: app_commands.Transform[str, FollowOption]) -> None:
        """Gives up one thing."""
        async with self._bot.database.read() as session:
            own = await find_personal(session, interaction.user.id)
        given_up = find_follow(own.choices.interest, clean(what)) if own else None
        if given_up is None:
            raise NotFollowed(what)
        await begin(interaction)
        codes = frozenset({given_up.code})
        await change_follows(interaction, with_interest(lambda interest: give_up(interest, codes)))
        note = words_of(interaction).say("You do not follow that any more.")
        await answer(interaction, await show_following(interaction, note=note))


def _bounded(text: str) -> str:
    """A value of at most `LONGEST_VALUE` characters with something to be seen. Raises `TooManyValues`."""
    value = clean(text)
    if not value or len(value) > LONGEST_VALUE:
        raise TooManyValues(1, LONGEST_VALUE)
    return value
