import pytest

from bot.texts import Texts
from data.months import Month

ENGLISH, CHINESE = Texts.load().speak("en-US"), Texts.load().speak("zh-CN")


def test_a_value_is_filled_in_as_it_is_and_never_read_as_a_pattern() -> None:
    assert ENGLISH.say("Papers for “{text}”", text="{braces} %s") == "Papers for “{braces} %s”"
    assert CHINESE.say("Papers for “{text}”", text="{braces} %s") == "“{braces} %s”的相关论文"


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [(0, "0 papers", "0 篇论文"), (1, "1 paper", "1 篇论文"), (1234, "1,234 papers", "1,234 篇论文")],
)
def test_a_number_takes_its_form_of_the_plural_and_its_separators(number: int, english: str, chinese: str) -> None:
    assert ENGLISH.say_count("{count} paper", "{count} papers", number) == english
    assert CHINESE.say_count("{count} paper", "{count} papers", number) == chinese


def test_a_word_may_mean_different_things_in_different_places() -> None:
    assert CHINESE.say_as("command", "published") == "发表"
    assert CHINESE.say("Published") == "发表时间"
    assert ENGLISH.say_as("command", "published") == "published"


@pytest.mark.parametrize(
    ("month", "english", "chinese"),
    [(Month(2024, 7), "July 2024", "2024年7月"), (Month(1999, 12), "December 1999", "1999年12月")],
)
def test_a_month_is_written_as_people_write_it(month: Month, english: str, chinese: str) -> None:
    assert (ENGLISH.month(month), CHINESE.month(month)) == (english, chinese)


def test_words_stand_in_a_row() -> None:
    assert (ENGLISH.together(["a", "b"]), CHINESE.together(["a", "b"])) == ("a, b", "a、b")
    assert ENGLISH.together([]) == ""


def test_what_no_catalog_holds_is_said_in_the_language_of_the_code() -> None:
    assert CHINESE.say("Nobody translated this {thing}", thing="yet") == "Nobody translated this yet"
