import pytest

from data.merging import merge_rows
from data.months import Month
from data.schema import Link, LinkKind, Row, Section
from storage.submissions.amendments import Amendment, amend, is_said, without_link
from storage.submissions.submission import Facts, Fault

PAGE, CODE = "https://example.com/1", "https://github.com/o/c"
ROW = Row("A", Section("KV Cache"), 1, published=Month(2024, 7), links=(Link(LinkKind.PAPER, "pdf", PAGE),))


def test_the_newest_correction_of_a_date_counts_and_a_dead_link_is_not_shown() -> None:
    dates = [Amendment(n, Fault.WRONG_DATE, Facts(published=Month(2020, n)), None) for n in (3, 2)]
    facts = amend(merge_rows([ROW]), [*dates, Amendment(4, Fault.DEAD_LINK, Facts(dead_url=PAGE), None)])
    assert (str(facts.published), facts.links) == ("2020-02", ())
    assert amend(merge_rows([ROW]), []) == merge_rows([ROW])


@pytest.mark.parametrize(
    ("fault", "facts", "said"),
    [
        (Fault.DEAD_LINK, Facts(dead_url=PAGE), False),
        (Fault.DEAD_LINK, Facts(dead_url=PAGE + "2"), True),
        (Fault.WRONG_DATE, Facts(published=Month(2024, 7)), True),
        (Fault.WRONG_DATE, Facts(published=Month(2024, 8)), False),
        (Fault.MISSING_CODE, Facts(links=(Link(LinkKind.CODE, "", CODE),)), False),
        (Fault.MISSING_CODE, Facts(links=(Link(LinkKind.PAPER, "", "http://www.example.com/1/"),)), True),
        (Fault.WRONG_SECTION, Facts(section="kv-cache"), True),
        (Fault.WRONG_SECTION, Facts(category="kv-cache"), True),
        (Fault.WRONG_SECTION, Facts(section="Quantization"), False),
        (Fault.NONE, Facts(section="KV Cache", links=(Link(LinkKind.CODE, "", CODE),)), False),
        (Fault.NONE, Facts(), False),
    ],
)
def test_a_list_says_it_by_itself_or_does_not(fault: Fault, facts: Facts, said: bool) -> None:
    assert is_said([ROW], fault, facts) is said


def test_a_link_is_taken_out_of_every_row() -> None:
    assert [row.links for row in without_link([ROW, ROW], PAGE)] == [(), ()]
