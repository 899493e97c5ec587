"""What happened to each group beside what the other programmes foretold of it."""

from __future__ import annotations

import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.client_groups import group_value, within_together
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import (
    DARK,
    GREY,
    MOST_DRAWN,
    dots,
    draw,
    left_to_table,
    percent_axis,
    round_top,
    rows_canvas,
    spans,
)
from evalutils.show.interval_rows import enumerated
from evalutils.show.table_columns import unless_empty


@unless_empty
def chart(groups: Publishable) -> Chart | Nothing:
    """A row per group, with a dot for what happened and an open one for what was foretold."""
    frame = groups.frame
    labels = [
        f"{dutch.capital(within_together(row.column))}: {group_value(row.column, row.group)}"
        f"{' (met een model)' if row.modelled is True else ''}"
        for row in rows(frame)
    ]
    texts = [
        f"{dutch.percent(row.share)}, voorspeld {dutch.percent(row.expected)}"
        for row in rows(frame)
    ]
    drawn = frame.head(MOST_DRAWN)
    canvas = rows_canvas(labels[:MOST_DRAWN], [dutch.percent(value) for value in drawn["share"]])
    # Drawn as they are written: behind the first decimal the table says nothing either.
    ends = drawn[["share", "expected"]].astype("float64").round(1).assign(place=canvas.middles)
    both = ends[["share", "expected"]]
    ends = ends.assign(low=both.min(axis=1), high=both.max(axis=1))
    plot = (
        so.Plot(ends, y="place")
        .add(spans(GREY, 2), xmin="low", xmax="high", orient="y")
        .add(dots(DARK), x="share")
        .add(dots(DARK, hollow=True), x="expected")
    )
    draw(plot, canvas.axes)
    highest = float(ends["high"].max())
    percent_axis(canvas.axes, "vertrok naar werk", top=round_top(highest))
    caption = "Waargenomen (dichte stip) en voorspeld door de andere programma's (open stip)"
    parts = [f"{label} {text}" for label, text in zip(labels, texts, strict=True)]
    return Chart(
        canvas.figure,
        "samenstelling-ijking",
        f"{caption}{left_to_table(len(frame))}",
        f"{caption}: {enumerated(parts)}",
    )
