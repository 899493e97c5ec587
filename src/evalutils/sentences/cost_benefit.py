"""Sentences of the cost-benefit chapter."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows

_NEEDED = {
    "cost_per_participant": "de kosten per deelnemer",
    "cost_per_exit": "de kosten per uitstroom",
    "monthly_saving": "de bespaarde uitkering",
}


def unit_costs(result: Publishable) -> Prose | Nothing:
    """What a participant or exit costs, or that it cannot be said."""
    frame = result.frame
    amounts = {row.quantity: row for row in rows(frame)}
    known = {name: row for name, row in amounts.items() if not pd.isna(row.central)}
    sentences = []
    if "cost_per_participant" in known:
        sentences.append(f"Een deelnemer kost {_amount(known['cost_per_participant'])}.")
    if "cost_per_exit" in known:
        sentences.append(f"Een uitstroom kost {_amount(known['cost_per_exit'])}.")
    if "yearly_saving" in known:
        sentences.append(
            f"Een jaar zonder uitkering bespaart de gemeente {_amount(known['yearly_saving'])}, "
            f"dat is {dutch.euro(known['monthly_saving'].central)} per maand."
        )
    hidden = [name for key, name in _NEEDED.items() if key in amounts and key not in known]
    if hidden:
        sentences.append(f"Weggelaten, want het aantal mensen is klein: {dutch.listing(hidden)}.")
    missing = [name for key, name in _NEEDED.items() if key not in amounts]
    if missing:
        sentences.append(
            f"Met deze bron niet te berekenen: {dutch.listing(missing)}. "
            "Een ontbrekend bedrag telt niet als nul."
        )
    return Prose(" ".join(sentences))


def _amount(row: Any) -> str:
    """The central amount, with its range when there is one."""
    if row.low == row.high:
        return dutch.euro(row.central)
    span = f"tussen {dutch.euro(row.low)} en {dutch.euro(row.high)}"
    return f"{dutch.euro(row.central)} ({span})"


def break_even(result: Publishable) -> Prose | Nothing:
    """After how many months the cost is earned back, and what that leaves out."""
    if result.empty or pd.isna(result.frame.iloc[0]["months"]):
        return Nothing()
    row = result.frame.iloc[0]
    months = dutch.counted(row["months"], "maand", "maanden", 1)
    text = (
        f"{dutch.euro(row['cost_eur'])} kosten tegenover {dutch.euro(12 * row['saving_eur'])} "
        f"uitkering per jaar: dat is {months} uitkering, vóór elke correctie."
    )
    return Prose(
        f"{text}{_span(row)} Wie ook zonder het programma was vertrokken, telt hier mee; "
        "in werkelijkheid duurt het daarom langer."
    )


def _span(row: pd.Series) -> str:
    low, high = row["months_low"], row["months_high"]
    if low == high or pd.isna(low):
        return ""
    if pd.isna(high):
        return (
            f" In het gunstigste geval is het {dutch.number(low, 1)} maanden; "
            "met de laagste besparing wordt het nooit terugverdiend."
        )
    return (
        f" Met de laagste en de hoogste bedragen ligt dat tussen {dutch.number(low, 1)} en "
        f"{dutch.number(high, 1)} maanden."
    )
