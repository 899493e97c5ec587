"""A table of a page as a file: what its cells say, with numbers that programs can read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from evalutils import dutch
from evalutils.book.published_tables import csv_text

# A number as `evalutils.dutch` writes it, with at most one sign of its unit.
_NUMBER = re.compile(
    r"(?P<sign>[\u2212+]?)(?P<euro>€[\s\u00a0]?)?"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<rest>\d+))?(?P<percent>%)?"
)


def table_csv(content: Mapping[str, Any]) -> str:
    """The table that a cell carries, as CSV; nothing is in it that is not on the page.

    A column of numbers with one unit has that unit in its heading; where a cell says something
    else, such as ``<10``, that stands there.
    """
    columns = [str(name) for name in content["columns"]]
    cells = list(zip(*content["rows"], strict=True)) or [() for _ in columns]
    told = [_column(name, list(texts)) for name, texts in zip(columns, cells, strict=True)]
    headings = [name for name, _ in told]
    rows = zip(*(values for _, values in told), strict=True)
    return csv_text(headings, (dict(zip(headings, row, strict=True)) for row in rows))


def _column(heading: str, texts: Sequence[str]) -> tuple[str, Sequence[object]]:
    """Heading and values of a column.

    Numbers lose their unit only where all have the same, and nothing else stands between them.
    """
    said = ["" if text == dutch.MISSING else text for text in texts]
    found = [_NUMBER.fullmatch(text) for text in said]
    units = {"€" if it["euro"] else it["percent"] or "" for it in found if it is not None}
    words = any(text and it is None for text, it in zip(said, found, strict=True))
    if len(units) > 1 or (words and units != {""}):
        return heading, said
    unit = f" ({next(iter(units))})" if any(units) else ""
    return f"{heading}{unit}", [
        _value(it) if it else text for text, it in zip(said, found, strict=True)
    ]


def _value(it: re.Match[str]) -> float:
    number = float(f"{it['whole'].replace('.', '')}.{it['rest'] or 0}")
    return -number if it["sign"] == "\u2212" else number
