"""Bullet charts: a result against its target, with the part of the period that has passed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.vocabulary import DIRECTIONS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.quantities import quantity
from evalutils.show.chart_style import (
    DARK,
    GRID,
    MOST_DRAWN,
    TEXT,
    Rows,
    bar_width,
    dots,
    draw,
    left_to_table,
    legend_above,
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
    frame = frame.assign(place=canvas.middles, all=100.0)
    heights = {inches: bar_width(canvas.middles, inches) for inches in (BAND, BAR, LINE)}
    wide: dict[str, Any] = {"alpha": 1, "artist_kws": {"zorder": 1.5}}
    plot = (
        so.Plot(frame, x="ratio", y="place")
        .add(so.Bar(color=GRID, width=heights[BAND], alpha=1), x="all", orient="y")
        .add(so.Bar(color=DARK, width=heights[BAR], **wide), orient="y", label="resultaat")
        .add(
            so.Dash(color=TEXT, width=heights[LINE], linewidth=3), x="all", label="doel", orient="y"
        )
    )
    marked = frame[frame["pro_rata"].notna()]
    if len(marked):
        mark = dots(TEXT, hollow=True, marker="D", points=7)
        plot = plot.add(mark, data=marked, x="elapsed", label="naar verstreken tijd")
    draw(plot, canvas.axes)
    percent_axis(canvas.axes, AXIS, top=max(float(frame["ratio"].max()) * 1.05, 105.0))
    legend_above(canvas.figure, columns=3)


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
