"""Charts of the outflow chapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DURABILITY
from evalutils.dataset.codelists import Destination, groupings_of
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.outflow.exit_kinds import proper_destinations
from evalutils.outflow.instruments import by_stage
from evalutils.show.bullets import targets
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    GREY,
    LIGHT,
    number_axis,
    rows_canvas,
)
from evalutils.show.interval_rows import describe, interval_chart, legend_of

__all__ = ["caseload_account", "destinations", "durability", "instruments", "targets"]


def caseload_account(result: Publishable) -> Chart | Nothing:
    """The account as a waterfall; the unexplained residual is a bar of its own."""
    if result.empty or result.frame.iloc[0][["expected_end", "stock_end"]].isna().any():
        return Nothing()
    row = result.frame.iloc[0]
    steps = [
        ("Stand aan het begin", 0.0, row["stock_start"], GREY),
        ("Instroom", row["stock_start"], row["inflow"], DARK),
        ("Uitstroom", row["stock_start"] + row["inflow"], -row["outflow"], LIGHT),
        (_residual_name(row), row["expected_end"], row["residual"], ACCENT),
        ("Stand aan het eind", 0.0, row["stock_end"], GREY),
    ]
    names = [name for name, *_ in steps]
    texts = [
        dutch.number(change) if colour == GREY else dutch.signed(change)
        for _, _, change, colour in steps
    ]
    canvas = rows_canvas(names, texts)
    for place, (_, start, change, colour) in zip(canvas.middles, steps, strict=True):
        canvas.axes.barh(place, change, 0.22, left=start, color=colour)
    top = max(start + max(change, 0.0) for _, start, change, _ in steps)
    number_axis(canvas.axes, "aantal", top=max(float(top) * 1.05, 1.0))
    words = ", ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    return Chart(
        canvas.figure,
        "bestandsrekening",
        "Bestandsrekening: van de stand aan het begin naar de stand aan het eind",
        f"Watervaldiagram van het bestand: {words}.",
    )


def _residual_name(row: pd.Series) -> str:
    return "Afronding" if 0 < abs(row["residual"]) <= row["residual_margin"] else "Niet verklaard"


def destinations(result: Publishable, codelist: Mapping[str, Destination]) -> Chart | Nothing:
    """Shares per destination with their intervals."""
    if result.empty:
        return Nothing()
    frame = proper_destinations(result.frame, groupings_of(codelist))
    frame = frame[frame["share"].notna()]
    if len(frame) < 2:
        return Nothing()
    labels = [
        dutch.capital(codelist[row.destination].label) + (f" ({row.group})" if row.group else "")
        for row in rows(frame)
    ]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel van de basis", frame["n"]),
        "bestemmingen",
        f"Aandeel per bestemming; {legend_of(frame['share'], frame['lower'], frame['n'])}",
        "Aandeel per bestemming: " + describe(labels, *bounds, frame["n"]),
    )


def instruments(result: Publishable) -> Chart | Nothing:
    """Share that left to work per instrument, with intervals."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["share_work"].notna()]
    if len(frame) < 2:
        return Nothing()
    frame = by_stage(frame)
    labels = [_instrument_name(row) for row in rows(frame)]
    bounds = (frame["share_work"], frame["lower_work"], frame["upper_work"])
    marks = legend_of(frame["share_work"], frame["lower_work"], frame["n"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel naar werk", frame["n"]),
        "instrumenten",
        f"Aandeel naar werk per instrument, per fase; {marks}",
        "Aandeel naar werk per instrument: " + describe(labels, *bounds, frame["n"]),
    )


def _instrument_name(row: Any) -> str:
    name = dutch.capital(row.instrument)
    return name if pd.isna(row.stage) else f"{dutch.capital(row.stage)}: {name}"


def durability(result: Publishable) -> Chart | Nothing:
    """Durable share per cohort and definition, with intervals where counts are known."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["share"].notna()]
    if len(frame) < 2:
        return Nothing()
    single = frame["definition"].nunique() == 1
    labels = [_cohort_name(row, single=single) for row in rows(frame)]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel van de vertrekkers dat wegbleef", frame["exits"]),
        "duurzaam",
        f"Aandeel duurzame uitstroom; {legend_of(frame['share'], frame['lower'], frame['exits'])}",
        "Aandeel duurzame uitstroom: " + describe(labels, *bounds, frame["exits"]),
    )


def _cohort_name(row: Any, *, single: bool) -> str:
    months = f", na {dutch.counted(row.months, 'maand', 'maanden')}" if row.months > 0 else ""
    definition = "" if single else f": {DURABILITY[row.definition].label}"
    return f"{dutch.capital(row.cohort)}{months}{definition}"
