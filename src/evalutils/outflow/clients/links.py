"""What the numbers of followed clients have to do with those of the chapter on outflow.

That chapter counts who came, left and stayed from the same spells. A reader can lay the two beside
each other, so that what is left out here may not follow from what is shown there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from evalutils.dataset.counting import count_caseload, count_exits
from evalutils.dataset.library import Destination
from evalutils.outflow.caseload import caseload_figures
from evalutils.outflow.clients.followed import Window
from evalutils.outflow.destinations import TOTAL, destinations
from evalutils.result import Cell, Tie

# Everyone with a day in the period, in the words of the caseload.
SEEN = ("stock_start", "inflow")


def of_caseload(
    own: Sequence[Cell], measures: Collection[str], spells: pd.DataFrame, window: Window
) -> tuple[Tie, ...]:
    """Cells that together are one or more measures of the caseload."""
    if not own or window.fewest <= 1:
        return ()
    figures = caseload_figures(count_caseload(spells, window.start, window.end))
    rows = figures.exact.index[figures.exact["measure"].isin(measures)]
    return (Tie(tuple(own), figures, tuple((int(str(row)), "count") for row in rows)),)


def of_destinations(
    own: Mapping[tuple[str, ...], Sequence[Cell]],
    spells: pd.DataFrame,
    codelist: Mapping[str, Destination],
    window: Window,
    *,
    all_of_them: bool,
) -> tuple[Tie, ...]:
    """Cells about those who left for some kinds of destination: all of them, or some."""
    if window.fewest <= 1 or not len(spells):
        return ()
    caseload = count_caseload(spells, window.start, window.end)
    listed = destinations(count_exits(spells, window.start, window.end), caseload)
    codes = listed.exact["destination"]
    ties = []
    for kinds, cells in own.items():
        chosen = {code for code, item in codelist.items() if item.grouping in kinds} - {TOTAL}
        rows = tuple((int(str(row)), "count") for row in codes.index[codes.isin(chosen)])
        if rows:
            ties.append(Tie(tuple(cells), listed, rows, "equal" if all_of_them else "within"))
    return tuple(ties)
