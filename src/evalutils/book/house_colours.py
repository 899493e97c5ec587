"""Charts in the house colour of who publishes them.

Notebooks draw in the usual blues, whoever publishes: a colour is no reason to run one again. In a
book or report a shade of the house colour that is as dark takes the place of the dark blue, and one
as light that of the light blue. So both keep a contrast of 3:1 with white (WCAG 2.1, 1.4.11), and
they differ in grey as the blues do.
"""

from __future__ import annotations

import re
from colorsys import rgb_to_hls
from functools import cache

from evalutils.book.contrast import Channels, channels, contrast, mixed, readable
from evalutils.contracts.chart_colours import ACCENT, DARK, LIGHT

_WHITE, _WHITEST = "#ffffff", 255
_COLOUR = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
_STEPS = 200
# A colour with less saturation is a grey, which charts have already for what is apart.
_LEAST_SATURATION = 0.15
# Part of the circle of hues: nearer to each other, two are easily taken for one another.
_LEAST_APART = 1 / 8


def in_house_colours(svg: str, colour: str) -> str:
    """A chart, as notebooks draw it, with a house colour such as ``#1b5a66``.

    It stays as it is when that is a grey. Is it near the vermilion beside the blues, then the dark
    blue takes the place of the vermilion.
    """
    return _COLOUR.sub(lambda found: _tone(found[0].lower(), colour), svg)


@cache
def _tone(drawn: str, colour: str) -> str:
    """What a colour of a chart is in a house colour."""
    hue, _, saturation = _hls(colour)
    if saturation < _LEAST_SATURATION:
        return drawn
    apart = abs(hue - _hls(ACCENT)[0])
    if drawn == ACCENT:
        return DARK if min(apart, 1 - apart) < _LEAST_APART else ACCENT
    if drawn == LIGHT:
        return as_light(colour)
    white = _share_of_white(channels(drawn))
    return drawn if white is None else mixed(channels(as_dark(colour)), _WHITEST, white)


def as_dark(colour: str) -> str:
    """The colour, or a shade of it that has as much contrast with white as the dark blue."""
    return readable(colour, [_WHITE], contrast(DARK, _WHITE))


def as_light(colour: str) -> str:
    """The lightest tint of it with as much contrast with white as the light blue."""
    tints = (mixed(channels(colour), _WHITEST, step / _STEPS) for step in range(_STEPS, 0, -1))
    enough = contrast(LIGHT, _WHITE)
    return next((tint for tint in tints if contrast(tint, _WHITE) >= enough), colour)


def _share_of_white(drawn: Channels) -> float | None:
    """How much white the dark blue was mixed with, as numbers of people are; None for no blue."""
    dark = channels(DARK)
    share = 1 - (_WHITEST - drawn[0]) / (_WHITEST - dark[0])
    made = (value + (_WHITEST - value) * share for value in dark)
    blue = all(abs(one - other) <= 1 for one, other in zip(made, drawn, strict=True))
    return share if blue and share < 1 else None


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (value / _WHITEST for value in channels(colour))
    return rgb_to_hls(red, green, blue)
