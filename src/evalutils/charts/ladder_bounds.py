"""The bounds on movement as an interval: solid what is certain, hatched what is possible."""

from __future__ import annotations

from typing import Any

from evalutils import dutch
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import ACCENT, DARK, GREY, percent_axis, rows_canvas
from evalutils.show.reach import reach

BAR_INCHES = 0.24
GROUPS = {"known": "bekende trede", "all": "alle cliënten"}
WAYS = {"up": ("hoger", DARK), "down": ("lager", ACCENT)}


def movement(result: Publishable, coverage: Publishable | None = None) -> Chart | Nothing:
    """One bar per direction and group, of the main moment; several moments stand in the table."""
    if result.empty or result.frame["up_min"].isna().all():
        return Nothing()
    frame = result.frame[result.frame["up_min"].notna()]
    frame = frame[frame["moment"] == frame["moment"].iloc[0]]
    bars = [
        (f"{dutch.capital(word)}, {GROUPS[row.group]}", low, high, color)
        for way, (word, color) in WAYS.items()
        for row in rows(frame)
        for low, high in [(getattr(row, f"{way}_min"), getattr(row, f"{way}_max"))]
    ]
    names = [name for name, *_ in bars]
    texts = [dutch.interval(low, high) for _, low, high, _ in bars]
    canvas = rows_canvas(names, texts, mark_inches=BAR_INCHES)
    style: dict[str, Any] = {"height": BAR_INCHES * 0.88, "linewidth": 1.2}
    for middle, (_, low, high, color) in zip(canvas.middles, bars, strict=True):
        canvas.axes.barh(middle, 100, color="#F2F2F2", edgecolor=GREY, **style)
        canvas.axes.barh(
            middle, high - low, left=low, color="white", edgecolor=color, hatch="////", **style
        )
        canvas.axes.barh(middle, low, color=color, edgecolor=color, **style)
    percent_axis(canvas.axes, "aandeel van de cliënten")
    moment = MOMENTS[str(frame["moment"].iloc[0])]
    words = "; ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    return Chart(
        canvas.figure,
        "grenzen",
        f"Van huidige naar {moment}: effen is zeker, gestreept is mogelijk{reach(coverage)}",
        f"Staafdiagram van de laagste en hoogste aandelen die bij de verdelingen passen. {words}.",
    )
