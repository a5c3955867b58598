import discord
import pytest

from bot.screens.screen import Screen, press


async def test_discord_py_takes_a_screen_for_finished_and_never_keeps_it() -> None:
    assert Screen().is_finished()
    assert Screen().timeout is None


@pytest.mark.parametrize(
    ("primary", "style"), [(False, discord.ButtonStyle.secondary), (True, discord.ButtonStyle.primary)]
)
def test_a_button_carries_its_custom_id(primary: bool, style: discord.ButtonStyle) -> None:
    button = press("Next", "turn:2", primary=primary, disabled=True)
    assert (button.label, button.custom_id, button.style, button.disabled) == ("Next", "turn:2", style, True)


def test_what_a_screen_sends_along_can_be_read_anew_each_time() -> None:
    screen = Screen()
    assert screen.files == []
    assert screen.attach("paper.bib", b"@misc") == "attachment://paper.bib"
    for _ in range(2):
        (file,) = screen.files
        assert (file.filename, file.fp.read()) == ("paper.bib", b"@misc")
