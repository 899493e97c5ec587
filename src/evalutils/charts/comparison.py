"""Charts of the comparison across evaluations."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    FONT_POINTS,
    GREY,
    LIGHT,
    MOST_DRAWN,
    TEXT,
    canvas,
    left_to_table,
)
from evalutils.show.interval_rows import describe, interval_chart, legend_of


def exit_shares(result: Publishable) -> Chart | Nothing:
    """Exit shares of all evaluations side by side, in alphabetical order."""
    if result.empty:
        return Nothing()
    frame = result.frame
    labels = [f"{row.title}, {row.period}: {row.label}" for row in rows(frame)]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel van de eigen basis", frame["n"]),
        "vergelijking",
        "Aandeel uitstroom per evaluatie, elk van de eigen basis; geen rangorde; "
        + legend_of(frame["share"], frame["lower"], frame["n"]),
        "Aandeel uitstroom per evaluatie: " + describe(labels, *bounds, frame["n"]),
    )


def forest(result: Publishable, summary: Publishable) -> Chart | Nothing:
    """Evaluations with their intervals, and below them their mean and the next evaluation."""
    if result.empty:
        return Nothing()
    frame, row = result.frame, summary.frame.iloc[0]
    below = pd.DataFrame(
        {
            "share": [row["mean"], row["mean"]],
            "lower": [row["lower"], row["prediction_lower"]],
            "upper": [row["upper"], row["prediction_upper"]],
            "n": [frame["n"].sum()] * 2,
        }
    )
    drawn = frame.head(MOST_DRAWN - len(below))
    labels = [f"{item.title}, {item.period}" for item in rows(drawn)]
    labels += ["Gemiddelde van deze evaluaties", "Waar een nieuwe evaluatie kan uitkomen"]
    columns = ["share", "lower", "upper", "n"]
    together = pd.concat([drawn[columns], below], ignore_index=True)
    bounds = (together["share"], together["lower"], together["upper"])
    return Chart(
        interval_chart(labels, *bounds, f"aandeel met bestemming '{row['label']}'", together["n"]),
        "gemiddelde",
        "Aandeel per evaluatie, hun gemiddelde en de spreiding daaromheen; lijn: 95%-interval"
        + left_to_table(len(frame), len(drawn)),
        "Aandeel per evaluatie, gemiddelde en spreiding: "
        + describe(labels, *bounds, together["n"]),
    )


def funnel(result: Publishable, summary: Publishable, curve: Publishable) -> Chart | Nothing:
    """Evaluations by size, within the limits that chance and ordinary differences reach."""
    if result.empty:
        return Nothing()
    frame, row, lines = result.frame, summary.frame.iloc[0], curve.frame
    figure, axes = canvas(4.0)
    for name, colour, style in (("95", LIGHT, "-"), ("998", DARK, "--")):
        for side in ("lower", "upper"):
            axes.plot(lines["n"], lines[f"{side}_{name}"], style, color=colour, linewidth=1.8)
    axes.axhline(row["target"], color=GREY, linewidth=1.2)
    axes.plot(frame["n"], frame["share"], "o", color=ACCENT, markersize=7, clip_on=False)
    for number, item in enumerate(rows(frame), start=1):
        axes.annotate(
            str(number),
            (item.n, item.share),
            (6, 3),
            textcoords="offset points",
            fontsize=FONT_POINTS,
            color=TEXT,
        )
    axes.set_xlim(0, float(lines["n"].max()))
    axes.set_ylim(0, 100)
    axes.set_xlabel("aantal mensen in de basis", fontsize=FONT_POINTS, color=TEXT)
    axes.set_title("aandeel", loc="left", fontsize=FONT_POINTS, color=TEXT)
    axes.xaxis.set_major_formatter(lambda value, _: dutch.number(value))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.percent(value, 0))
    outside = (frame["share"] < frame["lower_998"]) | (frame["share"] > frame["upper_998"])
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        figure,
        "trechtergrafiek",
        "Aandeel naar grootte van de basis; lijn: 95%-grens, streepjes: 99,8%-grens, "
        "grijs: totaal van alle evaluaties; nummers: zie de tabel hierboven",
        f"Trechtergrafiek van {dutch.number(len(frame))} evaluaties rond "
        f"{dutch.percent(row['target'])}; {dutch.number(int(np.sum(outside)))} daarvan buiten de "
        f"99,8%-grenzen. Aandelen: {describe(_names(frame), *bounds, frame['n'])}",
    )


def _names(frame: pd.DataFrame) -> list[str]:
    return [f"{row.title}, {row.period}" for row in rows(frame)]
