"""Patches that the tools of curators apply."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.writers.rows.patch import apply_patch, render_patch

if TYPE_CHECKING:
    from tests.data.writers.rows.conftest import Apply

LINES = st.lists(st.sampled_from(["a", "b", "c\r", "量", ""]), max_size=12).map("\n".join)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nx\nb\nc\n"),
        ("a\r\nb\r\n", "a\r\nx\r\nb\r\n"),
        ("a\nb", "a\nb\nc"),
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("a\n" * 50, "x\n" + "a\n" * 50 + "y\n"),
        ("推理\n🔥\n", "推理\n⚠️\n🔥\n"),
    ],
)
def test_git_and_patch_make_of_it_what_was_meant(before: str, after: str, apply: "Apply") -> None:
    patch = render_patch(before, after, "README.md")
    assert set(apply(before, patch).values()) <= {after}
    assert apply_patch(before, patch) == after


@given(LINES, LINES)
def test_every_change_can_be_applied(before: str, after: str) -> None:
    assert apply_patch(before, render_patch(before, after, "a.md")) == after


def test_no_change_is_no_patch() -> None:
    assert render_patch("a\n", "a\n", "a.md") == ""


def test_a_patch_of_another_text_does_not_fit() -> None:
    assert apply_patch("z\n", render_patch("a\nb\n", "a\nc\n", "a.md")) is None
