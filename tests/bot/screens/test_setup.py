from bot.screens.limits import find_violations
from bot.screens.setup import Told, back_to_menu, open_setup, render_menu
from bot.texts import Words


def test_nine_topics_fit_each_with_its_button(english: Words, chinese: Words) -> None:
    for words in (english, chinese):
        topics = [(f"topic{chr(97 + n)}", Told("Name", "x" * 300, f"Open {n}")) for n in range(9)]
        assert find_violations(render_menu(topics, words)) == []


def test_every_topic_leads_back_to_the_menu(english: Words) -> None:
    assert back_to_menu(english).custom_id == open_setup("menu")
