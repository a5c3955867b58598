from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.audit import render_history
from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from storage.submissions.audit import Audited
from storage.submissions.submission import Submission
from tests.bot.screens.submitted import NOW, PEOPLE, SUBMISSIONS, texts

TEXTS = Texts.load()
LINES = st.builds(
    Audited,
    id=st.integers(1, 10**6),
    submission_id=st.integers(1, 10**6),
    guild_id=st.none(),
    actor_id=st.none() | PEOPLE,
    member_id=st.none(),
    action=st.sampled_from(["submitted", "edited", "approved", "undone", "something-new"]),
    facts=st.fixed_dictionaries({"comment": texts(1_000)}),
    at=st.just(NOW),
)


@settings(deadline=None)
@given(SUBMISSIONS, st.lists(LINES, max_size=60), st.sampled_from(TEXTS.locales))
def test_no_history_exceeds_a_limit(submission: Submission, lines: list[Audited], locale: str) -> None:
    assert find_violations(render_history(submission, lines, TEXTS.speak(locale))) == []


def test_the_newest_comes_first_and_a_sync_is_named(
    english: Words, make_submission: Callable[..., Submission], read: Callable[[Screen], str]
) -> None:
    lines = [
        Audited(1, 1, None, 42, None, "submitted", {}, NOW),
        Audited(2, 1, None, None, None, "merged_upstream", {}, NOW),
    ]
    text = read(render_history(make_submission(), lines, english))
    assert text.index("found on the list by a sync") < text.index("submitted by <@42>")
