"""Tables of the cost-benefit chapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import BEARERS, COST_KINDS, PER
from evalutils.cost_benefit.unit_costs import LEVELS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show import cells
from evalutils.show.rendering import render

QUANTITIES = {
    "cost_per_participant": "Kosten per deelnemer",
    "cost_per_exit": "Kosten per uitstroom",
    "monthly_saving": "Bespaarde uitkering per maand",
    "yearly_saving": "Bespaarde uitkering per jaar",
}
LEVEL_LABELS = {"low": "Laag", "central": "Midden", "high": "Hoog"}
ONE_AMOUNT = "De bron noemt geen laagste en hoogste bedrag."


def cost_items(result: Publishable) -> Table | Nothing:
    """The published amounts."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["item"] = frame["item"].map(dutch.capital)
    text["kind"] = cells.labels(frame, "kind", COST_KINDS)
    text["bearer"] = cells.labels(frame, "bearer", BEARERS)
    text["per"] = cells.labels(frame, "per", PER)
    text["price_year"] = frame["price_year"].map(str)
    text["amount"] = [_spread(row) for row in frame.to_dict("records")]
    ranged = _levels(frame)[0] == LEVEL_LABELS
    columns = {"item": "Post", "kind": "Soort", "bearer": "Partij", "per": "Per"}
    columns["amount"] = "Bedrag (laag tot hoog)" if ranged else "Bedrag"
    columns["price_year"] = "Prijspeil"
    return render(
        text,
        columns,
        name="posten",
        title="Gepubliceerde bedragen",
        notes=[] if ranged else [ONE_AMOUNT],
        texts=("kind", "bearer", "per"),
    )


def _spread(row: Mapping[Any, Any]) -> str:
    """The central amount, with its range when there is one."""
    low, central, high = (dutch.euro(row[level]) for level in LEVELS)
    return central if low == central == high else f"{central} ({low} tot {high})"


def unit_costs(result: Publishable) -> Table | Nothing:
    """Cost per participant and exit, and what a saved benefit brings in."""
    if result.empty:
        return Nothing()
    text = _euros(result.frame)
    levels, notes = _levels(result.frame)
    text["quantity"] = cells.labels(result.frame, "quantity", QUANTITIES)
    return render(
        text,
        {"quantity": "Wat", **levels},
        name="eenheidskosten",
        title="Kosten en besparing per eenheid",
        notes=[*notes, *cells.left_out_notes(result.frame)],
    )


def break_even(result: Publishable) -> Table | Nothing:
    """Months until a saved benefit covers the cost of an exit."""
    if result.empty:
        return Nothing()
    row = result.frame.iloc[0]
    lines = [
        ("Kosten per uitstroom voor de gemeente", dutch.euro(row["cost_eur"])),
        ("Bespaarde uitkering per maand", dutch.euro(row["saving_eur"])),
        ("Terugverdientijd in maanden", dutch.number(row["months"], 1)),
    ]
    if row["months_low"] != row["months_high"]:
        lines += [
            ("Gunstigste geval", dutch.number(row["months_low"], 1)),
            ("Ongunstigste geval", dutch.number(row["months_high"], 1)),
        ]
    return render(
        pd.DataFrame(lines, columns=["line", "value"]),
        {"line": "Onderdeel", "value": "Waarde"},
        name="terugverdientijd",
        title="Terugverdientijd, vóór elke correctie",
        notes=["Niet verdisconteerd; elke uitstroom telt als gevolg van het programma."],
    )


def _levels(frame: pd.DataFrame) -> tuple[dict[str, str], list[str]]:
    """The columns with amounts, and a note when low and high say nothing new."""
    same = (frame["low"].fillna(frame["central"]) == frame["central"]) & (
        frame["high"].fillna(frame["central"]) == frame["central"]
    )
    if same.all():
        return {"central": "Bedrag"}, [ONE_AMOUNT]
    return LEVEL_LABELS, []


def _euros(frame: pd.DataFrame) -> pd.DataFrame:
    text = frame[[]].copy()
    for level in LEVELS:
        text[level] = frame[level].map(dutch.euro)
    return text
