"""What the numbers of followed clients have to do with the distribution over the rungs.

Both are published about the same people, in different chapters. Where the distribution was not
counted from these clients its numbers differ, and nothing is linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from evalutils.ladder.distribution import UNKNOWN, distribution
from evalutils.result import Cell, Repeat, Result, Tie

CURRENT, REALISED, EXPECTED = "current", "realised", "expected"
Places = Mapping[str, tuple[Cell, float]]
Linked = Iterable[tuple[str, Cell, float]]
"""Rung, cell and number of a result."""


def of_everyone(ladder: pd.DataFrame | None) -> tuple[Tie, ...]:
    """Who was measured stands on the current rungs, who was measured twice on the realised ones."""
    if ladder is None:
        return ()
    known = {
        name: (standing, [cell for rung, (cell, _) in places.items() if rung != UNKNOWN])
        for name, moment in (("measured", CURRENT), ("followed", REALISED))
        for standing, places in [_standing(ladder, moment)]
    }
    return tuple(
        Tie(((0, name),), standing, tuple(cells))
        for name, (standing, cells) in known.items()
        if cells
    )


def repeated(numbers: Linked, ladder: pd.DataFrame | None, moment: str) -> tuple[Repeat, ...]:
    """The numbers that are those of the distribution."""
    if ladder is None:
        return ()
    standing, places = _standing(ladder, moment)
    return tuple(
        Repeat(cell, standing, places[rung][0])
        for rung, cell, number in numbers
        if rung in places and places[rung][1] == number
    )


def among_current(
    cells: Mapping[str, tuple[Cell, ...]], ladder: pd.DataFrame | None
) -> tuple[Tie, ...]:
    """The clients who stepped from a rung are among those who stood there first."""
    if ladder is None:
        return ()
    standing, places = _standing(ladder, CURRENT)
    return tuple(
        Tie(own, standing, (places[rung][0],), "within")
        for rung, own in cells.items()
        if rung in places
    )


def _standing(ladder: pd.DataFrame, moment: str) -> tuple[Result, Places]:
    """The distribution, with the cell and number of every rung of a moment."""
    rungs = sorted({int(rung) for rung in ladder["rung"] if rung != UNKNOWN})
    result = distribution(ladder, rungs)
    rows = result.exact[(result.exact["moment"] == moment) & result.exact["count"].notna()]
    counts = rows["count"].astype("float64")
    return result, {
        str(rung): ((int(str(row)), "count"), float(count))
        for row, rung, count in zip(rows.index, rows["rung"], counts, strict=True)
    }
