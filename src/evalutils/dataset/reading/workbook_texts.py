"""Texts of a workbook as their reader sees them."""

from __future__ import annotations

import re

from evalutils.dataset.reading.plain_text import tidy

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain_text(text: str) -> str:
    """A text of a workbook, in which ``_x000D_`` stands for a character that XML cannot hold."""
    return tidy(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text)
