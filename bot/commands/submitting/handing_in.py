"""Handing in: what members propose becomes a submission, or they are told what to do instead."""

from dataclasses import replace

from bot.answering import Asked, answer, begin, words_of
from bot.errors import find_sentence
from bot.screens.custom_ids import submit_draft
from bot.screens.form import Form
from bot.screens.handed_in import render_alike, render_handed_in, render_unknown
from bot.screens.markdown import clean
from bot.screens.notice import render_notice
from bot.screens.screen import press
from bot.screens.submitting import NO_CATEGORY, paper_form
from bot.submissions.links import as_links
from bot.submissions.reviewers import reviewer_of, rules_of
from data.categories import Category
from storage.metadata import find_metadata
from storage.submissions.drafts import drop_draft, get_draft, keep_draft
from storage.submissions.errors import DuplicateFound, QuotaReached
from storage.submissions.reviewing import load_review_settings
from storage.submissions.submission import Draft, Facts
from storage.submissions.submitting import submit


def new_draft(interaction: Asked, facts: Facts) -> Draft:
    """A draft of whoever asks, for a paper that no list shows."""
    return Draft(
        facts,
        interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        language=words_of(interaction).locale,
    )


async def hand_in(interaction: Asked, draft: Draft, *, insists: bool = False, number: int = 0) -> None:
    """Hands a draft in and shows what has become of it. `number` is where it was kept, 0 for nowhere.

    Raises what `storage.submissions.submitting.submit` raises, but for what is alike: that is shown.
    """
    await begin(interaction)
    bot, words = interaction.client, words_of(interaction)
    try:
        async with bot.database.write() as session:
            rules, reviewer = rules_of(bot), reviewer_of(interaction)
            submission = await submit(session, draft, rules, bot.now(), insists=insists)
            whose = rules.review_guild_of(draft.guild_id)
            settings = await load_review_settings(session, whose) if whose is not None else None
            if number:
                await drop_draft(session, number)
    except DuplicateFound as found:
        kept = number or await keep(interaction, draft)
        await answer(interaction, render_alike(found.duplicates, draft, kept, words))
    except QuotaReached as refusal:
        kept = number or await keep(interaction, draft)
        again = press(words.say("Try again"), submit_draft("insist" if insists else "again", kept))
        await answer(interaction, render_notice(find_sentence(refusal, words) or "", again))
    else:
        may_decide = reviewer.is_operator or (settings is not None and settings.may_review(reviewer))
        categories = await load_categories(interaction)
        await answer(interaction, render_handed_in(submission, categories, words, may_decide=may_decide))


async def keep(interaction: Asked, draft: Draft) -> int:
    """Keeps a draft, so that nothing that was typed is lost; its number."""
    bot = interaction.client
    async with bot.database.write() as session:
        return await keep_draft(session, draft, bot.now())


async def hand_in_link(interaction: Asked, draft: Draft) -> None:
    """Hands in what has a link at least; the rest is looked up where the operator allows that, else asked for."""
    bot = interaction.client
    if not draft.facts.title and not bot.settings.looks_up_links:
        await interaction.response.send_modal(await make_form(interaction, draft))
        return
    await begin(interaction)
    if bot.settings.looks_up_links:
        draft = replace(draft, facts=await complete(interaction, draft.facts))
    if draft.facts.title:
        await hand_in(interaction, draft)
        return
    await answer(interaction, render_unknown(draft, await keep(interaction, draft), words_of(interaction)))


async def complete(interaction: Asked, facts: Facts) -> Facts:
    """The facts with what the source of their link knows beside. Nothing that somebody typed is replaced."""
    bot, address = interaction.client, facts.links[0].url
    proxy = bot.settings.https_proxy
    known = await find_metadata(address, bot.now(), proxy=proxy.get_secret_value() if proxy else None)
    return replace(
        facts,
        title=facts.title or known.title,
        alias=facts.alias or known.alias,
        published=facts.published or known.published,
        links=facts.links if facts.code or not known.code_url else as_links(address, known.code_url),
    )


async def make_form(interaction: Asked, draft: Draft) -> Form:
    """The form for a paper, with what is known filled in."""
    return paper_form(draft, await load_categories(interaction), words_of(interaction))


async def load_categories(interaction: Asked) -> list[Category]:
    """The categories that have papers, in their order."""
    shelf = await interaction.client.library.open(interaction.guild_id, may_be_empty=True)
    return [category for category, _ in shelf.count_categories()]


async def find_own_draft(interaction: Asked, number: int) -> Draft:
    """The draft that whoever asks has begun. Raises `DraftLost`."""
    async with interaction.client.database.read() as session:
        return await get_draft(session, number, interaction.user.id)


def chosen_category(value: str) -> str:
    """The slug that was chosen from a menu of categories, "" for none."""
    chosen = clean(value)
    return "" if chosen == NO_CATEGORY else chosen
