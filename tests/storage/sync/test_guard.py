import pytest

from storage.sync.guard import Extent, HoldReason, find_hold_reason

TEXT = "a list\n" * 50


@pytest.mark.parametrize(
    ("extent", "reason"),
    [
        (Extent(100, 100, 0, 0), None),
        (Extent(100, 90, 10, 0), None),
        (Extent(100, 89, 11, 0), HoldReason.DROP),
        (Extent(100, 100, 11, 11), HoldReason.DROP),
        (Extent(100, 125, 0, 25), None),
        (Extent(100, 126, 0, 26), HoldReason.ADDITIONS),
        (Extent(0, 500, 0, 0), None),
    ],
)
def test_a_tenth_removed_and_the_set_number_added_pass_and_more_is_held(
    extent: Extent, reason: HoldReason | None
) -> None:
    assert find_hold_reason(extent, text="new", accepted_text=TEXT, most_additions=25) is reason


@pytest.mark.parametrize("text", [TEXT[:-40], TEXT[:-3] + "\n", ""])
def test_the_beginning_of_the_accepted_text_alone_is_a_text_cut_off(text: str) -> None:
    extent = Extent(100, 99, 1, 0)
    assert find_hold_reason(extent, text=text, accepted_text=TEXT, most_additions=25) is HoldReason.TRUNCATED


@pytest.mark.parametrize("text", [TEXT, TEXT.rstrip(), TEXT + "one more\n"])
def test_a_whole_text_is_not_cut_off(text: str) -> None:
    assert find_hold_reason(Extent(100, 100, 0, 0), text=text, accepted_text=TEXT, most_additions=25) is None
