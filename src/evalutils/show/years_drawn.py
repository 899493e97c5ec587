"""Series of figures over the periods of a programme, without a line over a break."""

from __future__ import annotations

import pandas as pd
import seaborn.objects as so
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.quantities import quantity
from evalutils.show.chart_style import (
    DARK,
    FONT_POINTS,
    GREY,
    TEXT,
    WIDTH_INCHES,
    dots,
    draw,
    shortened,
    spans,
    themed,
)
from evalutils.show.table_columns import unless_empty

MOST_PANELS, PANEL_INCHES, AXIS_INCHES, TITLE_LINES = 8, 1.6, 0.55, 2
# With more periods only some of their names fit under the last panel.
MOST_NAMED = 4


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The figures that can be better or worse, each in a panel of its own."""
    frame = result.frame
    several = frame.groupby("figure")["place"].transform("nunique") > 1
    drawn = frame[several & frame["direction"].ne(0)]
    figures = list(drawn["figure"].unique())
    if not figures:
        return Nothing()
    panels = [drawn[drawn["figure"].eq(name)] for name in figures[:MOST_PANELS]]
    moments = frame.drop_duplicates("place").set_index("place")["moment"].sort_index()
    more = len(figures) - len(panels)
    rest = f"; getekend zijn de eerste {len(panels)} van {len(figures)} reeksen" if more else ""
    return Chart(
        _figure(panels, moments),
        "jaren",
        f"Kengetallen per periode, met 95%-interval waar dat bekend is{rest}; een lijn verbindt "
        "alleen wat te vergelijken is",
        " ".join(_described(panel) for panel in panels),
        "per-periode",
    )


def _figure(panels: list[pd.DataFrame], moments: pd.Series) -> Figure:
    height = len(panels) * PANEL_INCHES + AXIS_INCHES
    figure = Figure(figsize=(WIDTH_INCHES, height), layout="constrained")
    grid = figure.add_gridspec(len(panels), 1)
    for place, panel in enumerate(panels):
        axes = themed(figure, grid[place])
        _draw(axes, panel, moments)
        if place < len(panels) - 1:
            axes.tick_params(labelbottom=False)
    return figure


def _draw(axes: Axes, panel: pd.DataFrame, moments: pd.Series) -> None:
    bounds = {name: panel[name].fillna(panel["value"]) for name in ("lower", "upper")}
    frame = panel.assign(**bounds, run=_runs(panel).astype("str"))
    plot = (
        so.Plot(frame, x="place", y="value")
        .add(so.Line(color=DARK, linewidth=2), group="run")
        .add(spans(DARK, 2), ymin="lower", ymax="upper")
        .add(dots(DARK, points=6))
    )
    draw(plot, axes)
    for row in rows(panel[panel["broken"].ne("")]):
        # Not clipped: it runs from edge to edge, and its ends are no numbers.
        axes.axvline(row.place - 0.5, color=GREY, linewidth=1, linestyle=":", clip_on=False)
    axes.set_xlim(moments.index[0] - 0.4, moments.index[-1] + 0.4)
    step = -(-len(moments) // MOST_NAMED)
    named = list(moments.index[::-step])
    axes.set_xticks(named, [shortened(moments[place])[0] for place in named])
    unit = str(panel["unit"].iloc[0])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: quantity(value, 0, unit)))
    axes.locator_params(axis="y", nbins=3)
    axes.margins(y=0.15)
    axes.set_title(
        "\n".join(shortened(panel["label"].iloc[0])[:TITLE_LINES]),
        loc="left",
        fontsize=FONT_POINTS,
        color=TEXT,
        pad=4,
    )


def _runs(panel: pd.DataFrame) -> pd.Series:
    """A number for each part of a series that no break and no missing period divides."""
    apart = panel["broken"].ne("") | panel["place"].diff().gt(1)
    return apart.cumsum()


def _described(panel: pd.DataFrame) -> str:
    told = [f"{dutch.within(row.moment)} {quantity(row.value, 1, row.unit)}" for row in rows(panel)]
    return f"{panel['label'].iloc[0]}: {dutch.listing(told)}."
