from collections.abc import Callable
from dataclasses import replace

from data.schema import Row, Section
from storage.differences import find_differences
from storage.feed import ChangeKind

CODE = "https://github.com/mit-han-lab/llm-awq"


def kinds(before: list[Row], after: list[Row], *, was_listed: bool = False, had_code: bool = False) -> list[str]:
    return [
        change.kind.value
        for change in find_differences(1, 1, before, after, was_listed=was_listed, had_code=had_code)
    ]  # fmt: skip


def test_code_that_another_list_linked_before_is_no_news_but_a_link(make_row: Callable[..., Row]) -> None:
    assert kinds([make_row("AWQ")], [make_row("AWQ", code=CODE)], had_code=True) == ["link_changed"]
    assert kinds([make_row("AWQ")], [make_row("AWQ", code=CODE)]) == ["code_released"]


def test_several_changes_at_once_are_told_each_for_itself(make_row: Callable[..., Row]) -> None:
    before = make_row("AWQ", "https://arxiv.org/abs/2306.00978")
    after = make_row("AWQ!", "https://mlsys.org/awq", CODE, alias="AWQ", stars=2, section="Edge")
    assert kinds([before], [after]) == ["retitled", "moved", "rated", "code_released", "link_changed"]


def test_the_facts_before_and_after_stand_in_the_change(make_row: Callable[..., Row]) -> None:
    (change,) = find_differences(
        1, 2, [make_row("AWQ", stars=1)], [make_row("AWQ", stars=2)], was_listed=False, had_code=False
    )
    assert (change.kind, change.list_id) == (ChangeKind.RATED, 2)
    assert (change.before, change.after) == ({"stars": 1, "heat": 0}, {"stars": 2, "heat": 0})


def test_a_second_section_and_its_loss_are_moves(make_row: Callable[..., Row]) -> None:
    one, other = make_row("AWQ"), make_row("AWQ", section="Edge")
    assert kinds([one], [one, other]) == ["moved"]
    assert kinds([one, other], [other]) == ["moved"]


def test_coming_going_and_coming_back(make_row: Callable[..., Row]) -> None:
    row = make_row("AWQ")
    assert kinds([], [row]) == ["added"]
    assert kinds([row], []) == ["removed"]
    assert kinds([], [row], was_listed=True) == ["restored"]
    assert kinds([], []) == []
    assert kinds([row], [row]) == []


def test_a_heading_that_is_worded_anew_moves_nothing(make_row: Callable[..., Row]) -> None:
    before, after = (replace(make_row("AWQ"), section=Section(name, "kv")) for name in ("KV Cache", "KV Caches"))
    assert kinds([before], [after]) == []


def test_rows_that_trade_places_come_or_go_reword_nothing(make_row: Callable[..., Row]) -> None:
    long, short = make_row("FlexGen: High throughput", alias="FlexGen"), make_row("High throughput", section="Edge")
    assert kinds([long, short], [short, long]) == []
    assert kinds([short], [long, short]) == ["moved"]
    assert kinds([long, short], [short]) == ["moved"]


def test_a_title_that_is_reworded_row_by_row_is_told_once(make_row: Callable[..., Row]) -> None:
    old = [make_row("Training big models"), make_row("Training big models", section="Edge")]
    half = [old[0], make_row("Training bigger models", section="Edge")]
    assert kinds(old, half) == ["retitled"]
    assert kinds(half, [make_row("Training bigger models"), half[1]]) == []


def test_a_retitling_says_which_wording_became_which(make_row: Callable[..., Row]) -> None:
    stays = make_row("Training big models")
    before = [stays, make_row("Big models", alias="A", section="Edge")]
    after = [stays, make_row("Bigger models", alias="A", section="Edge")]
    (change,) = find_differences(1, 2, before, after, was_listed=False, had_code=False)
    assert (change.before["title"], change.after["title"]) == ("Big models", "Bigger models")


def test_a_link_that_is_corrected_row_by_row_is_told_once(make_row: Callable[..., Row]) -> None:
    blog, paper = "https://blog.example.org/awq", "https://arxiv.org/abs/2306.00978"
    old = [make_row("AWQ", blog), make_row("AWQ", blog, section="Edge")]
    half = [make_row("AWQ", paper), old[1]]
    assert kinds(old, half) == ["link_changed"]
    assert kinds(half, [half[0], make_row("AWQ", paper, section="Edge")]) == []
    assert kinds(half, [half[0]]) == ["moved"], "a link that leaves with its row is no change of links"
