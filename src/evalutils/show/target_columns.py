"""The columns of targets, in the outflow chapter and in the audit; loads no drawing."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DIRECTIONS, STATEMENTS
from evalutils.outflow.shares import precision
from evalutils.quantities import is_sign, qualified, quantity
from evalutils.show import cells, table_columns
from evalutils.show.table_columns import TableColumn

PRO_RATA = (
    "Naar rato: het resultaat als deel van wat bij een gelijk tempo op de peildatum bereikt zou "
    "zijn. Alleen voor aantallen die in de periode oplopen."
)


def _targets(frame: pd.DataFrame) -> pd.Series:
    return cells.labels(frame, "direction", DIRECTIONS) + " " + _amounts(frame, "target")


def _results(frame: pd.DataFrame) -> pd.Series:
    text = _amounts(frame, "result")
    for column in ("persons", "percentages"):
        limits = frame[f"hidden_{column}"]
        text = text.where(limits.isna(), limits.map(cells.left_out))
    return text


def _amounts(frame: pd.DataFrame, column: str) -> pd.Series:
    decimals = 2 * frame[column].astype("float64").mod(1).fillna(0).gt(0)
    signs, codes = frame["unit"].map(_sign), precision(frame, column)
    rows = zip(frame[column], signs, decimals, codes, strict=True)
    texts = [
        dutch.MISSING if pd.isna(value) else qualified(quantity(value, int(places), unit), code)
        for value, unit, places, code in rows
    ]
    return pd.Series(texts, index=frame.index, dtype="object")


def _sign(unit: str) -> str:
    """The unit where it is a sign; words stand in the name of the target."""
    return unit if is_sign(unit) else "item"


COLUMNS = {
    "indicator": table_columns.texts("Doel", "indicator"),
    "target": TableColumn("Streefwaarde", _targets),
    "result": TableColumn("Resultaat", _results),
    "ratio": table_columns.percents("Deel van doel", "ratio", 0),
    "elapsed": table_columns.percents("Periode voorbij", "elapsed", 0),
    "pro_rata": table_columns.percents("Naar rato", "pro_rata", 0),
    "reached": table_columns.names("Gehaald", "reached", {True: "ja", False: "nee"}),
    "statement": table_columns.names("Oordeel van de bron", "statement", STATEMENTS),
}
TARGET_COLUMNS = {name: column.heading for name, column in COLUMNS.items()}


def target_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The finished cells of targets, a row each."""
    return pd.DataFrame({name: column.cells(frame) for name, column in COLUMNS.items()})
