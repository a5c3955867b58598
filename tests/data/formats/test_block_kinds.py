from dataclasses import FrozenInstanceError

import pytest

from data.formats.block_kinds import Heading


def test_blocks_do_not_change_and_a_heading_is_no_summary_unless_told() -> None:
    heading = Heading(1, 2, "A")
    assert not heading.is_summary
    with pytest.raises(FrozenInstanceError):
        heading.level = 3  # type: ignore[misc]
