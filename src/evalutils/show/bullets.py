"""Bullet charts: a result against its target, with the part of the period that has passed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DIRECTIONS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.quantities import quantity
from evalutils.show.chart_style import (
    DARK,
    FONT_POINTS,
    GRID,
    MOST_DRAWN,
    TEXT,
    Rows,
    left_to_table,
    percent_axis,
    rows_canvas,
)
from evalutils.show.interval_rows import enumerated

# Heights in inches: the band behind, the bar of the result, and the line of the target.
BAND, BAR, LINE = 0.26, 0.11, 0.32
AXIS = "deel van het doel (doel = 100%)"


def targets(result: Publishable) -> Chart | Nothing:
    """Results as bullets: bar = result, line = target, diamond = target for the elapsed time.

    The three differ in shape and place, not in colour alone, so that the chart reads in grey.
    Few, S. (2006), Bullet Graph Design Specification.
    """
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["ratio"].notna()]
    if frame.empty:
        return Nothing()
    names = [_name(row) for row in rows(frame)]
    texts = [_text(row) for row in rows(frame)]
    drawn = slice(MOST_DRAWN)
    canvas = rows_canvas(names[drawn], texts[drawn], mark_inches=LINE, legend_lines=1)
    _draw(canvas, frame[drawn])
    marked = bool(frame["pro_rata"].notna().any())
    mark = "; ruitje: het doel naar verstreken tijd" if marked else ""
    told = [_told(name, row) for name, row in zip(names, rows(frame), strict=True)]
    return Chart(
        canvas.figure,
        "doelen",
        f"Resultaat als deel van het doel; streep: het doel{mark}{left_to_table(len(frame))}",
        f"Resultaat als deel van het doel: {enumerated(told)}",
    )


def _draw(canvas: Rows, frame: pd.DataFrame) -> None:
    axes, middles = canvas.axes, np.array(canvas.middles)
    axes.barh(middles, 100.0, BAND, color=GRID, zorder=2)
    axes.barh(middles, frame["ratio"], BAR, color=DARK, zorder=3, label="resultaat")
    ends = (middles - LINE / 2, middles + LINE / 2)
    axes.vlines(
        np.full(len(middles), 100.0), *ends, color=TEXT, linewidth=3, zorder=4, label="doel"
    )
    marks = frame["pro_rata"].notna().to_numpy()
    if marks.any():
        axes.plot(
            frame["elapsed"][marks],
            middles[marks],
            "D",
            markerfacecolor="white",
            markeredgecolor=TEXT,
            markeredgewidth=1.5,
            markersize=8,
            zorder=5,
            label="naar verstreken tijd",
        )
    percent_axis(axes, AXIS, top=max(float(frame["ratio"].max()) * 1.05, 105.0))
    canvas.figure.legend(
        loc="upper left",
        ncols=3,
        frameon=False,
        fontsize=FONT_POINTS,
        borderaxespad=0.2,
        handlelength=1.2,
        columnspacing=1.2,
    )


def _name(row: Any) -> str:
    limit = "" if row.direction == "at_least" else f" ({DIRECTIONS[row.direction]})"
    return f"{dutch.capital(row.indicator)}{limit}"


def _verdict(row: Any) -> str:
    return {True: ", gehaald", False: ", niet gehaald"}.get(row.reached, "")


def _text(row: Any) -> str:
    return f"{dutch.percent(row.ratio, 0)}{_verdict(row)}"


def _told(name: str, row: Any) -> str:
    """A bullet in words: result, target, share reached, and how far the period was."""
    target = quantity(row.target, _decimals(row.target), row.unit)
    text = f"{name} {_amount(row)} van {target}, {_text(row)}"
    if pd.isna(row.pro_rata):
        return text
    return f"{text}, toen {dutch.percent(row.elapsed, 0)} van de periode voorbij was"


def _amount(row: Any) -> str:
    """The result, without the unit that follows the target."""
    return dutch.number(row.result, _decimals(row.result))


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 2
