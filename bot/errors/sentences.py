"""All sentences about what went wrong, looked up by the class of the error."""

from discord import app_commands

from bot.errors import cadence, digests, lists, lookups, members, places, platform, submissions
from bot.errors.wording import Sentences
from bot.texts import Words

SENTENCES: Sentences = {
    kind: sentence
    for subject in (lookups, lists, cadence, places, digests, members, submissions, platform)
    for kind, sentence in subject.SENTENCES.items()
}
"""A sentence for each class, which serves the classes below it as well. A test looks for classes that have none."""


def find_sentence(error: BaseException, words: Words) -> str | None:
    """The sentence for an error, found by its class and the classes above it; None for a defect."""
    fact = unwrap(error)
    sentence = next((SENTENCES[kind] for kind in type(fact).__mro__ if kind in SENTENCES), None)
    return sentence(fact, words) if sentence else None


def unwrap(error: BaseException) -> BaseException:
    """The error itself, out of what discord.py wraps around it."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__
    return error
