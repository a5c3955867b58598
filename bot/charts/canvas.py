"""What pictures are drawn on: a ground of its own, readable whatever the theme around it is."""

from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

WIDTH = 1200
"""Pixels; Discord's clients show about half as many, so that letters of twice the size are read."""

GROUND, INK, LINE, BAR = (30, 31, 34), (242, 243, 245), (84, 87, 95), (122, 162, 247)
"""Colours, of which none means anything."""

LETTERS = 26  # pixels

Anchor = Literal["mm", "rm", "lm", "mb", "mt"]


class Canvas:
    """A picture in the making. Places are pixels from the left and from the top."""

    def __init__(self, height: int) -> None:
        self._image = Image.new("RGB", (WIDTH, height), GROUND)
        self._draw = ImageDraw.Draw(self._image)
        self._font = ImageFont.load_default(LETTERS)

    def bar(self, left: float, top: float, right: float, bottom: float) -> None:
        """A bar, at least a pixel wide and high."""
        self._draw.rectangle((left, top, max(left + 1, right), max(top + 1, bottom)), fill=BAR)

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        """A line that helps the eye."""
        self._draw.line((left, top, right, bottom), fill=LINE, width=2)

    def number(self, left: float, top: float, text: str, anchor: Anchor) -> None:
        """A number, whose point of this name (middle or right of its middle line, middle of its foot or head) is
        there."""
        self._draw.text((left, top), text, fill=INK, font=self._font, anchor=anchor)

    def encode(self) -> bytes:
        """The picture as a PNG."""
        file = BytesIO()
        self._image.save(file, "PNG")
        return file.getvalue()
