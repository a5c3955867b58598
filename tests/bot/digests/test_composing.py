import pytest
from discord import ui

from bot.digests.composing import UNMARKED, compose, message_body
from bot.digests.marks import menu_id
from bot.screens.notice import render_notice
from bot.screens.screen import Screen
from bot.texts import Texts
from data.categories import Category
from storage.digests.subscription import Target
from storage.feed import ChangeKind
from tests.bot.digests.conftest import make_item, make_paper, make_subscription, make_window

WORDS = Texts.load().speak("en-US")
CATEGORIES = (Category("kv-cache", {"en-US": "KV cache", "zh-CN": "KV 缓存"}, 1),)


def test_nothing_to_tell_is_no_message() -> None:
    assert compose(make_subscription(), make_window([]), CATEGORIES, WORDS, "db") == ()


def test_each_part_knows_what_it_tells_and_where_it_belongs() -> None:
    items = [make_item(make_paper(number), ChangeKind.ADDED) for number in range(1, 50)]
    composed = compose(make_subscription(Target.FORUM), make_window(items), CATEGORIES, WORDS, "db")
    assert len(composed) > 1
    assert sorted(item.paper.id for part in composed for item in part.items) == list(range(1, 50))
    assert composed[0].topics == ("KV cache", "KV 缓存", "kv-cache")
    assert {part.thread_name for part in composed} == {"49 new papers · KV cache"}
    for part in composed:
        assert menu_id("db", UNMARKED) in str(message_body(part.screen))


@pytest.mark.parametrize("target", Target)
def test_only_a_personal_digest_can_be_stopped_by_its_button(target: Target) -> None:
    (part,) = compose(make_subscription(target), make_window([make_item(make_paper())]), CATEGORIES, WORDS, "db")
    assert ("stop:17" in str(message_body(part.screen))) is (target is Target.PERSON)


def test_nobody_is_pinged_but_the_role_that_was_chosen() -> None:
    screen = render_notice("@everyone <@&6>")
    assert message_body(screen)["allowed_mentions"] == {"parse": []}
    assert message_body(screen, 5)["allowed_mentions"] == {"parse": [], "roles": ["5"]}
    (part,) = compose(
        make_subscription(mention_role_id=5), make_window([make_item(make_paper())]), CATEGORIES, WORDS, "db"
    )
    assert "<@&5>" in str(message_body(part.screen))


def test_what_discord_would_refuse_is_not_posted() -> None:
    screen = Screen()
    screen.add_item(ui.TextDisplay("x" * 4_001))
    with pytest.raises(ValueError, match="characters"):
        message_body(screen)
