"""Charts of the outflow chapter."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from evalutils import dutch
from evalutils.charts.intervals import describe, interval_chart
from evalutils.charts.style import ACCENT, DARK, GREY, LIGHT, canvas, number_axis, percent_axis
from evalutils.contracts.vocabulary import DURABILITY_DEFINITIONS
from evalutils.dataset.library import Destination
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows


def caseload_account(result: Publishable) -> Chart | Nothing:
    """The account as a waterfall; the unexplained residual is a bar of its own."""
    if result.empty or pd.isna(result.frame.iloc[0]["expected_end"]):
        return Nothing()
    row = result.frame.iloc[0]
    steps = [
        ("stand aan het begin", 0.0, row["stock_start"], GREY),
        ("instroom", row["stock_start"], row["inflow"], DARK),
        ("uitstroom", row["stock_start"] + row["inflow"], -row["outflow"], LIGHT),
        ("niet verklaard", row["expected_end"], row["residual"], ACCENT),
        ("stand aan het eind", 0.0, row["stock_end"], GREY),
    ]
    figure, axes = canvas(len(steps))
    places = np.arange(len(steps))[::-1]
    for place, (_, start, change, colour) in zip(places, steps, strict=True):
        axes.barh(place, change, 0.65, left=start, color=colour)
        text = dutch.number(change) if colour == GREY else dutch.signed(change)
        axes.text(max(start, start + change), place, f" {text}", va="center")
    axes.set_yticks(places, [name for name, *_ in steps])
    number_axis(axes, "aantal")
    axes.set_xlim(0, float(max(start + max(change, 0) for _, start, change, _ in steps)) * 1.1)
    words = ", ".join(f"{name} {dutch.number(change)}" for name, _, change, _ in steps)
    return Chart(
        figure, "bestandsrekening", "Bestandsrekening", f"Watervaldiagram van het bestand: {words}."
    )


def destinations(result: Publishable, codelist: Mapping[str, Destination]) -> Chart | Nothing:
    """Shares per destination with their intervals."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["share"].notna()]
    if len(frame) < 2:
        return Nothing()
    labels = [
        codelist[row.destination].label + (f" ({row.group})" if row.group else "")
        for row in rows(frame)
    ]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel van de basis"),
        "bestemmingen",
        "Aandeel per bestemming; lijn: 95%-interval, open rondje: overgenomen uit de bron",
        "Aandeel per bestemming: " + describe(labels, *bounds),
    )


def targets(result: Publishable) -> Chart | Nothing:
    """Result as part of the target, with a mark for the elapsed part of the period."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["ratio"].notna()]
    if frame.empty:
        return Nothing()
    figure, axes = canvas(len(frame))
    places = np.arange(len(frame))[::-1]
    axes.barh(places, frame["ratio"], 0.55, color=LIGHT)
    axes.axvline(100, color=GREY, linewidth=1.5)
    marks = frame["pro_rata"].notna().to_numpy()
    axes.plot(frame["elapsed"][marks], places[marks], "|", color=ACCENT, markersize=16, mew=3)
    for place, ratio in zip(places, frame["ratio"], strict=True):
        axes.text(ratio, place, f" {dutch.percent(ratio, 0)}", va="center")
    axes.set_yticks(places, list(frame["indicator"]))
    percent_axis(axes, "resultaat als deel van het doel", top=max(frame["ratio"].max() * 1.15, 115))
    words = "; ".join(f"{row.indicator} {dutch.percent(row.ratio, 0)}" for row in rows(frame))
    return Chart(
        figure,
        "doelen",
        "Resultaat als deel van het doel; streepje: deel van de periode dat voorbij was",
        f"Resultaat als deel van het doel: {words}.",
    )


def instruments(result: Publishable) -> Chart | Nothing:
    """Share that left to work per instrument, with intervals."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["share_work"].notna()]
    if len(frame) < 2:
        return Nothing()
    labels = [str(name) for name in frame["instrument"]]
    bounds = (frame["share_work"], frame["lower_work"], frame["upper_work"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel naar werk"),
        "instrumenten",
        "Aandeel naar werk per instrument; lijn: 95%-interval, open rondje: uit de bron",
        "Aandeel naar werk per instrument: " + describe(labels, *bounds),
    )


def durability(result: Publishable) -> Chart | Nothing:
    """Durable share per cohort and definition, with intervals where counts are known."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["share"].notna()]
    if len(frame) < 2:
        return Nothing()
    single = frame["definition"].nunique() == 1
    labels = [
        row.cohort if single else f"{row.cohort}: {DURABILITY_DEFINITIONS[row.definition]}"
        for row in rows(frame)
    ]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel nog weg"),
        "duurzaam",
        "Aandeel duurzame uitstroom; lijn: 95%-interval, open rondje: overgenomen uit de bron",
        "Aandeel duurzame uitstroom: " + describe(labels, *bounds),
    )
