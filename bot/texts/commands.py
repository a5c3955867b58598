"""The names and descriptions of commands, options and choices in the languages of their users."""

from discord import Locale
from discord.app_commands import TranslationContextLocation, TranslationContextTypes, Translator, locale_str

from bot.texts.catalogs import SOURCE_LOCALE, Texts

CONTEXTS = {
    TranslationContextLocation.command_name: "command",
    TranslationContextLocation.group_name: "command",
    TranslationContextLocation.parameter_name: "option",
    TranslationContextLocation.choice_name: "choice",
    TranslationContextLocation.command_description: "description",
    TranslationContextLocation.group_description: "description",
    TranslationContextLocation.parameter_description: "description",
}
"""Where a text of a command stands, as the catalogs call it."""


class CommandTranslator(Translator):
    """Answers discord.py's questions from the catalogs. A language that has none is left to Discord, which then shows
    the names and descriptions as they stand in the code."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """The text in the language of `locale`, or None where the code's own text serves."""
        spoken = self._texts.find_locale(locale.value)
        if spoken is None or spoken == SOURCE_LOCALE:
            return None
        return self._texts.speak(spoken).say_as(CONTEXTS[context.location], string.message)
