"""What waits for reviewers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.custom_ids import decide_several
from bot.screens.limits import CUSTOM_ID, find_violations
from bot.screens.queue import PER_PAGE, render_queue, render_several
from bot.texts import Texts
from storage.submissions.submission import Submission
from tests.bot.screens.submitted import SUBMISSIONS

TEXTS = Texts.load()


@settings(deadline=None)
@given(
    st.lists(SUBMISSIONS, min_size=1, max_size=PER_PAGE, unique_by=lambda one: one.id),
    st.integers(0, 10**6),
    st.sampled_from(TEXTS.locales),
)
def test_no_page_of_the_queue_exceeds_a_limit(waiting: list[Submission], total: int, locale: str) -> None:
    words = TEXTS.speak(locale)
    assert find_violations(render_queue(waiting, total, 1, words)) == []
    assert find_violations(render_several(waiting, words)) == []


def test_as_many_as_a_page_has_are_decided_by_one_button() -> None:
    numbers = [(9_999_999 - each, 99) for each in range(PER_PAGE)]
    assert len(decide_several("decline", numbers)) <= CUSTOM_ID - len("several-declined") + len("several:decline")
