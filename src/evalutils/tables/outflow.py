"""Tables of the outflow chapter."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import MEASURES, QUALIFIERS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.outflow.caseload import ACCOUNT
from evalutils.show import cells
from evalutils.show.rendering import render
from evalutils.show.target_columns import targets
from evalutils.tables.durability import durability, durable_definitions
from evalutils.tables.exits import administrative, destinations, reasons
from evalutils.tables.instruments import instruments

__all__ = [
    "administrative",
    "caseload_account",
    "caseload_figures",
    "destinations",
    "durability",
    "durable_definitions",
    "funnels",
    "instruments",
    "reasons",
    "targets",
]


def caseload_figures(result: Publishable) -> Table | Nothing:
    """Every published stock and flow."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["measure"] = cells.labels(frame, "measure", MEASURES).map(dutch.capital)
    text["date"] = cells.dates(frame, "date")
    text["count"] = cells.counts(frame, "count")
    text["qualifier"] = cells.labels(frame, "qualifier", {**QUALIFIERS, "exact": dutch.MISSING})
    columns = {"measure": "Maat", "date": "Datum", "count": "Aantal", "qualifier": "Precisie"}
    return render(
        text,
        columns,
        name="bestand",
        title="Gepubliceerde standen en stromen",
        notes=cells.left_out_notes(frame),
        texts=("date", "qualifier"),
    )


def caseload_account(result: Publishable) -> Table | Nothing:
    """Start + inflow - outflow = expected end, beside the published end."""
    if result.empty:
        return Nothing()
    frame = result.frame
    row = frame.iloc[0]
    plus, minus = _signed(frame, 1), _signed(frame, -1)
    shown = {name: cells.counts(frame, name).iloc[0] for name in (*ACCOUNT, "implied_start")}
    if row["start_given"]:
        explained = "Verschil, binnen de afronding" if _is_rounding(row) else UNEXPLAINED
        lines = [
            ("Stand aan het begin", shown["stock_start"]),
            ("Plus instroom", plus["inflow"]),
            ("Min uitstroom", minus["outflow"]),
            ("Stand aan het eind, berekend", dutch.number(row["expected_end"])),
            ("Stand aan het eind, gepubliceerd", shown["stock_end"]),
            (explained, dutch.signed(row["residual"])),
        ]
    else:
        lines = [
            ("Stand aan het eind, gepubliceerd", shown["stock_end"]),
            ("Min instroom", minus["inflow"]),
            ("Plus uitstroom", plus["outflow"]),
            ("Stand aan het begin, afgeleid", shown["implied_start"]),
        ]
    lines.append(("Verandering van het bestand", dutch.signed(row["net_change"])))
    return render(
        pd.DataFrame(lines, columns=["line", "count"]),
        {"line": "Onderdeel", "count": "Aantal"},
        name="bestandsrekening",
        title="Bestandsrekening",
        notes=cells.left_out_notes(frame),
    )


UNEXPLAINED = "Verschil dat de stromen niet verklaren"


def _is_rounding(row: pd.Series) -> bool:
    """Whether rounding the counts can explain the residual."""
    return bool(0 < abs(row["residual"]) <= row["residual_margin"])


def _signed(frame: pd.DataFrame, sign: int) -> dict[str, str]:
    """The flows as changes: what was left out keeps its own text."""
    shown = {name: cells.counts(frame, name).iloc[0] for name in ("inflow", "outflow")}
    return {
        name: text if pd.isna(frame[name].iloc[0]) else dutch.signed(sign * frame[name].iloc[0])
        for name, text in shown.items()
    }


def funnels(result: Publishable) -> Table | Nothing:
    """Stages with their share of the first and of the previous stage."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["stage"] = frame["stage"].map(dutch.capital)
    text["funnel"] = frame["funnel"].map(dutch.capital)
    text["count"] = cells.counts(frame, "count")
    text["share"] = cells.percents(frame, "share")
    text["interval"] = cells.intervals(frame)
    text["previous"] = cells.percents(frame, "share_previous")
    text["interval_previous"] = cells.intervals(frame, "lower_previous", "upper_previous")
    columns = {
        "stage": "Stap",
        "count": "Aantal",
        "share": "Van de eerste stap",
        "interval": "95%-interval",
        "previous": "Van de vorige stap",
        "interval_previous": "95%-interval, vorige stap",
    }
    return render(
        text,
        columns,
        name="trechters",
        title="Van stap naar stap",
        notes=cells.left_out_notes(frame),
        groups="funnel" if frame["funnel"].nunique() > 1 else None,
    )
