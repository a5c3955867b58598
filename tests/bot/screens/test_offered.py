from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.limits import find_violations
from bot.screens.offered import render_offered
from bot.texts import Texts
from data.schema import Link, LinkKind
from storage.submissions.submission import Draft, Facts
from tests.bot.screens.submitted import texts

TEXTS = Texts.load()


@settings(deadline=None)
@given(st.lists(texts(500), min_size=1, max_size=10), st.integers(0, 50), st.sampled_from(TEXTS.locales))
def test_what_is_offered_fits_into_a_menu(addresses: list[str], listed: int, locale: str) -> None:
    drafts = [(2**62 - n, Draft(Facts(links=(Link(LinkKind.PAPER, "", one),)), 1)) for n, one in enumerate(addresses)]
    assert find_violations(render_offered(drafts, listed, TEXTS.speak(locale))) == []
