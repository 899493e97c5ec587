"""What a participant and an exit cost, and what a saved benefit brings in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show.cost_items import ONE_AMOUNT, has_range
from evalutils.show.table_columns import euros, names, table_of

QUANTITIES = {
    "cost_per_participant": "Kosten per deelnemer",
    "cost_per_exit": "Kosten per uitstroom",
    "monthly_saving": "Bespaarde uitkering per maand",
    "yearly_saving": "Bespaarde uitkering per jaar",
}
_NEEDED = {
    "cost_per_participant": "de kosten per deelnemer",
    "cost_per_exit": "de kosten per uitstroom",
    "monthly_saving": "de bespaarde uitkering",
}


def table(result: Publishable) -> HtmlTable | Nothing:
    """Each cost and saving per unit, with its lowest and highest where there are any."""
    ranged = has_range(result.frame)
    central = euros("Midden" if ranged else "Bedrag", "central")
    levels = [euros("Laag", "low"), central, euros("Hoog", "high")] if ranged else [central]
    return table_of(
        result.frame,
        [names("Wat", "quantity", QUANTITIES), *levels],
        name="eenheidskosten",
        title="Kosten en besparing per eenheid",
        notes=[] if ranged else [ONE_AMOUNT],
    )


def sentence(result: Publishable, items: Publishable | None = None) -> Prose | Nothing:
    """What a participant or exit costs, or that it cannot be said; nothing without any item."""
    if items is not None and items.empty:
        return Nothing()
    amounts = {row.quantity: row for row in rows(result.frame)}
    known = {name: row for name, row in amounts.items() if not pd.isna(row.central)}
    sentences = []
    if "cost_per_participant" in known:
        sentences.append(f"Een deelnemer kost {_amount(known['cost_per_participant'])}.")
    if "cost_per_exit" in known:
        sentences.append(f"Een uitstroom kost {_amount(known['cost_per_exit'])}.")
    if "yearly_saving" in known:
        sentences.append(
            f"Een jaar uitkering minder is voor de gemeente {_amount(known['yearly_saving'])}, "
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
