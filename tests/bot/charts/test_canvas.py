import io

from PIL import Image

from bot.charts.canvas import BAR, GROUND, INK, LINE, WIDTH, Canvas


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours, as WCAG reckons it: 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_digits_and_bars_stand_out_from_the_ground_whatever_the_theme() -> None:
    assert contrast(INK, GROUND) >= 7
    assert contrast(BAR, GROUND) >= 4.5
    assert contrast(BAR, LINE) >= 2


def test_what_is_drawn_is_a_picture_that_lets_nothing_through() -> None:
    canvas = Canvas(100)
    canvas.bar(10, 10, 10, 10)
    canvas.number(600, 50, "7", "mm")
    picture = Image.open(io.BytesIO(canvas.encode()))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (WIDTH, 100))
    assert picture.getpixel((10, 10)) == BAR
    assert picture.getpixel((0, 0)) == GROUND
    colours = picture.crop((580, 30, 620, 70)).getcolors()
    assert colours is not None
    assert INK in [colour for _, colour in colours]
