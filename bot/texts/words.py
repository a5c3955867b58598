"""The words of one language: sentences with their values filled in, numbers, months."""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton, get_day_names
from babel.numbers import format_decimal
from babel.support import NullTranslations

from data.months import Month


class Words:
    """One language. `locale` is Discord's name of it, such as "zh-CN".

    The sentences are literals where they are asked for, so that a test can collect them. Values are filled in by name
    and as they are: whoever passes a list's or a person's text escapes it first.
    """

    def __init__(self, locale: str, translations: NullTranslations) -> None:
        self.locale = locale
        self._babel = Locale.parse(locale, sep="-")
        self._translations = translations

    def say(self, message: str, /, **values: object) -> str:
        """A sentence."""
        return str(self._translations.ugettext(message)).format(**values)

    def say_as(self, context: str, message: str, /, **values: object) -> str:
        """A sentence or a word that means different things in different places; `context` names the place."""
        return str(self._translations.upgettext(context, message)).format(**values)

    def say_count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A sentence about `number` things, which it may show as `{count}`."""
        message = str(self._translations.ungettext(one, many, number))
        return message.format(count=self.number(number), **values)

    def number(self, number: int) -> str:
        """A number with the language's own separators: "1,234"."""
        return _number(number, self._babel)

    def month(self, month: Month) -> str:
        """A month as people write it: "July 2024", "2024年7月"."""
        return _month(month, self._babel)

    def weekday(self, number: int) -> str:
        """A day of the week, Monday being 0: "Monday", "星期一"."""
        return str(get_day_names("wide", context="format", locale=self._babel)[number])

    def language(self, locale: str) -> str:
        """A language by its name in this one: "Chinese", "中文"."""
        return str(Locale.parse(locale, sep="-").get_language_name(self._babel))

    def together(self, words: list[str]) -> str:
        """Several words in a row, without an "and"."""
        return self.say_as("between the words of a row", ", ").join(words)


@lru_cache(maxsize=4096)
def _number(number: int, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4096)
def _month(month: Month, locale: Locale) -> str:
    return format_skeleton("yMMMM", date(month.year, month.month, 1), locale=locale)
