"""A house colour takes the place of the blues in charts, and can be seen as well as they."""

import pytest

from evalutils.book.contrast import contrast
from evalutils.book.house_colours import as_dark, as_light, in_house_colours
from evalutils.contracts.chart_colours import ACCENT, DARK, GREY, LIGHT

WHITE = "#ffffff"
# Green, violet, red, ochre, blue and a colour as dark as can be.
HOUSE = ["#0f7b0f", "#7030a0", "#b00020", "#876c00", "#0b5394", "#001a00"]


def drawn(*colours: str, house: str) -> list[str]:
    """What colours of a chart are in a house colour."""
    marks = "".join(f'<path style="fill: {colour}; stroke: none"/>' for colour in colours)
    found = in_house_colours(marks, house).split("fill: ")[1:]
    return [mark.partition(";")[0] for mark in found]


@pytest.mark.parametrize("house", HOUSE)
def test_what_is_drawn_is_seen_on_white_and_told_apart_in_grey(house: str) -> None:
    dark, light = drawn(DARK, LIGHT, house=house)
    assert (dark, light) == (as_dark(house), as_light(house))
    assert contrast(light, WHITE) >= 3
    assert contrast(dark, light) >= 0.95 * contrast(DARK, LIGHT)


@pytest.mark.parametrize(("house", "accent"), [("#0f7b0f", ACCENT), ("#b00020", DARK)])
def test_beside_a_house_colour_like_vermilion_the_other_colour_is_blue(
    house: str, accent: str
) -> None:
    assert drawn(ACCENT, house=house) == [accent]


def test_shades_by_number_go_from_white_to_the_house_colour() -> None:
    # 127 of 255 is half way from white to 0, and so are 172 to 90 and 197 to 140.
    half, none = drawn("#7facc5", WHITE, house="#7030a0")
    assert half == "#b797cf"  # half way from 255 to 112, 48 and 160
    assert none == WHITE


def test_a_grey_house_and_what_is_no_blue_change_nothing() -> None:
    colours = [DARK, LIGHT, ACCENT, GREY, "#222222", "#dddddd"]
    assert drawn(*colours, house="#555555") == colours
    assert drawn(*colours[3:], house="#7030a0") == colours[3:]
