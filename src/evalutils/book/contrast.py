"""Whether a colour can be read: the contrast of WCAG 2.1, and the nearest colour that has enough.

Relative luminance and contrast ratio: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Success criterion 1.4.3, level AA, for text of normal size.
ENOUGH = 4.5
# Level AAA, 1.4.6: in the dark the book chooses the colour itself.
AMPLE = 7.0
# What text stands on in the style sheet, on paper and screen: the page, and the head of a table.
LIGHT = ("#ffffff", "#eef4f5")
DARK = ("#141b1d", "#1f2d31")
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_STEPS = 200

Channels = tuple[int, int, int]


def is_colour(text: str) -> bool:
    """Whether a text is a colour as ``#1b5a66``."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def weakest(colour: str, grounds: Sequence[str]) -> float:
    """The lowest contrast that a colour has with any of these grounds."""
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: str, grounds: Sequence[str], enough: float = ENOUGH) -> str:
    """The colour, or the nearest of the same hue with enough contrast: mixed with black or white.

    Of the two the one that needs less of it. ValueError: no colour has enough on all grounds.
    """
    for step in range(_STEPS + 1):
        for end in (0, 255):
            shade = mixed(channels(colour), end, step / _STEPS)
            if weakest(shade, grounds) >= enough:
                return shade
    raise ValueError(f"no colour can be read on all of {', '.join(grounds)}")


def mixed(colour: Channels, end: int, share: float) -> str:
    """A colour with a share of white (an `end` of 255) or black (0) in it."""
    return "#" + "".join(f"{round(value + (end - value) * share):02x}" for value in colour)


def channels(colour: str) -> Channels:
    """Red, green and blue, from 0 to 255."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
