"""Sentences of the cost-benefit chapter."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose


def unit_costs(result: Publishable) -> Prose | Nothing:
    """What a participant or exit costs, or that it cannot be said."""
    amounts = (
        {}
        if result.empty
        else dict(zip(result.frame["quantity"], result.frame["central"], strict=True))
    )
    sentences = []
    if "cost_per_participant" in amounts:
        sentences.append(f"Een deelnemer kost {dutch.euro(amounts['cost_per_participant'])}.")
    if "cost_per_exit" in amounts:
        sentences.append(f"Een uitstroom kost {dutch.euro(amounts['cost_per_exit'])}.")
    if "yearly_saving" in amounts:
        sentences.append(
            "Een jaar zonder uitkering bespaart de gemeente "
            f"{dutch.euro(amounts['yearly_saving'])}, "
            f"dat is {dutch.euro(amounts['monthly_saving'])} per maand."
        )
    missing = [name for key, name in _NEEDED.items() if key not in amounts]
    if missing:
        sentences.append(
            f"Uit deze bron is niet te berekenen: {dutch.listing(missing)}. "
            "Een ontbrekend bedrag telt niet als nul."
        )
    return Prose(" ".join(sentences))


_NEEDED = {
    "cost_per_participant": "de kosten per deelnemer",
    "cost_per_exit": "de kosten per uitstroom",
    "monthly_saving": "de bespaarde uitkering",
}


def break_even(result: Publishable) -> Prose | Nothing:
    """After how many months the cost is earned back, and what that leaves out."""
    if result.empty:
        return Nothing()
    row = result.frame.iloc[0]
    text = (
        f"{dutch.euro(row['cost_eur'])} tegenover {dutch.euro(12 * row['saving_eur'])} per jaar is "
        f"{dutch.number(row['months'], 1)} maanden uitkering, vóór elke correctie."
    )
    if not pd.isna(row["months_low"]) and row["months_low"] != row["months_high"]:
        text += (
            f" Met de laagste en hoogste bedragen ligt dat tussen "
            f"{dutch.number(row['months_low'], 1)} en {dutch.number(row['months_high'], 1)} "
            "maanden."
        )
    return Prose(
        f"{text} Wie ook zonder het programma was vertrokken, is hier meegeteld; dan duurt het in "
        "werkelijkheid langer. Hoeveel dat er zijn, zegt de bron niet."
    )
