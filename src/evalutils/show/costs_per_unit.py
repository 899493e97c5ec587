"""What a participant and an exit cost, and what a saved benefit brings in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show.cost_items import ONE_AMOUNT, has_range
from evalutils.show.table_columns import euros, names, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

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


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Each cost and saving per unit, with its lowest and highest where there are any."""
    frame = result.frame[~_of_few(result.frame)]
    ranged = has_range(frame)
    central = euros("Midden" if ranged else "Bedrag", "central")
    levels = [euros("Laag", "low"), central, euros("Hoog", "high")] if ranged else [central]
    return table_of(
        frame,
        [names("Wat", "quantity", QUANTITIES), *levels],
        name="eenheidskosten",
        title="Kosten en besparing per eenheid",
        notes=[*([] if ranged else [ONE_AMOUNT]), *_stayed_notes(frame), *_few_notes(result.frame)],
    )


def _of_few(frame: pd.DataFrame) -> pd.Series[bool]:
    """Amounts that divide by so few people that they are no figure."""
    parts = frame[["shared_central", "each_central", "stayed_high"]].fillna(0).ne(0).any(axis=1)
    return parts & frame["participants"].lt(SMALL_BASE)


def _few_notes(frame: pd.DataFrame) -> list[str]:
    left_out = [_NEEDED[name] for name in frame.loc[_of_few(frame), "quantity"]]
    if not left_out:
        return []
    return [
        f"Zonder {dutch.listing(left_out)}: van minder dan {SMALL_BASE} deelnemers zegt dat "
        "bedrag te weinig."
    ]


def _stayed_notes(frame: pd.DataFrame) -> list[str]:
    if not frame["stayed_high"].fillna(0).ne(0).any():
        return []
    return [
        "Van het laagste tot het hoogste bedrag: van kosten die ook dekken wie niet uitstroomde, "
        "tot het meeste dat zij zelf gekost kunnen hebben. De bron zegt niet welk geldt."
    ]


def sentence(result: Publishable, items: Publishable | None = None) -> Prose | Nothing:
    """What a participant or exit costs, or that it cannot be said; nothing without any item."""
    if items is not None and items.empty:
        return Nothing()
    frame = result.frame
    amounts = {row.quantity: row for row in rows(frame[~_of_few(frame)])}
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
    sentences += _few_notes(frame)
    given = set(frame["quantity"])
    missing = [name for key, name in _NEEDED.items() if key not in given]
    if missing:
        sentences.append(
            f"Met deze bron niet te berekenen: {dutch.listing(missing)}. "
            "Een ontbrekend bedrag telt niet als nul."
        )
    return Prose(" ".join(sentences))


def amounts(frame: pd.DataFrame) -> dict[str, str]:
    """The amount of each cost and saving that can be said, with its range, as words."""
    known = frame[~_of_few(frame) & frame["central"].notna()]
    return {str(row.quantity): _amount(row) for row in rows(known)}


def _amount(row: Any) -> str:
    """The central amount, with its range when there is one."""
    if row.low == row.high:
        return dutch.euro(row.central)
    if row.stayed_high:  # no amount in the middle is likelier than another
        return f"{dutch.euro(row.low)} tot {dutch.euro(row.high)}"
    span = f"tussen {dutch.euro(row.low)} en {dutch.euro(row.high)}"
    return f"{dutch.euro(row.central)} ({span})"
