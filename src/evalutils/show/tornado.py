"""How far each input moves the exits that are needed, and where the balance turns."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.cost_inputs import label_of, label_within
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.literal import markdown
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    LIGHT,
    MOST_DRAWN,
    dots,
    draw,
    left_to_table,
    number_axis,
    rows_canvas,
    spans,
)
from evalutils.show.cost_assumptions import amount_of
from evalutils.show.table_columns import TableColumn, each, numbers, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

ENDS = ["needed_low", "needed_high"]
BAR_POINTS = 10
# As far to the right as a line stands clear of the column of values, as a part of the width.
LEFT_OF_VALUES = 0.74
CAPTION = "Gevoeligheid; open punt: lage waarde, dichte punt: hoge waarde"


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Which input moves the outcome most."""
    row = result.frame.iloc[0]
    if result.frame["needed"].isna().all() or row[ENDS].isna().any():
        return Nothing()
    name = markdown(label_within(row["input"], row["label"]))
    low, high = (amount_of(row["input"], row[end]) for end in ("low", "high"))
    return Prose(
        f"Het meest telt ‘{name}’. Is het laag ({low}), dan moeten er van elke 100 deelnemers "
        f"{dutch.number(row['needed_low'], 1)} extra uitstromen; is het hoog ({high}), dan "
        f"{dutch.number(row['needed_high'], 1)}."
    )


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """A bar per input from its low to its high value, widest first."""
    if result.frame[ENDS].isna().any(axis=None):
        return Nothing()
    frame = result.frame.head(MOST_DRAWN)
    names = [label_of(*pair) for pair in zip(frame["input"], frame["label"], strict=True)]
    pairs = zip(frame[ENDS].min(axis=1), frame[ENDS].max(axis=1), strict=True)
    ranges = [f"{dutch.number(low, 1)} tot {dutch.number(high, 1)}" for low, high in pairs]
    shown = rows_canvas(names, ranges)
    plot = so.Plot(frame.assign(row=shown.middles), y="row", xmin=ENDS[0], xmax=ENDS[1])
    plot = plot.add(spans(LIGHT, BAR_POINTS), orient="y")
    plot = plot.add(dots(DARK, hollow=True, points=7), x=ENDS[0])
    draw(plot.add(dots(DARK), x=ENDS[1]), shown.axes)
    # Of few people the number that left is an interval and no line.
    observed = float(frame["observed"].mask(frame["participants"].lt(SMALL_BASE)).iloc[0])
    line = 0.0 if pd.isna(observed) else observed
    top = max([*(1.08 * frame[ENDS].max()), line / LEFT_OF_VALUES])
    number_axis(shown.axes, "extra uitstroom die nodig is, per 100 deelnemers", top=top)
    seen = ""
    if not pd.isna(observed):
        shown.axes.axvline(observed, color=ACCENT, linewidth=2, linestyle="--")
        seen = f" De uitstroom zelf is {dutch.number(observed, 1)} per 100."
    told = [f"{name} {span}" for name, span in zip(names, ranges, strict=True)]
    alt = f"Staven per gegeven van de uitstroom die nodig is: {'; '.join(told)}.{seen}"
    caption = CAPTION + (", streep: uitstroom" if seen else "") + left_to_table(len(result.frame))
    return Chart(shown.figure, "gevoeligheid", caption, alt)


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Low and high value of each input, what is needed then, and its switching value."""
    return table_of(
        result.frame,
        [
            each("Gegeven", lambda row: label_of(row.input, row.label)),
            _value("Laag", "low"),
            _value("Hoog", "high"),
            numbers("Nodig bij laag", "needed_low", 1),
            numbers("Nodig bij hoog", "needed_high", 1),
            each("Omslagpunt", _switching),
        ],
        name="gevoeligheid",
        title="Gevoeligheid: extra uitstroom die nodig is, per 100 deelnemers",
        notes=[
            "De andere gegevens staan in het midden. Bij het omslagpunt is het saldo van de "
            "gemeente nul als alle uitstroom extra is; een streep betekent dat dat nergens zo is."
        ],
    )


def _switching(row: Any) -> str:
    few = row.participants < SMALL_BASE
    return dutch.MISSING if few else amount_of(row.input, row.switching)


def _value(heading: str, column: str) -> TableColumn:
    return each(heading, lambda row: amount_of(row.input, getattr(row, column)))
