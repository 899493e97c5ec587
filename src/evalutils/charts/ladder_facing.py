"""Two distributions as facing ladders: now on the left, later on the right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import ACCENT, DARK, FONT_POINTS, TEXT, rows_canvas
from evalutils.show.interval_rows import share_texts
from evalutils.show.reach import reach

BAR_INCHES = 0.26
# The longest bar leaves room for its own value.
ROOM_FOR_VALUES = 1.45
VALUE: dict[str, Any] = {"fontsize": FONT_POINTS, "color": TEXT, "va": "center"}


def facing(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> Chart | Nothing:
    """The current distribution facing the main later one, the highest rung on top.

    There is no chart unless both moments have a share on every rung.
    """
    frame = result.frame if not result.empty else pd.DataFrame(columns=["moment", "rung", "share"])
    parts = {moment: part.set_index("rung") for moment, part in frame.groupby("moment")}
    later = next((name for name in ("realised", "expected", "target") if name in parts), None)
    rungs = [str(number) for number in reversed(scheme.numbers)]
    if later is None or "current" not in parts:
        return Nothing()
    sides = [parts[name].reindex([*rungs, "unknown"]) for name in ("current", later)]
    if any(side.loc[rungs, "share"].isna().any() for side in sides):
        return Nothing()
    if not any((side["share"]["unknown"] > 0) for side in sides):
        sides = [side.loc[rungs] for side in sides]
    names = {str(rung.number): f"Trede {rung.number}: {rung.label}" for rung in scheme.rungs}
    labels = [names.get(str(rung), "Trede onbekend") for rung in sides[0].index]
    texts = [share_texts(side["share"], side["lower"]) for side in sides]
    heads = [dutch.capital(MOMENTS[name]) for name in ("current", later)]
    words = "; ".join(
        f"{label} {now} en {then}" for label, now, then in zip(labels, *texts, strict=True)
    )
    return Chart(
        _draw(labels, [side["share"].to_numpy(dtype="float64") for side in sides], texts, heads),
        "tegenover",
        f"{heads[0]} (links) tegenover {MOMENTS[later]} (rechts){reach(coverage)}",
        f"Twee ladders tegenover elkaar, {MOMENTS['current']} en {MOMENTS[later]}. {words}.",
    )


def _draw(
    labels: list[str], shares: list[np.ndarray[Any, Any]], texts: list[list[str]], heads: list[str]
) -> Figure:
    canvas = rows_canvas(labels, [""] * len(labels), mark_inches=BAR_INCHES, legend_lines=1)
    axes = canvas.axes
    for sign, color, values, words, head in zip(
        (-1, 1), (DARK, ACCENT), shares, texts, heads, strict=True
    ):
        ends = sign * np.nan_to_num(values)
        hatch = None if sign < 0 else "//"
        style: dict[str, Any] = {"color": color} if sign < 0 else {"facecolor": "white"}
        axes.barh(
            canvas.middles,
            ends,
            BAR_INCHES * 0.88,
            edgecolor=color,
            hatch=hatch,
            label=head,
            **style,
        )
        for middle, end, text in zip(canvas.middles, ends, words, strict=True):
            side = "right" if sign < 0 else "left"
            axes.annotate(
                text, (end, middle), (4 * sign, 0), textcoords="offset points", ha=side, **VALUE
            )
    axes.axvline(0, color=TEXT, linewidth=1)
    longest = float(np.nanmax([np.nanmax(np.nan_to_num(values)) for values in shares]))
    axes.set_xlim(-longest * ROOM_FOR_VALUES, longest * ROOM_FOR_VALUES)
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(abs(value), 0)))
    axes.set_xlabel("aandeel van de gemeten cliënten", fontsize=FONT_POINTS, color=TEXT)
    legend: dict[str, Any] = {"frameon": False, "fontsize": FONT_POINTS, "borderaxespad": 0.2}
    canvas.figure.legend(loc="upper center", ncols=2, **legend)
    return canvas.figure
