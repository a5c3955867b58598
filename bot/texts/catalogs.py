"""The languages that the program speaks, read from the `.po` files beside this one."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from bot.texts.words import Words

SOURCE_LOCALE = "en-US"
CATALOGS = Path(__file__).parent


class Texts:
    """All languages. Build one at start by `Texts.load()` and pass it on."""

    def __init__(self, spoken: dict[str, Words]) -> None:
        self._spoken = spoken

    @classmethod
    def load(cls, folder: Path = CATALOGS) -> "Texts":
        """Reads every `<locale>.po` of the folder; the source language needs no file."""
        translated = {path.stem: Words(path.stem, _read_catalog(path)) for path in sorted(folder.glob("*.po"))}
        return cls({SOURCE_LOCALE: Words(SOURCE_LOCALE, NullTranslations()), **translated})

    @property
    def locales(self) -> tuple[str, ...]:
        """Discord's names of the languages, the source language first."""
        return tuple(self._spoken)

    def find_locale(self, locale: str) -> str | None:
        """The language for a reader of `locale`: itself, else one of the same tongue (zh-TW reads zh-CN), else None."""
        if locale in self._spoken:
            return locale
        tongue = locale.partition("-")[0]
        return next((spoken for spoken in self._spoken if spoken.partition("-")[0] == tongue), None)

    def speak(self, locale: object) -> Words:
        """The words for a reader of `locale` (Discord's enum or its name); American English where we know no better."""
        return self._spoken[self.find_locale(str(locale)) or SOURCE_LOCALE]


def _read_catalog(path: Path) -> NullTranslations:
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True))
    compiled.seek(0)
    return Translations(compiled)
