"""Tables of targets: in the outflow chapter and in the audit."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DIRECTIONS, STATEMENTS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.quantities import quantity
from evalutils.show import cells
from evalutils.show.rendering import render

PRO_RATA = (
    "Naar rato: het resultaat als deel van wat bij een gelijk tempo op de peildatum bereikt zou "
    "zijn. Alleen voor aantallen die in de periode oplopen."
)
YES_NO = {True: "ja", False: "nee"}

TARGET_COLUMNS = {
    "indicator": "Doel",
    "target": "Streefwaarde",
    "result": "Resultaat",
    "ratio": "Deel van doel",
    "elapsed": "Periode voorbij",
    "pro_rata": "Naar rato",
    "reached": "Gehaald",
    "statement": "Oordeel van de bron",
}


def targets(result: Publishable) -> Table | Nothing:
    """Targets against results, pro rata where measured within the period."""
    if result.empty:
        return Nothing()
    frame = result.frame
    return render(
        target_cells(frame),
        TARGET_COLUMNS,
        name="doelen",
        title="Doelen en resultaten",
        notes=[
            *([PRO_RATA] if frame["pro_rata"].notna().any() else []),
            *cells.left_out_notes(frame),
        ],
        texts=("reached", "statement"),
    )


def target_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The finished cells of targets, a row each."""
    text = frame[[]].copy()
    text["indicator"] = frame["indicator"].map(dutch.capital)
    direction = cells.labels(frame, "direction", DIRECTIONS)
    signed = frame.assign(unit=frame["unit"].map(_sign))
    text["target"] = direction + " " + _amounts(signed, "target")
    text["result"] = _results(signed)
    text["ratio"] = cells.percents(frame, "ratio", 0)
    text["elapsed"] = cells.percents(frame, "elapsed", 0)
    text["pro_rata"] = cells.percents(frame, "pro_rata", 0)
    text["reached"] = cells.labels(frame, "reached", YES_NO)
    text["statement"] = cells.labels(frame, "statement", STATEMENTS)
    return text


def _amounts(frame: pd.DataFrame, column: str) -> pd.Series:
    decimals = 2 * frame[column].astype("float64").mod(1).fillna(0).gt(0)
    rows = zip(frame[column], frame["unit"], decimals, strict=True)
    texts = [
        dutch.MISSING if pd.isna(value) else quantity(value, int(places), unit)
        for value, unit, places in rows
    ]
    return pd.Series(texts, index=frame.index)


def _sign(unit: str) -> str:
    """The unit where it is a sign; words stand in the name of the target."""
    return unit if unit == "percent" or unit.startswith("EUR") else "item"


def _results(frame: pd.DataFrame) -> pd.Series:
    text = _amounts(frame, "result")
    for column in ("persons", "percentages"):
        limits = frame[f"hidden_{column}"]
        text = text.where(limits.isna(), limits.map(cells.left_out))
    return text
